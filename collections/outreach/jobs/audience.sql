-- Who of the call list gets a message, and why the others do not: each household with the first reason that applies,
-- in the order of `enums.LeftOut`. Of several households with one number the first one gets it.

DROP TABLE IF EXISTS pg_temp.audience;

CREATE TEMPORARY TABLE audience ON COMMIT DROP AS
WITH chosen AS (
    SELECT entry.household_id, entry.phone, entry.state, entry.has_confirmed_phone, entry.amount
    FROM collections_callentry AS entry
    LEFT JOIN common_area AS area ON area.id = entry.area_id
    WHERE entry.branch_id = %(branch)s AND entry.list_id = %(list)s AND entry.state <> 'left'
      AND (%(area)s::bigint IS NULL OR area.id = %(area)s OR area.parent_id = %(area)s)
      AND entry.months BETWEEN %(least)s AND %(most)s
),
week AS (       -- contacts in seven days, of cadres and office together
    SELECT made.household_id, count(*) AS contacts
    FROM (SELECT contact.household_id FROM collections_contact AS contact
          WHERE contact.branch_id = %(branch)s AND contact.made_on > %(today)s::date - 7
          UNION ALL
          SELECT contact.household_id FROM collections_officecontact AS contact
          WHERE contact.branch_id = %(branch)s AND contact.made_on > %(today)s::date - 7) AS made
    GROUP BY made.household_id
),
paid AS (
    SELECT payment.household_id, sum(payment.amount) AS amount
    FROM arrears_payment AS payment
    WHERE payment.branch_id = %(branch)s AND payment.paid_on >= %(month)s AND payment.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
    GROUP BY payment.household_id
),
judged AS (
    SELECT chosen.household_id, chosen.phone,
           CASE
               WHEN EXISTS (SELECT FROM arrears_hold AS hold
                            WHERE hold.household_id = chosen.household_id AND hold.starts_on <= %(today)s
                              AND (hold.lifted_on IS NULL OR hold.lifted_on > %(today)s)) THEN 'on_hold'
               WHEN paid.amount >= chosen.amount THEN 'settled'
               WHEN chosen.phone !~ '^\+628[0-9]{7,12}$' THEN 'no_number'
               WHEN chosen.state = 'wrong_number' THEN 'wrong_number'
               WHEN %(needs_confirmed)s AND NOT chosen.has_confirmed_phone THEN 'unconfirmed'
               WHEN EXISTS (SELECT FROM collections_optout AS wish
                            WHERE wish.branch_id = %(branch)s AND wish.phone = chosen.phone
                              AND wish.lifted_at IS NULL) THEN 'opted_out'
               WHEN week.contacts >= %(most_contacts)s THEN 'week_full'
               ELSE '' END AS reason
    FROM chosen
    LEFT JOIN week ON week.household_id = chosen.household_id
    LEFT JOIN paid ON paid.household_id = chosen.household_id
),
numbered AS (
    SELECT judged.*, row_number() OVER (PARTITION BY phone, reason ORDER BY household_id) AS place FROM judged
)
SELECT household_id, phone, CASE WHEN reason = '' AND place > 1 THEN 'same_number' ELSE reason END AS reason
FROM numbered;
