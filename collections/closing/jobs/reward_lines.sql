-- Reward lines before caps (RULES 5.5, 5.6): one per eligible amount of a cadre with an agreement on the paid-on date,
-- the negative of the line that a reversal takes back, and the fee of each new registration.
INSERT INTO collections_rewardline
    (branch_id, closing_id, cadre_id, settlement_id, case_id, source, reference, dated, months, scheme_id, rate_bp,
     eligible, calculated, reward, late_from, is_current)
SELECT %(branch)s, %(closing)s, settled.cadre_id, settled.id, settled.case_id, payment.source, payment.reference,
       payment.paid_on, held.months, ruling.scheme_id, coalesce(tier.rate_bp, 0), settled.eligible,
       (settled.eligible * coalesce(tier.rate_bp, 0) + 5000) / 10000, 0,
       CASE WHEN settled.is_late THEN settled.paid_month END, true
FROM collections_settlement AS settled
JOIN arrears_payment AS payment ON payment.id = settled.payment_id
JOIN arrears_case AS held ON held.id = settled.case_id
JOIN ruling ON ruling.month = settled.paid_month
LEFT JOIN collections_rewardtier AS tier ON tier.scheme_id = ruling.scheme_id AND tier.months @> held.months::integer
WHERE settled.closing_id = %(closing)s AND settled.verdict = 'collected' AND settled.eligible > 0
  AND EXISTS (SELECT FROM cadres_agreement AS agreement
              WHERE agreement.cadre_id = settled.cadre_id AND agreement.valid @> payment.paid_on);

INSERT INTO collections_rewardline
    (branch_id, closing_id, cadre_id, settlement_id, case_id, source, reference, dated, months, scheme_id, rate_bp,
     eligible, calculated, reward, late_from, is_current)
SELECT %(branch)s, %(closing)s, line.cadre_id, settled.id, line.case_id, payment.source, payment.reference,
       payment.paid_on, line.months, line.scheme_id, line.rate_bp, -line.eligible, -line.reward, -line.reward,
       settled.paid_month, true
FROM collections_settlement AS settled
JOIN arrears_payment AS payment ON payment.id = settled.payment_id
JOIN collections_settlement AS original ON original.payment_id = payment.reverses_id AND original.is_current
JOIN collections_rewardline AS line ON line.settlement_id = original.id AND line.is_current
WHERE settled.closing_id = %(closing)s AND settled.verdict = 'reversal';

INSERT INTO collections_rewardline
    (branch_id, closing_id, cadre_id, registration_id, source, reference, dated, scheme_id, eligible, calculated, reward,
     late_from, is_current)
SELECT %(branch)s, %(closing)s, registration.cadre_id, registration.id, 'PENDAFTARAN', registration.card,
       registration.confirmed_on, scheme.id, 0, scheme.registration_fee, scheme.registration_fee,
       CASE WHEN ruling.month < %(month)s THEN ruling.month END, true
FROM collections_registration AS registration
JOIN ruling ON ruling.month = date_trunc('month', registration.confirmed_on)::date
JOIN collections_rewardscheme AS scheme ON scheme.id = ruling.scheme_id
WHERE registration.branch_id = %(branch)s AND scheme.registration_fee > 0
  AND (ruling.month = %(month)s OR %(is_earliest_open)s)
  AND NOT EXISTS (SELECT FROM collections_rewardline AS paid
                  WHERE paid.registration_id = registration.id AND paid.is_current);
