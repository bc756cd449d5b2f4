-- The months as they were closed beside the months as they would have been. Leaves `month_sum` (closing, side),
-- `verdict_sum`, `cadre_difference` and `household_difference`, the last two shaped as they will be stored.

CREATE TEMPORARY TABLE month_sum ON COMMIT DROP AS
WITH area AS (
    SELECT 'real' AS side, closing_id, cases, target, collected, paying, settled
    FROM public.collections_areafigure WHERE closing_id = ANY(%(closings)s)
    UNION ALL
    SELECT 'if', closing_id, cases, target, collected, paying, settled FROM collections_areafigure
),
cadre AS (
    SELECT 'real' AS side, closing_id, collected, late_collected, is_active
    FROM public.collections_cadrefigure WHERE closing_id = ANY(%(closings)s)
    UNION ALL
    SELECT 'if', closing_id, collected, late_collected, is_active FROM collections_cadrefigure
),
line AS (
    SELECT 'real' AS side, closing_id, calculated, reward
    FROM public.collections_rewardline WHERE closing_id = ANY(%(closings)s)
    UNION ALL
    SELECT 'if', closing_id, calculated, reward FROM collections_rewardline
),
of_areas AS (
    SELECT side, closing_id, sum(cases)::bigint AS cases, sum(target)::bigint AS target,
           sum(collected)::bigint AS collected, sum(paying)::bigint AS paying, sum(settled)::bigint AS settled
    FROM area GROUP BY side, closing_id
),
of_cadres AS (
    SELECT side, closing_id, sum(collected)::bigint AS by_cadres, sum(late_collected)::bigint AS late_collected,
           count(*) AS cadres, count(*) FILTER (WHERE is_active) AS active
    FROM cadre GROUP BY side, closing_id
),
of_lines AS (
    SELECT side, closing_id, count(*) AS lines, sum(reward)::bigint AS reward,
           sum(calculated - reward)::bigint AS cut_by_caps
    FROM line GROUP BY side, closing_id
)
SELECT closing.id AS closing_id, closing.month, sides.side, coalesce(cases, 0) AS cases, coalesce(target, 0) AS target,
       coalesce(collected, 0) AS collected, coalesce(by_cadres, 0) AS by_cadres,
       coalesce(late_collected, 0) AS late_collected, coalesce(paying, 0) AS paying, coalesce(settled, 0) AS settled,
       coalesce(cadres, 0) AS cadres, coalesce(active, 0) AS active, coalesce(lines, 0) AS lines,
       coalesce(reward, 0) AS reward, coalesce(cut_by_caps, 0) AS cut_by_caps
FROM collections_closing AS closing
CROSS JOIN (VALUES ('real'), ('if')) AS sides (side)
LEFT JOIN of_areas ON of_areas.closing_id = closing.id AND of_areas.side = sides.side
LEFT JOIN of_cadres ON of_cadres.closing_id = closing.id AND of_cadres.side = sides.side
LEFT JOIN of_lines ON of_lines.closing_id = closing.id AND of_lines.side = sides.side
WHERE closing.id = ANY(%(closings)s);

CREATE TEMPORARY TABLE verdict_sum ON COMMIT DROP AS
SELECT 'real' AS side, verdict, count(*) AS payments, sum(eligible)::bigint AS eligible
FROM public.collections_settlement WHERE closing_id = ANY(%(closings)s) GROUP BY verdict
UNION ALL
SELECT 'if', verdict, count(*), sum(eligible)::bigint
FROM collections_settlement WHERE closing_id = ANY(%(closings)s) GROUP BY verdict;

CREATE TEMPORARY TABLE cadre_difference ON COMMIT DROP AS
WITH really AS (
    SELECT closing_id, cadre_id, cases, target, collected, is_active
    FROM public.collections_cadrefigure WHERE closing_id = ANY(%(closings)s)
),
paid AS (
    SELECT closing_id, cadre_id, sum(reward)::bigint AS reward
    FROM public.collections_rewardline WHERE closing_id = ANY(%(closings)s) GROUP BY closing_id, cadre_id
),
other_paid AS (
    SELECT closing_id, cadre_id, sum(reward)::bigint AS reward
    FROM collections_rewardline WHERE closing_id = ANY(%(closings)s) GROUP BY closing_id, cadre_id
),
spine AS (
    SELECT closing_id, cadre_id FROM really UNION SELECT closing_id, cadre_id FROM collections_cadrefigure
    UNION SELECT closing_id, cadre_id FROM paid UNION SELECT closing_id, cadre_id FROM other_paid
)
SELECT %(branch)s::bigint AS branch_id, %(dry_run)s::bigint AS dry_run_id, closing.month, spine.cadre_id,
       coalesce(really.cases, 0) AS real_cases, coalesce(really.target, 0) AS real_target,
       coalesce(really.collected, 0) AS real_collected, coalesce(paid.reward, 0) AS real_reward,
       really.is_active AS real_active,
       coalesce(other.cases, 0) AS if_cases, coalesce(other.target, 0) AS if_target,
       coalesce(other.collected, 0) AS if_collected, coalesce(other_paid.reward, 0) AS if_reward,
       other.is_active AS if_active
FROM spine
JOIN collections_closing AS closing ON closing.id = spine.closing_id
LEFT JOIN really ON really.closing_id = spine.closing_id AND really.cadre_id = spine.cadre_id
LEFT JOIN paid ON paid.closing_id = spine.closing_id AND paid.cadre_id = spine.cadre_id
LEFT JOIN collections_cadrefigure AS other ON other.closing_id = spine.closing_id AND other.cadre_id = spine.cadre_id
LEFT JOIN other_paid ON other_paid.closing_id = spine.closing_id AND other_paid.cadre_id = spine.cadre_id;
