-- Reviews opened up to the month, with the months they rest on; those that a reopening withdrew are left out.
SELECT cadre.code AS cadre, to_char(review.opened_month, 'YYYY-MM') AS opened_period,
       (SELECT string_agg(to_char(part.month, 'YYYY-MM'), '+' ORDER BY part.month)
        FROM collections_reviewmonth AS part WHERE part.review_id = review.id) AS months,
       review.state AS status
FROM collections_review AS review JOIN cadres_cadre AS cadre ON cadre.id = review.cadre_id
WHERE review.branch_id = %(branch)s AND review.opened_month <= %(month)s AND review.state <> 'withdrawn'
ORDER BY cadre.code, review.opened_month, review.id
