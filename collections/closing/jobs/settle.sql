-- What every due payment of a closing counts for (RULES 5.2, 5.3, 6). One row per payment or reversal.
-- Due: matched payments dated in the month; for the earliest open month also unsettled ones of closed months (late),
-- and reversals of settled ones. A payment that was reversed before it was settled is due nowhere.
-- Rows that stand already and say the same stay; the others are deleted and written anew.

DROP TABLE IF EXISTS pg_temp.ruling, pg_temp.due, pg_temp.walked, pg_temp.judged;

-- the settings that rule each month: chosen now for this one, as used then for closed ones
CREATE TEMPORARY TABLE ruling AS
SELECT %(month)s::date AS month, %(policy)s::bigint AS policy_id, %(scheme)s::bigint AS scheme_id
UNION ALL
SELECT month, policy_id, scheme_id FROM collections_closing
WHERE branch_id = %(branch)s AND state = 'closed' AND month < %(month)s;
ANALYZE ruling;

CREATE TEMPORARY TABLE due AS
SELECT payment.id AS payment_id, payment.source, payment.reference, payment.paid_on, payment.amount, payment.imported_at,
       ruling.month AS paid_month, payment.household_id, held.id AS case_id, held.target, held.months,
       NULL::bigint AS reverses_id, NULL::bigint AS taken_back
FROM arrears_payment AS payment
JOIN ruling ON ruling.month = date_trunc('month', payment.paid_on)::date
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = ruling.month AND held.month = payment.listed_month
 AND held.household_id = payment.household_id
WHERE payment.branch_id = %(branch)s AND payment.household_id IS NOT NULL AND payment.settled_month IS NULL
  AND payment.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM arrears_payment AS reversal
                  WHERE reversal.branch_id = %(branch)s AND reversal.settled_month IS NULL
                    AND reversal.reverses_id = payment.id)
  AND (ruling.month = %(month)s OR %(is_earliest_open)s)
UNION ALL
SELECT reversal.id, reversal.source, reversal.reference, reversal.paid_on, reversal.amount, reversal.imported_at,
       settled.paid_month, held.household_id, settled.case_id, held.target, held.months, settled.payment_id,
       settled.eligible
FROM arrears_payment AS reversal
JOIN collections_settlement AS settled ON settled.payment_id = reversal.reverses_id AND settled.is_current
JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.state = 'closed'
LEFT JOIN arrears_case AS held ON held.id = settled.case_id
WHERE reversal.branch_id = %(branch)s AND reversal.settled_month IS NULL AND reversal.reverses_id IS NOT NULL
  AND %(is_earliest_open)s;
ANALYZE due (payment_id, case_id, paid_month, reverses_id);

-- Per case in order of (paid-on, source, reference): eligible up to what is left of the target. Where nothing is taken
-- back, what the first n payments count for together is the smaller of their sum and what was left before them, so
-- that sums tell it; where a reversal frees target in between, each payment is walked to from the one before.
CREATE TEMPORARY TABLE walked AS
WITH RECURSIVE used_before AS (  -- by earlier closings: of cases of closed months only
    SELECT settled.case_id, sum(settled.eligible)::bigint AS used
    FROM collections_settlement AS settled
    JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.state = 'closed'
    WHERE settled.is_current AND settled.case_id IN (SELECT case_id FROM due WHERE paid_month < %(month)s)
    GROUP BY settled.case_id
),
numbered AS MATERIALIZED (
    SELECT due.payment_id, due.case_id, due.amount, due.taken_back,
           greatest(0, due.target - coalesce(used_before.used, 0)) AS left_before,
           due.target - coalesce(used_before.used, 0) AS unused,
           row_number() OVER earlier AS place, sum(due.amount) OVER earlier AS paid_so_far,
           due.case_id IN (SELECT case_id FROM due WHERE reverses_id IS NOT NULL AND case_id IS NOT NULL) AS has_reversal
    FROM due LEFT JOIN used_before ON used_before.case_id = due.case_id
    WHERE due.case_id IS NOT NULL
    WINDOW earlier AS (PARTITION BY due.case_id
                       ORDER BY due.paid_on, due.source COLLATE "C", due.reference COLLATE "C"
                       ROWS UNBOUNDED PRECEDING)
),
step AS (
    SELECT numbered.case_id, numbered.place, numbered.payment_id, counted.eligible,
           numbered.unused - counted.eligible AS unused
    FROM numbered
    CROSS JOIN LATERAL (SELECT coalesce(-numbered.taken_back,
        greatest(0, least(numbered.amount, numbered.unused))) AS eligible) AS counted
    WHERE numbered.has_reversal AND numbered.place = 1
    UNION ALL
    SELECT numbered.case_id, numbered.place, numbered.payment_id, counted.eligible, step.unused - counted.eligible
    FROM step
    JOIN numbered ON numbered.case_id = step.case_id AND numbered.place = step.place + 1 AND numbered.has_reversal
    CROSS JOIN LATERAL (SELECT coalesce(-numbered.taken_back,
        greatest(0, least(numbered.amount, step.unused))) AS eligible) AS counted
)
SELECT payment_id, eligible FROM step
UNION ALL
SELECT payment_id, (least(paid_so_far, left_before) - least(paid_so_far - amount, left_before))::bigint
FROM numbered WHERE NOT has_reversal;
ANALYZE walked;

