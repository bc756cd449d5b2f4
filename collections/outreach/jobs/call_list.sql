-- The call list as the month's newest list has it (RULES 2): households outside the cadre band but inside the one for
-- calls, that are no case of a cadre and not written off. Run again it changes nothing; what officers noted stays.

CREATE TEMPORARY TABLE to_call ON COMMIT DROP AS
WITH confirmed AS (   -- the newest number that a family gave face to face
    SELECT DISTINCT ON (contact.household_id) contact.household_id,
           CASE WHEN contact.confirmed_phone <> '' THEN contact.confirmed_phone ELSE contact.new_phone END AS phone
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.mode = 'visit'
      AND (contact.confirmed_phone <> '' OR contact.new_phone <> '')
    ORDER BY contact.household_id, contact.made_at DESC, contact.id DESC
)
SELECT listed.household_id, listed.months, listed.amount, listed.area_id, confirmed.phone IS NOT NULL AS is_confirmed,
       coalesce(confirmed.phone, CASE WHEN listed.phone ~ '^\+[1-9][0-9]{7,14}$' THEN listed.phone END, '') AS phone
FROM arrears_listedhousehold AS listed
LEFT JOIN confirmed ON confirmed.household_id = listed.household_id
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
  AND listed.months BETWEEN %(least)s AND %(most)s
  AND NOT listed.months BETWEEN %(cadre_least)s AND %(cadre_most)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id)
  AND NOT EXISTS (SELECT FROM arrears_writeoff AS gone
                  WHERE gone.branch_id = %(branch)s AND gone.household_id = listed.household_id
                    AND gone."on" >= %(month)s);
CREATE UNIQUE INDEX ON to_call (household_id);
ANALYZE to_call;

INSERT INTO collections_callentry
    (branch_id, household_id, list_id, month, months, amount, area_id, phone, has_confirmed_phone, wrong_phone, state,
     next_call_on, tries)
SELECT %(branch)s, household_id, %(list)s, %(month)s, months, amount, area_id, phone, is_confirmed, '',
       CASE WHEN phone = '' THEN 'no_number' ELSE 'waiting' END, CASE WHEN phone <> '' THEN %(today)s::date END, 0
FROM to_call
ORDER BY household_id
ON CONFLICT (branch_id, household_id) DO NOTHING;

-- only rows that change: officers pass over a row that is being written. What one notes meanwhile is read anew.
UPDATE collections_callentry AS entry
SET list_id = %(list)s, month = %(month)s, months = to_call.months, amount = to_call.amount, area_id = to_call.area_id,
    phone = to_call.phone, has_confirmed_phone = to_call.is_confirmed,
    state = CASE WHEN to_call.phone = '' THEN 'no_number'
                 WHEN to_call.phone = entry.wrong_phone THEN 'wrong_number'
                 WHEN entry.month = %(month)s AND entry.state = 'done' THEN 'done'
                 ELSE 'waiting' END,
    next_call_on = CASE WHEN to_call.phone <> '' AND to_call.phone <> entry.wrong_phone
                             AND NOT (entry.month = %(month)s AND entry.state = 'done')
                        THEN coalesce(entry.next_call_on, %(today)s) END,
    tries = CASE WHEN entry.month = %(month)s THEN entry.tries ELSE 0 END
FROM to_call
WHERE entry.branch_id = %(branch)s AND entry.household_id = to_call.household_id
  AND ((entry.list_id, entry.month, entry.months, entry.amount, entry.area_id, entry.phone, entry.has_confirmed_phone)
       IS DISTINCT FROM
       (%(list)s, %(month)s::date, to_call.months, to_call.amount, to_call.area_id, to_call.phone, to_call.is_confirmed)
       OR entry.state = 'left');

UPDATE collections_callentry AS entry
SET state = 'left', next_call_on = NULL, leased_by_id = NULL, leased_until = NULL
WHERE entry.branch_id = %(branch)s AND entry.state <> 'left'
  AND NOT EXISTS (SELECT FROM to_call WHERE to_call.household_id = entry.household_id);

ANALYZE collections_callentry;
