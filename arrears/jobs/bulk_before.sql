-- Who holds the cases of an act before it moves them.
INSERT INTO arrears_bulkactrow (act_id, case_id, before)
SELECT %(act)s, holder.case_id,
       jsonb_agg(jsonb_build_object('from_on', holder.from_on, 'cadre_id', holder.cadre_id, 'by_id', holder.by_id,
                                    'cover_id', holder.cover_id) ORDER BY holder.from_on)
FROM arrears_caseholder AS holder
WHERE holder.branch_id = %(branch)s AND holder.case_id = ANY(%(ids)s)
GROUP BY holder.case_id
