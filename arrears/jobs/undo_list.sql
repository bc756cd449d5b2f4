-- Undo of a list: its untouched cases go, those of the list before get their values back.

-- cases that carry the undone list's values and were on the list before take those again
UPDATE arrears_case AS held
SET months = listed.months, target = listed.amount, key = listed.key, head_card = listed.head_card,
    care_class = listed.care_class, list_id = listed.list_id
FROM arrears_listedhousehold AS listed
WHERE held.branch_id = %(branch)s AND held.list_id = %(list)s
  AND listed.branch_id = %(branch)s AND listed.list_id = %(previous)s AND listed.household_id = held.household_id;

-- the others go, unless somebody has worked on them
DELETE FROM arrears_caseholder AS holder USING arrears_case AS held
WHERE holder.case_id = held.id AND held.branch_id = %(branch)s AND held.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_casetouch AS touch WHERE touch.case_id = held.id);

DELETE FROM arrears_case AS held
WHERE held.branch_id = %(branch)s AND held.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_casetouch AS touch WHERE touch.case_id = held.id);

-- cases that the undone list had taken away come back as they were
INSERT INTO arrears_case
SELECT (jsonb_populate_record(NULL::arrears_case, removed."case")).*
FROM arrears_removedcase AS removed WHERE removed.branch_id = %(branch)s AND removed.list_id = %(list)s
ON CONFLICT DO NOTHING;

INSERT INTO arrears_caseholder
SELECT (jsonb_populate_record(NULL::arrears_caseholder, holder)).*
FROM arrears_removedcase AS removed CROSS JOIN jsonb_array_elements(removed.holders) AS holder
WHERE removed.branch_id = %(branch)s AND removed.list_id = %(list)s
  AND EXISTS (SELECT FROM arrears_case AS held WHERE held.id = (holder ->> 'case_id')::bigint)
ON CONFLICT DO NOTHING;

DELETE FROM arrears_removedcase WHERE branch_id = %(branch)s AND list_id = %(list)s;

UPDATE arrears_case AS held
SET left_list = NOT EXISTS (SELECT FROM arrears_listedhousehold AS listed
                            WHERE listed.branch_id = %(branch)s AND listed.list_id = %(newest)s
                              AND listed.household_id = held.household_id)
WHERE held.branch_id = %(branch)s AND held.month = %(month)s;

UPDATE arrears_listedhousehold AS listed
SET status = CASE WHEN held.id IS NOT NULL THEN 'assigned' WHEN listed.status = 'assigned' THEN '' ELSE listed.status END
FROM arrears_listedhousehold AS same
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = same.household_id
WHERE same.id = listed.id AND listed.branch_id = %(branch)s AND listed.list_id = %(newest)s;
