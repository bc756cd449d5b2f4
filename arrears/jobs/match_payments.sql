-- Which household each waiting payment belongs to (RULES 5.2): by card, KK or virtual account on the list of the
-- paid-on month, else on the nearest list before. A payer that fits two households stays unmatched.
-- Left alone: matches by hand, and matches in closed months, whose list can change no more.
-- With a `run` only the payments of that file are looked at: the lists are as they were for the others.

DROP TABLE IF EXISTS pg_temp.waiting, pg_temp.match;

CREATE TEMPORARY TABLE waiting AS
SELECT payment.id, date_trunc('month', payment.paid_on)::date AS month, payment.card, payment.family_card,
       right(payment.virtual_account, 11) AS account_tail
FROM arrears_payment AS payment
WHERE payment.branch_id = %(branch)s AND payment.reverses_id IS NULL AND payment.matched_by <> 'hand'
  AND (%(run)s::bigint IS NULL OR payment.run_id = %(run)s::bigint)
  AND NOT (payment.household_id IS NOT NULL
           AND EXISTS (SELECT FROM common_period AS period
                       WHERE period.branch_id = payment.branch_id AND period.state = 'closed'
                         AND period.month = date_trunc('month', payment.paid_on)::date));
ANALYZE waiting;

-- what the branch's lists say: of one month, the newest list that has the identifier
CREATE TEMPORARY TABLE match AS
WITH listed AS (
    SELECT listing.month, listing.data_date, listing.id AS list_id, listing.state = 'in_force' AS in_force
    FROM arrears_arrearslist AS listing
    WHERE listing.branch_id = %(branch)s
),
by_card AS (
    SELECT waiting.id, listed.*, entry.household_id, 'card' AS way
    FROM waiting
    JOIN arrears_listrow AS entry ON entry.branch_id = %(branch)s AND entry.card = waiting.card
    JOIN listed ON listed.list_id = entry.list_id AND listed.month <= waiting.month
    WHERE waiting.card <> ''
),
by_account AS (
    SELECT waiting.id, listed.*, entry.household_id, 'account' AS way
    FROM waiting
    JOIN arrears_listrow AS entry ON entry.branch_id = %(branch)s AND right(entry.card, 11) = waiting.account_tail
    JOIN listed ON listed.list_id = entry.list_id AND listed.month <= waiting.month
    WHERE waiting.account_tail <> ''
),
by_family AS (
    SELECT waiting.id, listed.*, household.household_id, 'family' AS way
    FROM waiting
    JOIN arrears_listedhousehold AS household
      ON household.branch_id = %(branch)s AND household.key = waiting.family_card
    JOIN listed ON listed.list_id = household.list_id AND listed.month <= waiting.month
    WHERE waiting.family_card <> ''
),
-- a list that was corrected or undone speaks only for the touched cases that still carry its values
every AS (
    SELECT found.*
    FROM (SELECT * FROM by_card UNION ALL SELECT * FROM by_account UNION ALL SELECT * FROM by_family) AS found
    WHERE found.in_force
       OR EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = found.month AND held.list_id = found.list_id
                    AND held.household_id = found.household_id)
),
ranked AS (
    SELECT id, month, household_id, max(month) OVER (PARTITION BY id) AS nearest_month,
           rank() OVER (PARTITION BY id, way ORDER BY month DESC, data_date DESC) AS place
    FROM every
)
SELECT id, min(month) AS month, min(household_id) AS household_id, count(DISTINCT household_id) AS households
FROM ranked WHERE place = 1 AND month = nearest_month GROUP BY id;

UPDATE arrears_payment AS payment
SET household_id = found.household_id, listed_month = found.month,
    matched_by = CASE WHEN found.household_id IS NULL THEN '' ELSE 'rule' END
FROM (SELECT waiting.id, one.household_id, one.month
      FROM waiting LEFT JOIN match AS one ON one.id = waiting.id AND one.households = 1) AS found
WHERE payment.id = found.id
  AND (payment.household_id, payment.listed_month) IS DISTINCT FROM (found.household_id, found.month);
