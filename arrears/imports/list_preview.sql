-- What a list would change: reads `found` and `place`, writes nothing but temporary tables.

DROP TABLE IF EXISTS pg_temp.placed, pg_temp.listed_before;

CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
SELECT found.household_id, found.key, found.months, found.amount, found.members, found.kelas, found.is_new,
       coalesce(place.area_id, household.mended_area_id) AS area_id
FROM found
JOIN place ON place.place = found.place
LEFT JOIN arrears_household AS household ON household.id = found.household_id AND household.mended_area_id IS NOT NULL;
ANALYZE placed;

-- the list it is compared with: the one in force of the month, else of the month before
CREATE TEMPORARY TABLE listed_before ON COMMIT DROP AS
SELECT listed.household_id, listed.key, listed.months, listed.amount, listed.members, listed.care_class, listed.area_id
FROM arrears_listedhousehold AS listed
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(compared)s;
ANALYZE listed_before;
