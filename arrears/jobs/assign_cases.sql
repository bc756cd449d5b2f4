-- Assignment of (branch, month) on a day (RULES 3.4). What is already a case stays as it is.

DROP TABLE IF EXISTS pg_temp.decided;

-- every household of the newest list that is no case yet, with the first reason that applies
CREATE TEMPORARY TABLE decided AS
SELECT listed.id AS listed_id, listed.household_id, territory.cadre_id,
       CASE
           WHEN listed.area_id IS NULL THEN 'no_kelurahan'
           WHEN listed.months < %(min_months)s THEN 'below_band'
           WHEN listed.months > %(max_months)s THEN 'above_band'
           WHEN EXISTS (SELECT FROM arrears_hold AS hold
                        WHERE hold.household_id = listed.household_id AND hold.starts_on <= %(day)s
                          AND (hold.lifted_on IS NULL OR hold.lifted_on > %(day)s)) THEN 'on_hold'
           WHEN territory.id IS NULL THEN 'no_territory'
           WHEN NOT EXISTS (SELECT FROM cadres_agreement AS agreement
                            WHERE agreement.cadre_id = territory.cadre_id AND agreement.valid @> %(day)s::date)
               THEN 'no_agreement'
           ELSE 'assigned'
       END AS status
FROM arrears_listedhousehold AS listed
LEFT JOIN cadres_territory AS territory ON territory.area_id = listed.area_id AND territory.valid @> %(day)s::date
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id);
CREATE UNIQUE INDEX ON decided (household_id);
ANALYZE decided;

INSERT INTO arrears_case (branch_id, month, household_id, list_id, key, head_card, area_id, months, target, care_class,
                          assigned_on, left_list)
SELECT listed.branch_id, listed.month, listed.household_id, listed.list_id, listed.key, listed.head_card, listed.area_id,
       listed.months, listed.amount, listed.care_class, %(day)s, false
FROM decided JOIN arrears_listedhousehold AS listed ON listed.id = decided.listed_id
WHERE decided.status = 'assigned';

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id)
SELECT held.branch_id, held.id, %(day)s, decided.cadre_id, %(by)s
FROM decided
JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = decided.household_id
WHERE decided.status = 'assigned';

UPDATE arrears_listedhousehold AS listed SET status = decided.status
FROM decided WHERE decided.listed_id = listed.id AND listed.status <> decided.status;

ANALYZE arrears_case, arrears_caseholder;
