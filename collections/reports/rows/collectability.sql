-- Collectability per cadre of the current closing; the rate is empty where the target is 0.
SELECT cadre.code AS cadre, figure.cases, figure.target, figure.collected,
       round(figure.collected::numeric / nullif(figure.target, 0), 4) AS rate,
       figure.paying, figure.settled, figure.late_collected
FROM collections_cadrefigure AS figure
JOIN collections_closing AS closing ON closing.id = figure.closing_id AND closing.state IN ('provisional', 'closed')
JOIN cadres_cadre AS cadre ON cadre.id = figure.cadre_id
WHERE closing.branch_id = %(branch)s AND closing.month = %(month)s
ORDER BY cadre.code
