-- Cadres of the current closing, like with like. `expected` is what the branch as a whole would have collected from the
-- cadre's cases: each case's target times the branch's own rate for cases as long in arrears. `index` is what came in
-- from the cadre's cases, whoever collected it, by that. Few cases say little: such cadres have no rank.
WITH closing AS (
    SELECT id, month FROM collections_closing
    WHERE branch_id = %(branch)s AND month = %(month)s AND state IN ('provisional', 'closed')
),
counted AS (
    SELECT settled.case_id, sum(settled.eligible)::bigint AS eligible
    FROM collections_settlement AS settled JOIN closing ON closing.id = settled.closing_id
    WHERE NOT settled.is_late GROUP BY settled.case_id
),
held AS (
    SELECT one.target, coalesce(counted.eligible, 0) AS eligible,
           CASE WHEN one.months <= 6 THEN 6 WHEN one.months <= 12 THEN 12 WHEN one.months <= 24 THEN 24 ELSE 25 END
               AS bucket,
           (SELECT holder.cadre_id FROM arrears_caseholder AS holder
            WHERE holder.case_id = one.id AND holder.cadre_id IS NOT NULL ORDER BY holder.from_on DESC LIMIT 1) AS cadre_id
    FROM arrears_case AS one JOIN closing ON closing.month = one.month
    LEFT JOIN counted ON counted.case_id = one.id
    WHERE one.branch_id = %(branch)s
),
rate AS (SELECT bucket, sum(eligible) / nullif(sum(target), 0) AS share FROM held GROUP BY bucket),
mix AS (
    SELECT held.cadre_id, sum(held.eligible) AS came_in, sum(held.target * rate.share) AS expected
    FROM held JOIN rate ON rate.bucket = held.bucket
    WHERE held.cadre_id IS NOT NULL GROUP BY held.cadre_id
),
goal AS (
    SELECT cadre_id, sum(amount) FILTER (WHERE months = 1) AS of_month, sum(amount) FILTER (WHERE months = 3) AS of_quarter
    FROM collections_cadregoal
    WHERE branch_id = %(branch)s
      AND ((months = 1 AND starts_on = %(month)s) OR (months = 3 AND starts_on = date_trunc('quarter', %(month)s::date)))
    GROUP BY cadre_id
),
quarter AS (
    SELECT figure.cadre_id, sum(figure.collected)::bigint AS collected
    FROM collections_cadrefigure AS figure
    JOIN collections_closing AS one ON one.id = figure.closing_id AND one.state IN ('provisional', 'closed')
    WHERE one.branch_id = %(branch)s AND one.month >= date_trunc('quarter', %(month)s::date) AND one.month <= %(month)s
    GROUP BY figure.cadre_id
),
compared AS (
    SELECT cadre.code AS cadre, figure.cases, figure.target, figure.collected,
           round(figure.collected::numeric / nullif(figure.target, 0), 4) AS rate,
           round(mix.came_in / nullif(mix.expected, 0), 4) AS index,
           round(figure.collected::numeric / goal.of_month, 4) AS goal_share,
           round(quarter.collected::numeric / goal.of_quarter, 4) AS quarter_goal_share, figure.is_active AS active
    FROM collections_cadrefigure AS figure
    JOIN closing ON closing.id = figure.closing_id
    JOIN cadres_cadre AS cadre ON cadre.id = figure.cadre_id
    LEFT JOIN mix ON mix.cadre_id = figure.cadre_id
    LEFT JOIN goal ON goal.cadre_id = figure.cadre_id
    LEFT JOIN quarter ON quarter.cadre_id = figure.cadre_id
)
SELECT cadre, CASE WHEN cases >= 10 AND index IS NOT NULL
                   THEN rank() OVER (PARTITION BY cases >= 10 AND index IS NOT NULL ORDER BY index DESC) END AS place,
       cases, target, collected, rate, index, goal_share, quarter_goal_share, active
FROM compared
ORDER BY place NULLS LAST, rate DESC NULLS LAST, cadre
