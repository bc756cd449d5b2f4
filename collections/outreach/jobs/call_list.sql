-- The households in `to_call` become the call list. Run again it changes nothing; what officers noted stays.

UPDATE to_call SET phone = read_number.number
FROM read_number WHERE read_number.written = to_call.written AND NOT to_call.is_confirmed;

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
