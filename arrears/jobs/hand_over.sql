-- `handed` (case_id, day, cadre_id or NULL for nobody) as holder rows; it replaces every later holder (RULES 3.6).
DELETE FROM arrears_caseholder AS holder USING handed
WHERE holder.case_id = handed.case_id AND holder.from_on > handed.day;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id)
SELECT %(branch)s, case_id, day, cadre_id, %(by)s FROM handed
ON CONFLICT (case_id, from_on) DO UPDATE SET cadre_id = excluded.cadre_id, by_id = excluded.by_id, cover_id = NULL;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT case_id, 'move', now() FROM handed ON CONFLICT DO NOTHING
