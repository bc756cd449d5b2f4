-- The moves of one turn that change the holder of their day; a move to the present holder changes nothing.
CREATE TEMPORARY TABLE real_move AS
SELECT move.case_id, move.cadre_id, move.day
FROM move
CROSS JOIN LATERAL (SELECT holder.cadre_id FROM arrears_caseholder AS holder
                    WHERE holder.case_id = move.case_id AND holder.from_on <= move.day
                    ORDER BY holder.from_on DESC LIMIT 1) AS present
WHERE move.turn = %(turn)s AND present.cadre_id IS DISTINCT FROM move.cadre_id
