-- Assignment of (branch, month) on a day: what was decided is written. What is already a case stays as it is.

INSERT INTO arrears_case (branch_id, month, household_id, list_id, key, head_card, area_id, months, target, care_class,
                          assigned_on, left_list)
SELECT listed.branch_id, listed.month, listed.household_id, listed.list_id, listed.key, listed.head_card, listed.area_id,
       listed.months, listed.amount, listed.care_class, %(day)s, false
FROM decided
JOIN arrears_listedhousehold AS listed
  ON listed.branch_id = %(branch)s AND listed.list_id = %(list)s AND listed.household_id = decided.household_id
WHERE decided.status = 'assigned';

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id)
SELECT held.branch_id, held.id, %(day)s, decided.cadre_id, %(by)s
FROM decided
JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = decided.household_id
WHERE decided.status = 'assigned';

UPDATE arrears_listedhousehold AS listed SET status = decided.status
FROM decided
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s AND listed.household_id = decided.household_id
  AND listed.status <> decided.status;

ANALYZE arrears_case, arrears_caseholder;
