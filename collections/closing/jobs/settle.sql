-- What every due payment of a closing counts for (RULES 5.2, 5.3, 6). One row per payment or reversal.
-- Due: matched payments dated in the month; for the earliest open month also unsettled ones of closed months (late),
-- and reversals of settled ones. A payment that was reversed before it was settled is due nowhere.

DROP TABLE IF EXISTS pg_temp.ruling, pg_temp.due, pg_temp.walked;

-- the settings that rule each month: chosen now for this one, as used then for closed ones
CREATE TEMPORARY TABLE ruling AS
SELECT %(month)s::date AS month, %(policy)s::bigint AS policy_id, %(scheme)s::bigint AS scheme_id
UNION ALL
SELECT month, policy_id, scheme_id FROM collections_closing
WHERE branch_id = %(branch)s AND state = 'closed' AND month < %(month)s;

CREATE TEMPORARY TABLE due AS
SELECT payment.id AS payment_id, payment.source, payment.reference, payment.paid_on, payment.amount, payment.imported_at,
       date_trunc('month', payment.paid_on)::date AS paid_month, held.id AS case_id, held.target,
       NULL::bigint AS reverses_id, NULL::bigint AS taken_back
FROM arrears_payment AS payment
JOIN ruling ON ruling.month = date_trunc('month', payment.paid_on)::date
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = ruling.month AND held.month = payment.listed_month
 AND held.household_id = payment.household_id
WHERE payment.branch_id = %(branch)s AND payment.household_id IS NOT NULL AND payment.settled_month IS NULL
  AND payment.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
  AND (ruling.month = %(month)s OR %(is_earliest_open)s)
UNION ALL
SELECT reversal.id, reversal.source, reversal.reference, reversal.paid_on, reversal.amount, reversal.imported_at,
       settled.paid_month, settled.case_id, held.target, settled.payment_id, settled.eligible
FROM arrears_payment AS reversal
JOIN collections_settlement AS settled ON settled.payment_id = reversal.reverses_id AND settled.is_current
JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.state = 'closed'
LEFT JOIN arrears_case AS held ON held.id = settled.case_id
WHERE reversal.branch_id = %(branch)s AND reversal.settled_month IS NULL AND %(is_earliest_open)s;

-- per case in order of (paid-on, source, reference): eligible up to what is left of the target
CREATE TEMPORARY TABLE walked AS
WITH RECURSIVE used_before AS (
    SELECT settled.case_id, sum(settled.eligible)::bigint AS used
    FROM collections_settlement AS settled
    JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.state = 'closed'
    WHERE settled.branch_id = %(branch)s AND settled.is_current AND settled.case_id IN (SELECT case_id FROM due)
    GROUP BY settled.case_id
),
numbered AS MATERIALIZED (
    SELECT due.payment_id, due.case_id, due.target, due.amount, due.taken_back, coalesce(used_before.used, 0) AS used_before,
           row_number() OVER (PARTITION BY due.case_id
                              ORDER BY due.paid_on, due.source COLLATE "C", due.reference COLLATE "C") AS place
    FROM due LEFT JOIN used_before ON used_before.case_id = due.case_id
    WHERE due.case_id IS NOT NULL
),
step AS (
    SELECT numbered.case_id, numbered.place, numbered.payment_id, counted.eligible,
           numbered.used_before + counted.eligible AS used
    FROM numbered
    CROSS JOIN LATERAL (SELECT coalesce(-numbered.taken_back,
        greatest(0, least(numbered.amount, numbered.target - numbered.used_before))) AS eligible) AS counted
    WHERE numbered.place = 1
    UNION ALL
    SELECT numbered.case_id, numbered.place, numbered.payment_id, counted.eligible, step.used + counted.eligible
    FROM step
    JOIN numbered ON numbered.case_id = step.case_id AND numbered.place = step.place + 1
    CROSS JOIN LATERAL (SELECT coalesce(-numbered.taken_back,
        greatest(0, least(numbered.amount, numbered.target - step.used))) AS eligible) AS counted
)
SELECT payment_id, eligible FROM step;

-- who collected it: the holder on the paid-on day, where attribution gives it to them
WITH held AS (
    SELECT due.*, coalesce(walked.eligible, 0) AS eligible, policy.attribution, policy.attribution_days, holder.cadre_id,
           kept.household_id
    FROM due
    JOIN ruling ON ruling.month = due.paid_month
    JOIN arrears_branchpolicy AS policy ON policy.id = ruling.policy_id
    LEFT JOIN walked ON walked.payment_id = due.payment_id
    LEFT JOIN arrears_case AS kept ON kept.id = due.case_id
    LEFT JOIN LATERAL (SELECT holder.cadre_id FROM arrears_caseholder AS holder
                       WHERE holder.case_id = due.case_id AND holder.from_on <= due.paid_on
                       ORDER BY holder.from_on DESC LIMIT 1) AS holder ON true
),
judged AS (
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
INSERT INTO collections_settlement
    (branch_id, closing_id, payment_id, is_current, case_id, paid_month, is_late, eligible, cadre_id, verdict)
SELECT %(branch)s, %(closing)s, judged.payment_id, true, judged.case_id, judged.paid_month,
       judged.paid_month < %(month)s, judged.eligible,
       CASE judged.verdict WHEN 'collected' THEN judged.cadre_id WHEN 'reversal' THEN original.cadre_id END,
       judged.verdict
FROM judged
LEFT JOIN collections_settlement AS original
  ON original.payment_id = judged.reverses_id AND original.is_current;
