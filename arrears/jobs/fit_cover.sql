-- The rows of a cover in open periods, fitted to the day on which the cases come back (`until`). A case that was moved
-- away meanwhile stays away: its days from the move on are not the cover's any more.
CREATE TEMPORARY TABLE covered ON COMMIT DROP AS
SELECT holder.id, holder.case_id, holder.from_on, holder.cadre_id, period.ends_on
FROM arrears_caseholder AS holder
JOIN arrears_case AS kept ON kept.id = holder.case_id
JOIN (SELECT branch_id, month, (month + interval '1 month')::date AS ends_on FROM common_period
      WHERE state = 'open') AS period ON period.branch_id = kept.branch_id AND period.month = kept.month
WHERE holder.branch_id = %(branch)s AND holder.cover_id = %(cover)s;

-- the ways back go first: what follows a stint then is its end, or a move
DELETE FROM arrears_caseholder AS holder USING covered
WHERE holder.id = covered.id AND covered.cadre_id = %(cadre)s;

-- stints that begin too late are the cadre's own days again; an own day before them needs no second row
UPDATE arrears_caseholder AS holder SET cadre_id = %(cadre)s, cover_id = before.cover_id
FROM covered
LEFT JOIN LATERAL (SELECT earlier.cover_id FROM arrears_caseholder AS earlier
                   JOIN arrears_cover AS other ON other.id = earlier.cover_id AND other.cadre_id = %(cadre)s
                   WHERE earlier.case_id = covered.case_id AND earlier.from_on < covered.from_on
                   ORDER BY earlier.from_on DESC LIMIT 1) AS before ON true
WHERE holder.id = covered.id AND covered.cadre_id = %(substitute)s AND covered.from_on >= %(until)s;

DELETE FROM arrears_caseholder AS holder USING covered
WHERE holder.id = covered.id AND covered.cadre_id = %(substitute)s AND covered.from_on >= %(until)s
  AND (SELECT earlier.cadre_id FROM arrears_caseholder AS earlier
       WHERE earlier.case_id = covered.case_id AND earlier.from_on < covered.from_on
       ORDER BY earlier.from_on DESC LIMIT 1) = %(cadre)s;

-- the others end on the day, where nothing ended them before
INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id, by_id, cover_id)
SELECT %(branch)s, covered.case_id, %(until)s, %(cadre)s, %(by)s, %(cover)s
FROM covered
LEFT JOIN LATERAL (SELECT min(later.from_on) AS from_on FROM arrears_caseholder AS later
                   WHERE later.case_id = covered.case_id AND later.from_on > covered.from_on) AS following ON true
WHERE covered.cadre_id = %(substitute)s AND covered.from_on < %(until)s
  AND coalesce(following.from_on, covered.ends_on) > %(until)s;

DROP TABLE covered
