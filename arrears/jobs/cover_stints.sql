-- Days of open periods on which the cadre holds a case and a cover would have another hold it: from_on up to, not
-- including, until; held_until is where the cadre's own days end. Cases that this cover has written already, and those
-- in hand for a third cadre, are left alone. With `only` (ids of households) no other case is looked at.
SELECT holder.case_id, kept.month, kept.target,
       greatest(holder.from_on, %(first)s::date) AS from_on,
       least(coalesce(following.from_on, period.ends_on), %(until)s::date) AS until,
       coalesce(following.from_on, period.ends_on) AS held_until
FROM arrears_caseholder AS holder
JOIN arrears_case AS kept ON kept.id = holder.case_id
JOIN (SELECT branch_id, month, (month + interval '1 month')::date AS ends_on FROM common_period
      WHERE state = 'open') AS period ON period.branch_id = kept.branch_id AND period.month = kept.month
LEFT JOIN LATERAL (SELECT min(later.from_on) AS from_on FROM arrears_caseholder AS later
                   WHERE later.case_id = holder.case_id AND later.from_on > holder.from_on) AS following ON true
LEFT JOIN arrears_cover AS other ON other.id = holder.cover_id
WHERE holder.branch_id = %(branch)s AND holder.cadre_id = %(cadre)s
  AND (other.id IS NULL OR other.cadre_id = %(cadre)s)
  AND kept.branch_id = %(branch)s AND kept.month < %(until)s AND period.ends_on > %(first)s
  AND (%(only)s::bigint[] IS NULL OR kept.household_id = ANY(%(only)s::bigint[]))
  AND greatest(holder.from_on, %(first)s::date) < least(coalesce(following.from_on, period.ends_on), %(until)s::date)
  AND NOT EXISTS (SELECT FROM arrears_caseholder AS own
                  WHERE own.case_id = holder.case_id AND own.cover_id = %(cover)s)
