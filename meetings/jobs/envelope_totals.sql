-- Follows envelope_facts.sql. A row for every cadre with an agreement in the period or today, and for everybody with
-- an envelope that counts; zeros where nothing counts, no `oldest` (days) without an envelope in hand.
, total AS (
    SELECT cadre_id,
           count(*) FILTER (WHERE 'handed_over' = ANY (figures)) AS handed_over,
           count(*) FILTER (WHERE 'delivered' = ANY (figures)) AS delivered,
           count(*) FILTER (WHERE 'returned' = ANY (figures)) AS returned,
           count(*) FILTER (WHERE 'not_handed_in' = ANY (figures)) AS not_handed_in,
           count(*) FILTER (WHERE 'lost' = ANY (figures)) AS lost,
           count(*) FILTER (WHERE 'outstanding' = ANY (figures)) AS outstanding,
           count(*) FILTER (WHERE 'due' = ANY (figures)) AS due,
           count(*) FILTER (WHERE 'followed' = ANY (figures)) AS followed,
           count(*) FILTER (WHERE 'running' = ANY (figures)) AS running,
           count(*) FILTER (WHERE 'held' = ANY (figures)) AS held,
           count(*) FILTER (WHERE 'age_14' = ANY (figures)) AS age_14,
           count(*) FILTER (WHERE 'age_30' = ANY (figures)) AS age_30,
           count(*) FILTER (WHERE 'age_60' = ANY (figures)) AS age_60,
           count(*) FILTER (WHERE 'age_older' = ANY (figures)) AS age_older,
           max(age) FILTER (WHERE 'held' = ANY (figures)) AS oldest
    FROM fact
    GROUP BY cadre_id
),
under_agreement AS (
    SELECT DISTINCT cadre_id FROM cadres_agreement
    WHERE valid && daterange(%(first)s, %(until)s) OR valid @> %(today)s
)
SELECT cadre.id AS cadre_id, cadre.code AS cadre, cadre.name,
       coalesce(handed_over, 0) AS handed_over, coalesce(delivered, 0) AS delivered,
       coalesce(returned, 0) AS returned, coalesce(not_handed_in, 0) AS not_handed_in, coalesce(lost, 0) AS lost,
       coalesce(outstanding, 0) AS outstanding, coalesce(due, 0) AS due, coalesce(followed, 0) AS followed,
       coalesce(running, 0) AS running, coalesce(held, 0) AS held, coalesce(age_14, 0) AS age_14,
       coalesce(age_30, 0) AS age_30, coalesce(age_60, 0) AS age_60, coalesce(age_older, 0) AS age_older, oldest
FROM cadres_cadre AS cadre
LEFT JOIN total ON total.cadre_id = cadre.id
LEFT JOIN under_agreement ON under_agreement.cadre_id = cadre.id
WHERE cadre.branch_id = %(branch)s AND (total.cadre_id IS NOT NULL OR under_agreement.cadre_id IS NOT NULL)
ORDER BY cadre.code
