-- What becomes of the households in `candidate` (household_id, area_id, months) on the day of assignment: a case of
-- which cadre, or the first reason that applies (RULES 3.4). Leaves `decided`, a row for each.

DROP TABLE IF EXISTS pg_temp.decided;

CREATE TEMPORARY TABLE decided AS
SELECT candidate.household_id, territory.cadre_id,
       CASE
           WHEN candidate.area_id IS NULL THEN 'no_kelurahan'
           WHEN candidate.months < %(min_months)s THEN 'below_band'
           WHEN candidate.months > %(max_months)s THEN 'above_band'
           WHEN EXISTS (SELECT FROM arrears_hold AS hold
                        WHERE hold.household_id = candidate.household_id AND hold.starts_on <= %(day)s
                          AND (hold.lifted_on IS NULL OR hold.lifted_on > %(day)s)) THEN 'on_hold'
           WHEN territory.id IS NULL THEN 'no_territory'
           WHEN NOT EXISTS (SELECT FROM cadres_agreement AS agreement
                            WHERE agreement.cadre_id = territory.cadre_id AND agreement.valid @> %(day)s::date)
               THEN 'no_agreement'
           ELSE 'assigned'
       END AS status
FROM candidate
LEFT JOIN cadres_territory AS territory ON territory.area_id = candidate.area_id AND territory.valid @> %(day)s::date;
CREATE UNIQUE INDEX ON decided (household_id);
ANALYZE decided;
