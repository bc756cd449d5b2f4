-- From rows to households (RULES 3.1). Leaves `grouped` (row with its group key) and `found` (key → household).

DROP TABLE IF EXISTS pg_temp.grouped, pg_temp.found;

-- a row's key: its KK; else the KK of its head's row; else the head's card; else its own card
CREATE TEMPORARY TABLE grouped AS
SELECT staged.*, coalesce(staged.no_kk, head.no_kk, staged.noka_kepala, staged.noka) AS key
FROM staged
LEFT JOIN staged AS head ON head.noka = staged.noka_kepala AND NOT head.rejected
WHERE NOT staged.rejected;
CREATE INDEX ON grouped (key);
ANALYZE grouped;

CREATE TEMPORARY TABLE found AS
SELECT DISTINCT ON (key) key, noka AS head_card, nama AS head_name, kelas, alamat, rt, rw, no_hp,
       kelurahan, kecamatan, kode_wilayah, length(key) = 16 AS by_family_card,
       NULL::bigint AS household_id, NULL::bigint AS area_id
FROM grouped
ORDER BY key, kepala DESC NULLS LAST, noka;
CREATE UNIQUE INDEX ON found (key);
ANALYZE found;

-- found again by the key itself; where two keys lead to one household, the KK has it
UPDATE found SET household_id = alias.household_id
FROM arrears_householdkey AS alias
WHERE alias.branch_id = %(branch)s AND alias.key = found.key;

UPDATE found SET household_id = NULL
FROM found AS other
WHERE NOT found.by_family_card AND other.by_family_card AND other.household_id = found.household_id;

-- a KK not known yet: by the card key that the household had before, the head's first, each household once
WITH candidate AS (
    SELECT found.key, alias.household_id,
           row_number() OVER (PARTITION BY found.key
                              ORDER BY grouped.noka = found.head_card DESC, alias.key) AS choice
    FROM found
    JOIN grouped ON grouped.key = found.key
    JOIN arrears_householdkey AS alias
      ON alias.branch_id = %(branch)s AND alias.key IN (grouped.noka, grouped.noka_kepala) AND length(alias.key) = 13
    WHERE found.by_family_card AND found.household_id IS NULL
      AND NOT EXISTS (SELECT FROM found AS taken WHERE taken.household_id = alias.household_id)
),
chosen AS (
    SELECT DISTINCT ON (household_id) key, household_id FROM candidate WHERE choice = 1 ORDER BY household_id, key
)
UPDATE found SET household_id = chosen.household_id FROM chosen WHERE chosen.key = found.key;

-- raise the key; the old one stays as an alias
UPDATE arrears_household AS household SET key = found.key
FROM found
WHERE household.id = found.household_id AND found.by_family_card AND household.key <> found.key;

-- new households
INSERT INTO arrears_household (branch_id, key)
SELECT %(branch)s, key FROM found WHERE household_id IS NULL ORDER BY key;

UPDATE found SET household_id = household.id
FROM arrears_household AS household
WHERE found.household_id IS NULL AND household.branch_id = %(branch)s AND household.key = found.key;

INSERT INTO arrears_householdkey (branch_id, key, household_id)
SELECT %(branch)s, key, household_id FROM found
ON CONFLICT (branch_id, key) DO UPDATE SET household_id = excluded.household_id
WHERE arrears_householdkey.household_id <> excluded.household_id;

-- placed by code; else by kecamatan and kelurahan; else by a kelurahan name that is unique; else as staff mended it
WITH place AS (
    SELECT area.id, area.code, area.name_key, district.name_key AS district_key
    FROM common_area AS area LEFT JOIN common_area AS district ON district.id = area.parent_id
    WHERE area.branch_id = %(branch)s AND area.level = 'kelurahan'
    UNION ALL
    SELECT area.id, NULL, alias.name_key, district.name_key
    FROM common_areaalias AS alias
    JOIN common_area AS area ON area.id = alias.area_id
    LEFT JOIN common_area AS district ON district.id = area.parent_id
    WHERE alias.branch_id = %(branch)s
),
by_both AS (
    SELECT district_key, name_key, min(id) AS id FROM place GROUP BY district_key, name_key HAVING count(DISTINCT id) = 1
),
by_name AS (SELECT name_key, min(id) AS id FROM place GROUP BY name_key HAVING count(DISTINCT id) = 1),
resolved AS (
    SELECT found.key, coalesce(by_code.id, by_both.id, by_name.id, household.mended_area_id) AS area_id
    FROM found
    JOIN arrears_household AS household ON household.id = found.household_id
    LEFT JOIN place AS by_code
      ON regexp_replace(by_code.code, '\D', '', 'g') = regexp_replace(found.kode_wilayah, '\D', '', 'g')
    LEFT JOIN by_both
      ON by_both.district_key = place_key(found.kecamatan) AND by_both.name_key = place_key(found.kelurahan)
    LEFT JOIN by_name ON by_name.name_key = place_key(found.kelurahan)
)
UPDATE found SET area_id = resolved.area_id FROM resolved WHERE resolved.key = found.key;
