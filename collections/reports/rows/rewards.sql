-- Reward lines of the current closing in the order in which they were written; fees last of their day.
SELECT cadre.code AS cadre, line.source, line.reference, line.months, scheme.name AS scheme, line.rate_bp, line.eligible,
       line.reward, to_char(line.late_from, 'YYYY-MM') AS late_from
FROM collections_rewardline AS line
JOIN collections_closing AS closing ON closing.id = line.closing_id AND closing.state IN ('provisional', 'closed')
JOIN collections_rewardscheme AS scheme ON scheme.id = line.scheme_id
JOIN cadres_cadre AS cadre ON cadre.id = line.cadre_id
WHERE closing.branch_id = %(branch)s AND closing.month = %(month)s
ORDER BY cadre.code, line.dated, line.source COLLATE "C", line.reference COLLATE "C"
