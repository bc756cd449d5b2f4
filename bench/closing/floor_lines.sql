-- The floor, 2: a line per collected payment, and the negative of the line of one that is taken back.
SELECT %(branch)s::bigint AS branch_id, %(closing)s::bigint AS closing_id, judged.cadre_id, settled.id AS settlement_id,
       judged.case_id, judged.source, judged.reference, judged.paid_on AS dated, judged.months, ruling.scheme_id,
       coalesce(tier.rate_bp, 0) AS rate_bp, judged.eligible,
       (judged.eligible * coalesce(tier.rate_bp, 0) + 5000) / 10000 AS calculated,
       (judged.eligible * coalesce(tier.rate_bp, 0) + 5000) / 10000 AS reward,
       CASE WHEN settled.is_late THEN settled.paid_month END AS late_from, true AS is_current
FROM judged
JOIN collections_settlement AS settled ON settled.payment_id = judged.payment_id AND settled.is_current
JOIN collections_closing AS ruling
  ON ruling.branch_id = %(branch)s AND ruling.month = judged.paid_month AND ruling.state <> 'superseded'
LEFT JOIN collections_rewardtier AS tier ON tier.scheme_id = ruling.scheme_id AND tier.months @> judged.months::integer
WHERE judged.verdict = 'collected'
  AND EXISTS (SELECT FROM cadres_agreement AS agreement
              WHERE agreement.cadre_id = judged.cadre_id AND agreement.valid @> judged.paid_on)
UNION ALL
SELECT %(branch)s, %(closing)s, line.cadre_id, settled.id, line.case_id, judged.source, judged.reference,
       judged.paid_on, line.months, line.scheme_id, line.rate_bp, -line.eligible, -line.reward, -line.reward,
       judged.paid_month, true
FROM judged
JOIN collections_settlement AS settled ON settled.payment_id = judged.payment_id AND settled.is_current
JOIN collections_rewardline AS line ON line.settlement_id = judged.original_id
WHERE judged.verdict = 'reversal'
