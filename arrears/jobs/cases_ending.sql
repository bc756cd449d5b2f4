-- Cases of open periods that the cadre would still have on or after a day, with the first such day. Days on which a
-- substitute covers the cadre are the cadre's; days on which the cadre covers for somebody else are not.
SELECT kept.id AS case_id, kept.month, kept.area_id, kept.target, min(greatest(holder.from_on, %(day)s::date)) AS day
FROM arrears_caseholder AS holder
JOIN arrears_case AS kept ON kept.id = holder.case_id AND kept.branch_id = %(branch)s
JOIN common_period AS period
  ON period.branch_id = kept.branch_id AND period.month = kept.month AND period.state = 'open'
LEFT JOIN arrears_cover AS cover ON cover.id = holder.cover_id
LEFT JOIN LATERAL (SELECT min(later.from_on) AS from_on FROM arrears_caseholder AS later
                   WHERE later.case_id = holder.case_id AND later.from_on > holder.from_on) AS following ON true
WHERE holder.branch_id = %(branch)s AND coalesce(cover.cadre_id, holder.cadre_id) = %(cadre)s
  AND kept.month + interval '1 month' > %(day)s AND (following.from_on IS NULL OR following.from_on > %(day)s)
GROUP BY kept.id
