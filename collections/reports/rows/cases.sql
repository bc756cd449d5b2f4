-- A household goes by its KK, also in months in which it was known by a card only.
-- Cases of the month with their last holder, and the other households of the newest list with their reason.
WITH newest AS (
    SELECT id FROM arrears_arrearslist
    WHERE branch_id = %(branch)s AND month = %(month)s AND state = 'in_force' ORDER BY data_date DESC, id DESC LIMIT 1
)
SELECT household.key AS household, held.head_card, area.code AS kelurahan_code,
       (SELECT cadre.code FROM arrears_caseholder AS holder JOIN cadres_cadre AS cadre ON cadre.id = holder.cadre_id
        WHERE holder.case_id = held.id AND holder.cadre_id IS NOT NULL ORDER BY holder.from_on DESC LIMIT 1) AS cadre,
       held.months, held.target, 'assigned' AS status
FROM arrears_case AS held
JOIN arrears_household AS household ON household.id = held.household_id
JOIN common_area AS area ON area.id = held.area_id
WHERE held.branch_id = %(branch)s AND held.month = %(month)s
UNION ALL
SELECT household.key, listed.head_card, area.code, NULL, listed.months, listed.amount, listed.status
FROM arrears_listedhousehold AS listed
JOIN newest ON newest.id = listed.list_id
JOIN arrears_household AS household ON household.id = listed.household_id
LEFT JOIN common_area AS area ON area.id = listed.area_id
WHERE listed.branch_id = %(branch)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = listed.household_id)
ORDER BY household
