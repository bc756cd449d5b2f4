-- Reward lines before caps (RULES 5.5, 5.6): one per eligible amount of a cadre with an agreement on the paid-on date,
-- the negative of the line that a reversal takes back, and the fee of each new registration. Leaves `earned`.
-- A settlement is found by its payment, which has one that is current, and never by the closing: the planner does not
-- know yet how many rows were written just now, and would read all of them for each payment.

DROP TABLE IF EXISTS pg_temp.earned;

-- own fees of an earlier computation go first: a fee is written once
DELETE FROM collections_rewardline WHERE closing_id = %(closing)s AND registration_id IS NOT NULL;

CREATE TEMPORARY TABLE earned AS
SELECT settled.id AS settlement_id, NULL::bigint AS registration_id, judged.cadre_id, judged.case_id, judged.source,
       judged.reference, judged.paid_on AS dated, judged.months, ruling.scheme_id, coalesce(tier.rate_bp, 0) AS rate_bp,
       judged.eligible, (judged.eligible * coalesce(tier.rate_bp, 0) + 5000) / 10000 AS calculated,
       (judged.eligible * coalesce(tier.rate_bp, 0) + 5000) / 10000 AS reward,
       CASE WHEN judged.paid_month < %(month)s THEN judged.paid_month END AS late_from, false AS is_taken_back
FROM judged
JOIN collections_settlement AS settled ON settled.payment_id = judged.payment_id AND settled.is_current
JOIN ruling ON ruling.month = judged.paid_month
LEFT JOIN collections_rewardtier AS tier ON tier.scheme_id = ruling.scheme_id AND tier.months @> judged.months::integer
WHERE judged.verdict = 'collected' AND judged.eligible > 0
  AND EXISTS (SELECT FROM cadres_agreement AS agreement
              WHERE agreement.cadre_id = judged.cadre_id AND agreement.valid @> judged.paid_on)
UNION ALL
SELECT settled.id, NULL, line.cadre_id, line.case_id, judged.source, judged.reference, judged.paid_on, line.months,
       line.scheme_id, line.rate_bp, -line.eligible, -line.reward, -line.reward, judged.paid_month, true
FROM judged
JOIN collections_settlement AS settled ON settled.payment_id = judged.payment_id AND settled.is_current
JOIN collections_settlement AS original ON original.payment_id = judged.reverses_id AND original.is_current
JOIN collections_rewardline AS line ON line.settlement_id = original.id AND line.is_current
WHERE judged.verdict = 'reversal'
UNION ALL
SELECT NULL, registration.id, registration.cadre_id, NULL, 'PENDAFTARAN', registration.card, registration.confirmed_on,
       NULL, scheme.id, NULL, 0, scheme.registration_fee, scheme.registration_fee,
       CASE WHEN ruling.month < %(month)s THEN ruling.month END, false
FROM collections_registration AS registration
JOIN ruling ON ruling.month = date_trunc('month', registration.confirmed_on)::date
JOIN collections_rewardscheme AS scheme ON scheme.id = ruling.scheme_id
WHERE registration.branch_id = %(branch)s AND scheme.registration_fee > 0
  AND (ruling.month = %(month)s OR %(is_earliest_open)s)
  AND NOT EXISTS (SELECT FROM collections_rewardline AS paid
                  WHERE paid.registration_id = registration.id AND paid.is_current);
CREATE UNIQUE INDEX ON earned (settlement_id);
ANALYZE earned (settlement_id, case_id, cadre_id, late_from);
