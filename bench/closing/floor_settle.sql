-- The floor, 1: what each payment counts for. It trusts that no case has a late payment and a reversal, so that sums
-- are enough; and that every reversal of a settled payment is of an earlier month.
DROP TABLE IF EXISTS pg_temp.judged;

CREATE TEMPORARY TABLE judged AS
WITH ruling AS (
    SELECT %(month)s::date AS month, id, attribution, attribution_days::integer AS days
    FROM arrears_branchpolicy WHERE id = %(policy)s
    UNION ALL
    SELECT closing.month, policy.id, policy.attribution, policy.attribution_days
    FROM collections_closing AS closing JOIN arrears_branchpolicy AS policy ON policy.id = closing.policy_id
    WHERE closing.branch_id = %(branch)s AND closing.state = 'closed' AND closing.month < %(month)s
),
unsettled AS MATERIALIZED (
    SELECT id, source, reference, paid_on, amount, imported_at, household_id, listed_month, reverses_id
    FROM arrears_payment WHERE branch_id = %(branch)s AND settled_month IS NULL
),
due AS (
    SELECT payment.id, payment.source, payment.reference, payment.paid_on, payment.imported_at, payment.household_id, ruling.month, ruling.attribution,
           ruling.days, held.id AS case_id, held.months, payment.amount,
           held.target - coalesce((SELECT sum(eligible) FROM collections_settlement AS settled
                                   WHERE ruling.month < %(month)s AND settled.case_id = held.id AND settled.is_current), 0)
               AS unused,
           sum(payment.amount) OVER (PARTITION BY held.id
                                     ORDER BY payment.paid_on, payment.source COLLATE "C", payment.reference COLLATE "C"
                                     ROWS UNBOUNDED PRECEDING) AS so_far
    FROM unsettled AS payment
    JOIN ruling ON ruling.month = date_trunc('month', payment.paid_on)::date
    LEFT JOIN arrears_case AS held
      ON held.branch_id = %(branch)s AND held.month = ruling.month AND held.month = payment.listed_month
     AND held.household_id = payment.household_id
    WHERE payment.household_id IS NOT NULL AND payment.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM unsettled AS reversal WHERE reversal.reverses_id = payment.id)
),
counted AS (
    SELECT due.*, CASE WHEN case_id IS NULL THEN 0
                       ELSE (least(so_far, unused) - least(so_far - amount, unused))::bigint END AS eligible,
           (SELECT cadre_id FROM arrears_caseholder AS holder
            WHERE holder.case_id = due.case_id AND holder.from_on <= due.paid_on
            ORDER BY from_on DESC LIMIT 1) AS cadre_id
    FROM due
),
judged AS (
    SELECT counted.*,
           CASE WHEN case_id IS NULL THEN 'no_case' WHEN eligible = 0 THEN 'nothing_left'
                WHEN cadre_id IS NULL THEN 'no_holder'
                WHEN attribution = 'holder' OR EXISTS (
                    SELECT FROM collections_contact AS contact
                    WHERE contact.branch_id = %(branch)s AND contact.household_id = counted.household_id
                      AND contact.cadre_id = counted.cadre_id
                      AND contact.made_on BETWEEN counted.paid_on - counted.days AND counted.paid_on
                      AND (contact.received_at < counted.imported_at
                           OR contact.received_at <= contact.made_at + interval '7 days')) THEN 'collected'
                ELSE 'no_contact' END AS verdict
    FROM counted
)
SELECT id AS payment_id, source, reference, paid_on, month AS paid_month, case_id, months, eligible,
       CASE verdict WHEN 'collected' THEN cadre_id END AS cadre_id, verdict, NULL::bigint AS original_id
FROM judged
UNION ALL
SELECT reversal.id, reversal.source, reversal.reference, reversal.paid_on, settled.paid_month, settled.case_id, NULL,
       -settled.eligible, settled.cadre_id, 'reversal', settled.id
FROM unsettled AS reversal
JOIN collections_settlement AS settled ON settled.payment_id = reversal.reverses_id AND settled.is_current;

ANALYZE judged (payment_id, case_id, cadre_id, paid_month, verdict);

INSERT INTO collections_settlement
    (branch_id, closing_id, payment_id, is_current, case_id, paid_month, is_late, eligible, cadre_id, verdict)
SELECT %(branch)s, %(closing)s, payment_id, true, case_id, paid_month, paid_month < %(month)s, eligible, cadre_id, verdict
FROM judged;
