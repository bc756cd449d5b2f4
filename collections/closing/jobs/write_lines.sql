-- The lines in `earned` into the closing. Lines that stand already and say the same stay.

DELETE FROM collections_rewardline AS line
WHERE line.closing_id = %(closing)s
  AND NOT EXISTS (SELECT FROM earned
                  WHERE earned.settlement_id = line.settlement_id
                    AND (earned.cadre_id, earned.case_id, earned.months, earned.scheme_id, earned.rate_bp,
                         earned.eligible, earned.calculated, earned.reward, earned.late_from)
                        IS NOT DISTINCT FROM
                        (line.cadre_id, line.case_id, line.months, line.scheme_id, line.rate_bp,
                         line.eligible, line.calculated, line.reward, line.late_from));

INSERT INTO collections_rewardline
    (branch_id, closing_id, cadre_id, settlement_id, registration_id, case_id, source, reference, dated, months,
     scheme_id, rate_bp, eligible, calculated, reward, late_from, is_current)
SELECT %(branch)s, %(closing)s, cadre_id, settlement_id, registration_id, case_id, source, reference, dated, months,
       scheme_id, rate_bp, eligible, calculated, reward, late_from, true
FROM earned
WHERE NOT EXISTS (SELECT FROM collections_rewardline AS line WHERE line.settlement_id = earned.settlement_id);
