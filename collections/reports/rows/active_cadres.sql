-- Active status per cadre of the current closing; a share without a basis is empty and passed.
SELECT cadre.code AS cadre, CASE WHEN figure.is_active THEN 'Y' ELSE 'T' END AS active,
       round(figure.contacted::numeric / nullif(figure.cases, 0), 4) AS contact_share,
       round(figure.meetings_attended::numeric / nullif(figure.meetings_counted, 0), 4) AS attendance_share,
       figure.incidents
FROM collections_cadrefigure AS figure
JOIN collections_closing AS closing ON closing.id = figure.closing_id AND closing.state IN ('provisional', 'closed')
JOIN cadres_cadre AS cadre ON cadre.id = figure.cadre_id
WHERE closing.branch_id = %(branch)s AND closing.month = %(month)s
ORDER BY cadre.code
