-- Arrears of the newest list in force, by kelurahan, age and class. Written anew; without a list there are no rows.
-- A bucket is named by its least number of months; 0 stands for households listed without a month in arrears.

DELETE FROM collections_arrearssum WHERE summary_id = %(summary)s;

WITH enrolled AS (  -- the status is free text: what says no, or nothing, is no REHAB
    SELECT DISTINCT entry.household_id
    FROM arrears_listrow AS entry
    WHERE entry.branch_id = %(branch)s AND entry.list_id = %(list)s AND entry.rehab_status <> ''
      AND lower(regexp_replace(entry.rehab_status, '[^[:alnum:]]', '', 'g')) <> ALL (%(rehab_no)s)
)
INSERT INTO collections_arrearssum
    (summary_id, area_id, bucket, care_class, households, participants, amount, rehab_band,
     rehab_band_enrolled, rehab_enrolled)
SELECT %(summary)s, listed.area_id, placed.bucket, listed.care_class, count(*), sum(listed.members),
       sum(listed.amount)::bigint,
       count(*) FILTER (WHERE listed.months BETWEEN %(rehab_min)s AND %(rehab_max)s),
       count(enrolled.household_id) FILTER (WHERE listed.months BETWEEN %(rehab_min)s AND %(rehab_max)s),
       count(enrolled.household_id)
FROM arrears_listedhousehold AS listed
CROSS JOIN LATERAL (
    SELECT coalesce((%(buckets)s::smallint[])[width_bucket(listed.months::integer, %(buckets)s::integer[])], 0) AS bucket
) AS placed
LEFT JOIN enrolled ON enrolled.household_id = listed.household_id
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
GROUP BY listed.area_id, placed.bucket, listed.care_class;
