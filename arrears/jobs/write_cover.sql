-- A cover as holder rows: the substitute from the first day on, the cadre again after the last, both at once.
-- It counts as a move of the case (RULES 3.6).
INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id, cover_id)
SELECT %(branch)s, case_id, from_on, %(substitute)s, %(by)s, %(cover)s FROM stint
ON CONFLICT (case_id, from_on) DO UPDATE
SET cadre_id = excluded.cadre_id, by_id = excluded.by_id, cover_id = excluded.cover_id;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id, cover_id)
SELECT %(branch)s, case_id, until, %(cadre)s, %(by)s, %(cover)s FROM stint WHERE until < held_until;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT DISTINCT case_id, 'move', now() FROM stint ON CONFLICT DO NOTHING
