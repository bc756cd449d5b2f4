-- One turn of moves: the new holder replaces every later one.
DELETE FROM arrears_caseholder AS holder USING real_move
WHERE holder.case_id = real_move.case_id AND holder.from_on > real_move.day;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id)
SELECT %(branch)s, case_id, day, cadre_id, %(by)s FROM real_move
ON CONFLICT (case_id, from_on) DO UPDATE SET cadre_id = excluded.cadre_id, by_id = excluded.by_id, cover_id = NULL;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT case_id, 'move', now() FROM real_move ON CONFLICT DO NOTHING
