-- The places that a list names, each once, and the kelurahan that they mean (RULES 3.2): by code; else by kecamatan and
-- kelurahan; else by a kelurahan name that is unique in the branch. Names are compared without case and prefixes.

DROP TABLE IF EXISTS place;

CREATE UNLOGGED TABLE place AS
WITH written AS (
    SELECT place, count(*) AS rows,
           split_part(place, E'\x1f', 1) AS code, split_part(place, E'\x1f', 2) AS district, split_part(place, E'\x1f', 3) AS village
    FROM staged GROUP BY place
),
known AS (
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
    SELECT district_key, name_key, min(id) AS id FROM known GROUP BY district_key, name_key HAVING count(DISTINCT id) = 1
),
by_name AS (SELECT name_key, min(id) AS id FROM known GROUP BY name_key HAVING count(DISTINCT id) = 1)
SELECT written.*, coalesce(by_code.id, by_both.id, by_name.id) AS area_id, NULL::text AS nearest
FROM written
LEFT JOIN known AS by_code
  ON regexp_replace(by_code.code, '\D', '', 'g') = nullif(regexp_replace(written.code, '\D', '', 'g'), '')
LEFT JOIN by_both ON by_both.district_key = place_key(written.district) AND by_both.name_key = place_key(written.village)
LEFT JOIN by_name ON by_name.name_key = place_key(written.village);

ANALYZE place;

-- the names most like an unknown one, for those that most rows have
UPDATE place SET nearest = alike.names
FROM (
    SELECT unknown.place, string_agg(name, ', ' ORDER BY likeness DESC, name) AS names
    FROM (SELECT place, place_key(village) AS name_key FROM place
          WHERE area_id IS NULL AND village <> '' ORDER BY rows DESC, place LIMIT 200) AS unknown
    CROSS JOIN LATERAL (
        SELECT concat(area.name, ' (' || district.name || ')') AS name, similarity(area.name_key, unknown.name_key) AS likeness
        FROM common_area AS area LEFT JOIN common_area AS district ON district.id = area.parent_id
        WHERE area.branch_id = %(branch)s AND area.level = 'kelurahan'
        ORDER BY likeness DESC, area.name LIMIT 3) AS candidate
    WHERE likeness >= 0.3
    GROUP BY unknown.place
) AS alike
WHERE alike.place = place.place;
