-- Envelopes for the cases of one month of a branch, by the cadre to whom they were handed over, as of now:
-- handed_over = delivered + returned + lost + outstanding (RULES 8). Envelopes still at the branch do not count.
-- A row for every cadre with an agreement in the month, and for everybody who got an envelope of that month.
WITH given AS (
    SELECT envelope.cadre_id,
           count(*) AS handed_over,
           count(*) FILTER (WHERE envelope.state = 'delivered') AS delivered,
           count(*) FILTER (WHERE envelope.state = 'returned') AS returned,
           count(*) FILTER (WHERE envelope.state = 'lost') AS lost,
           count(*) FILTER (WHERE envelope.state = 'handed_over') AS outstanding
    FROM arrears_case AS binaan JOIN meetings_envelope AS envelope ON envelope.case_id = binaan.id
    WHERE binaan.branch_id = %(branch)s AND binaan.month = %(month)s
      AND envelope.branch_id = %(branch)s AND envelope.state <> 'printed'
    GROUP BY envelope.cadre_id
),
under_agreement AS (
    SELECT DISTINCT cadre_id FROM cadres_agreement WHERE valid && daterange(%(month)s, %(next_month)s)
)
SELECT cadre.code AS cadre,
       coalesce(handed_over, 0) AS handed_over, coalesce(delivered, 0) AS delivered,
       coalesce(returned, 0) AS returned, coalesce(lost, 0) AS lost, coalesce(outstanding, 0) AS outstanding
FROM cadres_cadre AS cadre
LEFT JOIN given ON given.cadre_id = cadre.id
LEFT JOIN under_agreement ON under_agreement.cadre_id = cadre.id
WHERE cadre.branch_id = %(branch)s AND (given.cadre_id IS NOT NULL OR under_agreement.cadre_id IS NOT NULL)
ORDER BY cadre.code
