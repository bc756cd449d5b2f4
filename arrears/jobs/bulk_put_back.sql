-- Undo of a move of many cases: holders as they were, of the cases whose holders are still as the move left them.
-- The rows that are put back leave `arrears_bulkactrow`; what stays there was changed since.
CREATE TEMPORARY TABLE put_back ON COMMIT DROP AS
SELECT kept.id, kept.case_id, kept.before
FROM arrears_bulkactrow AS kept
WHERE kept.act_id = %(act)s AND kept.after = (
    SELECT jsonb_agg(jsonb_build_object('from_on', holder.from_on, 'cadre_id', holder.cadre_id, 'by_id', holder.by_id,
                                        'cover_id', holder.cover_id) ORDER BY holder.from_on)
    FROM arrears_caseholder AS holder WHERE holder.case_id = kept.case_id);

DELETE FROM arrears_caseholder AS holder USING put_back WHERE holder.case_id = put_back.case_id;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id, cover_id)
SELECT %(branch)s, put_back.case_id, held.from_on, held.cadre_id, held.by_id, held.cover_id
FROM put_back
CROSS JOIN LATERAL jsonb_to_recordset(put_back.before)
    AS held (from_on date, cadre_id bigint, by_id bigint, cover_id bigint);

DELETE FROM arrears_bulkactrow AS kept USING put_back WHERE kept.id = put_back.id
