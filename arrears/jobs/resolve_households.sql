-- Which household a row of a file means: `no_kk`, else `noka`, on the list of the row's month, else on the nearest
-- list before, else as the household is known now. Reads `wanted` (line, month, no_kk, noka) and fills `meant`.
DROP TABLE IF EXISTS pg_temp.meant;

CREATE TEMPORARY TABLE meant AS
WITH listing AS (
    SELECT id, month, data_date FROM arrears_arrearslist WHERE branch_id = %(branch)s AND state = 'in_force'
),
every AS (
    SELECT wanted.line, 1 AS rank, listing.month, listing.data_date, listed.household_id
    FROM wanted
    JOIN arrears_listedhousehold AS listed ON listed.branch_id = %(branch)s AND listed.key = wanted.no_kk
    JOIN listing ON listing.id = listed.list_id AND listing.month <= wanted.month
    UNION ALL
    SELECT wanted.line, 2, listing.month, listing.data_date, entry.household_id
    FROM wanted
    JOIN arrears_listrow AS entry ON entry.branch_id = %(branch)s AND entry.card = wanted.noka
    JOIN listing ON listing.id = entry.list_id AND listing.month <= wanted.month
    UNION ALL
    SELECT wanted.line, 3, NULL, NULL, alias.household_id
    FROM wanted
    JOIN arrears_householdkey AS alias
      ON alias.branch_id = %(branch)s AND alias.key IN (wanted.no_kk, CASE WHEN wanted.no_kk IS NULL THEN wanted.noka END)
    UNION ALL
    SELECT wanted.line, 4, NULL, NULL, member.household_id
    FROM wanted
    JOIN arrears_participant AS member ON member.branch_id = %(branch)s AND member.card = wanted.noka
    WHERE wanted.no_kk IS NULL
)
SELECT DISTINCT ON (line) line, household_id, month AS listed_month
FROM every
ORDER BY line, rank, month DESC NULLS LAST, data_date DESC NULLS LAST;
CREATE UNIQUE INDEX ON meant (line);
