-- What a new list does to the cases of its month (RULES 3.3).

-- correction: cases that carry the replaced list's values take the new ones, and so do touched ones that stayed when
-- their list was undone; those of earlier lists in force keep theirs
UPDATE arrears_case AS held
SET months = listed.months, target = listed.amount, head_card = listed.head_card,
    care_class = listed.care_class, list_id = listed.list_id
FROM arrears_listedhousehold AS listed
WHERE %(replaced)s::bigint IS NOT NULL AND held.branch_id = %(branch)s AND held.month = %(month)s
  AND (held.list_id = %(replaced)s
       OR held.list_id IN (SELECT undone.id FROM arrears_arrearslist AS undone
                           WHERE undone.branch_id = %(branch)s AND undone.month = %(month)s AND undone.state = 'undone'))
  AND listed.branch_id = %(branch)s AND listed.list_id = %(list)s AND listed.household_id = held.household_id;

-- a KK that appeared is the household's key from now on
UPDATE arrears_case AS held SET key = listed.key
FROM arrears_listedhousehold AS listed
WHERE held.branch_id = %(branch)s AND held.month = %(month)s AND listed.household_id = held.household_id
  AND listed.branch_id = %(branch)s AND listed.list_id = %(list)s AND held.key <> listed.key;

-- correction: untouched cases that are no longer on the list leave, kept aside for an undo
WITH leaving AS (
    SELECT held.* FROM arrears_case AS held
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s AND held.list_id = %(replaced)s
      AND NOT EXISTS (SELECT FROM arrears_casetouch AS touch WHERE touch.case_id = held.id)
)
INSERT INTO arrears_removedcase (branch_id, list_id, household_id, "case", holders)
SELECT leaving.branch_id, %(list)s, leaving.household_id, to_jsonb(leaving),
       (SELECT coalesce(jsonb_agg(to_jsonb(holder)), '[]') FROM arrears_caseholder AS holder WHERE holder.case_id = leaving.id)
FROM leaving;

DELETE FROM arrears_caseholder AS holder USING arrears_removedcase AS removed
WHERE removed.list_id = %(list)s AND holder.case_id = (removed."case" ->> 'id')::bigint;

DELETE FROM arrears_case AS held USING arrears_removedcase AS removed
WHERE removed.list_id = %(list)s AND held.id = (removed."case" ->> 'id')::bigint;

-- who is on the newest list, and who has left it
UPDATE arrears_case AS held SET left_list = NOT held.left_list
WHERE held.branch_id = %(branch)s AND held.month = %(month)s
  AND held.left_list = EXISTS (SELECT FROM arrears_listedhousehold AS listed
                               WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
                                 AND listed.household_id = held.household_id);
