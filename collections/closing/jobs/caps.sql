-- The lines that a cap could cut, in the order in which the caps are used up. A cap that all lines of its case, or of
-- its cadre, do not reach together cuts none of them; such lines are left out, so that the loop sees few.
WITH paid_before AS (  -- by earlier closings: to cases of closed months only
    SELECT line.case_id, sum(line.reward)::bigint AS used
    FROM collections_rewardline AS line
    JOIN collections_closing AS closing ON closing.id = line.closing_id AND closing.state = 'closed'
    WHERE line.is_current AND line.case_id IN (SELECT case_id FROM earned WHERE late_from IS NOT NULL)
    GROUP BY line.case_id
),
line AS (
    SELECT earned.*, scheme.cap_per_case, coalesce(paid_before.used, 0) AS used,
           sum(greatest(earned.calculated, 0)) OVER (PARTITION BY earned.case_id) AS of_case,
           sum(greatest(earned.calculated, 0)) OVER (PARTITION BY earned.cadre_id) AS of_cadre
    FROM earned
    JOIN collections_rewardscheme AS scheme ON scheme.id = earned.scheme_id
    LEFT JOIN paid_before ON paid_before.case_id = earned.case_id
    WHERE earned.settlement_id IS NOT NULL
)
SELECT settlement_id, cadre_id AS cadre, case_id AS "case", calculated, cap_per_case, used AS used_before, is_taken_back
FROM line
WHERE used + of_case > cap_per_case OR of_cadre > %(cap_per_month)s
ORDER BY dated, source COLLATE "C", reference COLLATE "C"
