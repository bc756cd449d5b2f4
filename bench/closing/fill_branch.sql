-- An invented branch: its kelurahan, agreements and territories of its cadres, its households and their members.
-- Of ten households nine will be cases, the tenth stays below the band. Every 25th cadre's agreement lapses on the
-- tenth day of the month that is to be closed.

DROP TABLE IF EXISTS pg_temp.place, pg_temp.cadre, pg_temp.family;

CREATE TEMPORARY TABLE place AS
SELECT number, format('%%s.%%s', 11 + %(number)s / 90, lpad((1 + %(number)s %% 90)::text, 2, '0')) AS city
FROM generate_series(0, %(areas)s - 1) AS number;

INSERT INTO common_area (code, name, level, branch_id)
SELECT DISTINCT format('%%s.%%s', city, lpad((1 + number / 20)::text, 2, '0')), 'Kecamatan ' || number / 20, 'kecamatan',
       %(branch)s::bigint
FROM place;

INSERT INTO common_area (code, name, level, branch_id, parent_id)
SELECT above.code || '.' || 2001 + number %% 20, 'Kelurahan ' || number, 'kelurahan', %(branch)s, above.id
FROM place
JOIN common_area AS above ON above.code = format('%%s.%%s', city, lpad((1 + number / 20)::text, 2, '0'))
ORDER BY number;

CREATE TEMPORARY TABLE cadre AS
SELECT id, substr(code, 2)::integer AS number FROM cadres_cadre WHERE branch_id = %(branch)s;

INSERT INTO cadres_agreement (cadre_id, number, valid)
SELECT id, 'PKS-' || id,
       daterange('2024-01-01', CASE WHEN number %% 25 = 24 THEN %(month)s::date + 9 ELSE '2028-01-01' END)
FROM cadre;

INSERT INTO cadres_territory (cadre_id, area_id, valid)
SELECT cadre.id, area.id, daterange('2024-01-01', NULL)
FROM common_area AS area
JOIN cadre ON cadre.number = substr(area.name, 11)::integer %% %(cadres)s
WHERE area.branch_id = %(branch)s AND area.level = 'kelurahan';

-- keys and cards are scattered: 618,033,989 has no factor 2 or 5, so that none is used twice
CREATE TEMPORARY TABLE family AS
SELECT nextval('arrears_household_id_seq') AS id, number,
       '3201' || lpad((number * 618033989 %% 1000000000000)::text, 12, '0') AS key
FROM generate_series(0::bigint, %(households)s - 1) AS number;

INSERT INTO arrears_household (id, branch_id, key) SELECT id, %(branch)s, key FROM family;
INSERT INTO arrears_householdkey (branch_id, key, household_id) SELECT %(branch)s, key, id FROM family;

INSERT INTO arrears_participant (branch_id, card, household_id, name, nik_hash, nik_last4, sex)
SELECT %(branch)s, '000' || lpad(((number * 3 + member) * 618033989 %% 10000000000)::text, 10, '0'), id,
       'Peserta ' || number, '', '', ''
FROM family CROSS JOIN generate_series(0, 2) AS member;
