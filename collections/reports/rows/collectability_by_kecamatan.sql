-- Collectability per kecamatan of the branch; all eligible amounts of the month, by whomever collected.
WITH sums AS (
    SELECT village.parent_id AS district_id, sum(figure.cases)::bigint AS cases, sum(figure.target)::bigint AS target,
           sum(figure.collected)::bigint AS collected, sum(figure.paying)::bigint AS paying,
           sum(figure.settled)::bigint AS settled
    FROM collections_areafigure AS figure
    JOIN collections_closing AS closing ON closing.id = figure.closing_id AND closing.state IN ('provisional', 'closed')
    JOIN common_area AS village ON village.id = figure.area_id
    WHERE closing.branch_id = %(branch)s AND closing.month = %(month)s
    GROUP BY village.parent_id
)
SELECT district.code AS kecamatan_code, district.name AS kecamatan, coalesce(sums.cases, 0) AS cases,
       coalesce(sums.target, 0) AS target, coalesce(sums.collected, 0) AS collected,
       round(sums.collected::numeric / nullif(sums.target, 0), 4) AS rate,
       coalesce(sums.paying, 0) AS paying, coalesce(sums.settled, 0) AS settled
FROM common_area AS district LEFT JOIN sums ON sums.district_id = district.id
WHERE district.branch_id = %(branch)s AND district.level = 'kecamatan'
ORDER BY district.code