-- who collected it: the holder on the paid-on day, where attribution gives it to them; a reversal is of whoever had
-- collected what it takes back
CREATE TEMPORARY TABLE judged AS
WITH held AS (
    SELECT due.*, coalesce(walked.eligible, 0) AS eligible, policy.attribution, policy.attribution_days, holder.cadre_id
    FROM due
    JOIN ruling ON ruling.month = due.paid_month
    JOIN arrears_branchpolicy AS policy ON policy.id = ruling.policy_id
    LEFT JOIN walked ON walked.payment_id = due.payment_id
    LEFT JOIN LATERAL (SELECT holder.cadre_id FROM arrears_caseholder AS holder
                       WHERE holder.case_id = due.case_id AND holder.from_on <= due.paid_on
                       ORDER BY holder.from_on DESC LIMIT 1) AS holder ON true
),
verdicts AS (
    SELECT held.*,
           CASE
               WHEN held.reverses_id IS NOT NULL THEN 'reversal'
               WHEN held.case_id IS NULL THEN 'no_case'
               WHEN held.eligible = 0 THEN 'nothing_left'
               WHEN held.cadre_id IS NULL THEN 'no_holder'
               WHEN held.attribution = 'contact' AND NOT EXISTS (
                   SELECT FROM collections_contact AS contact
                   WHERE contact.branch_id = %(branch)s AND contact.household_id = held.household_id
                     AND contact.cadre_id = held.cadre_id
                     AND contact.made_on BETWEEN held.paid_on - held.attribution_days::integer AND held.paid_on
                     AND (contact.received_at < held.imported_at
                          OR contact.received_at <= contact.made_at + interval '7 days')) THEN 'no_contact'
               ELSE 'collected'
           END AS verdict
    FROM held
)
SELECT verdicts.payment_id, verdicts.source, verdicts.reference, verdicts.paid_on, verdicts.paid_month, verdicts.case_id,
       verdicts.months, verdicts.eligible, verdicts.reverses_id, verdicts.verdict,
       CASE verdicts.verdict WHEN 'collected' THEN verdicts.cadre_id WHEN 'reversal' THEN original.cadre_id END AS cadre_id
FROM verdicts
LEFT JOIN collections_settlement AS original
  ON original.payment_id = verdicts.reverses_id AND original.is_current;
CREATE UNIQUE INDEX ON judged (payment_id);
ANALYZE judged (payment_id, case_id, cadre_id, paid_month, reverses_id, verdict);

DELETE FROM collections_settlement AS settled
WHERE settled.closing_id = %(closing)s
  AND NOT EXISTS (SELECT FROM judged
                  WHERE judged.payment_id = settled.payment_id
                    AND (judged.case_id, judged.paid_month, judged.eligible, judged.cadre_id, judged.verdict)
                        IS NOT DISTINCT FROM
                        (settled.case_id, settled.paid_month, settled.eligible, settled.cadre_id, settled.verdict));

INSERT INTO collections_settlement
    (branch_id, closing_id, payment_id, is_current, case_id, paid_month, is_late, eligible, cadre_id, verdict)
SELECT %(branch)s, %(closing)s, judged.payment_id, true, judged.case_id, judged.paid_month,
       judged.paid_month < %(month)s, judged.eligible, judged.cadre_id, judged.verdict
FROM judged
WHERE NOT EXISTS (SELECT FROM collections_settlement AS settled
                  WHERE settled.payment_id = judged.payment_id AND settled.is_current);
