-- One turn of moves. A move to the holder of that day changes nothing; any other replaces every later holder.
CREATE TEMPORARY TABLE real_move AS
SELECT move.case_id, move.cadre_id, move.day
FROM move
CROSS JOIN LATERAL (SELECT holder.cadre_id FROM arrears_caseholder AS holder
                    WHERE holder.case_id = move.case_id AND holder.from_on <= move.day
                    ORDER BY holder.from_on DESC LIMIT 1) AS present
WHERE move.turn = %(turn)s AND present.cadre_id IS DISTINCT FROM move.cadre_id;

DELETE FROM arrears_caseholder AS holder USING real_move
WHERE holder.case_id = real_move.case_id AND holder.from_on > real_move.day;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id)
SELECT %(branch)s, case_id, day, cadre_id, %(by)s FROM real_move
ON CONFLICT (case_id, from_on) DO UPDATE SET cadre_id = excluded.cadre_id, by_id = excluded.by_id;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT case_id, 'move', now() FROM real_move ON CONFLICT DO NOTHING
