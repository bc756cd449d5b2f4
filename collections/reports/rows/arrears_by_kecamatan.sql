-- Arrears of the newest list in force per kecamatan of the branch; households that wait for a place stand apart.
WITH newest AS (
    SELECT id FROM arrears_arrearslist
    WHERE branch_id = %(branch)s AND month = %(month)s AND state = 'in_force' ORDER BY data_date DESC, id DESC LIMIT 1
),
listed AS (
    SELECT village.parent_id AS district_id, count(*) AS households, sum(household.members)::bigint AS participants,
           sum(household.amount)::bigint AS amount
    FROM arrears_listedhousehold AS household
    JOIN newest ON newest.id = household.list_id
    LEFT JOIN common_area AS village ON village.id = household.area_id
    WHERE household.branch_id = %(branch)s
    GROUP BY village.parent_id
),
lines AS (
    SELECT 1 AS part, district.code AS kecamatan_code, district.name AS kecamatan,
           coalesce(listed.households, 0) AS households, coalesce(listed.participants, 0) AS participants,
           coalesce(listed.amount, 0) AS amount
    FROM common_area AS district LEFT JOIN listed ON listed.district_id = district.id
    WHERE district.branch_id = %(branch)s AND district.level = 'kecamatan'
    UNION ALL
    SELECT 2, '', '(belum ditempatkan)', households, participants, amount FROM listed WHERE district_id IS NULL
)
SELECT kecamatan_code, kecamatan, households, participants, amount
FROM (SELECT * FROM lines
      UNION ALL
      SELECT 3, 'TOTAL', 'TOTAL', coalesce(sum(households), 0)::bigint, coalesce(sum(participants), 0)::bigint,
             coalesce(sum(amount), 0)::bigint FROM lines) AS every
ORDER BY part, kecamatan_code
