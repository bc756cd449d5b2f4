-- Months that count toward a review, newest first (RULES 7). Passed over: no agreement on every day, no case on any day,
-- no imported payment dated in the month, excused. `collected` counts late collection in the month of its paid-on date.
WITH closed AS (
    SELECT closing.id, closing.month
    FROM collections_closing AS closing
    WHERE closing.branch_id = %(branch)s AND closing.state = 'closed' AND closing.month <= %(month)s
      AND EXISTS (SELECT FROM arrears_payment AS payment
                  WHERE payment.branch_id = %(branch)s AND payment.reverses_id IS NULL
                    AND payment.paid_on >= closing.month AND payment.paid_on < closing.month + interval '1 month')
),
late AS (
    SELECT settled.cadre_id, settled.paid_month, sum(settled.eligible) AS amount
    FROM collections_settlement AS settled
    JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.state = 'closed'
    WHERE settled.branch_id = %(branch)s AND settled.is_late AND settled.cadre_id IS NOT NULL
    GROUP BY settled.cadre_id, settled.paid_month
),
covered AS (SELECT cadre_id, range_agg(valid) AS days FROM cadres_agreement GROUP BY cadre_id)
SELECT figure.cadre_id, closed.month, figure.cases, figure.target, figure.meetings_counted, figure.meetings_attended,
       (figure.collected + coalesce(late.amount, 0))::bigint AS collected,
       (SELECT count(*) FROM collections_contact AS contact
        WHERE contact.branch_id = %(branch)s AND contact.cadre_id = figure.cadre_id
          AND contact.made_on >= closed.month AND contact.made_on < closed.month + interval '1 month') AS contacts
FROM closed
JOIN collections_cadrefigure AS figure ON figure.closing_id = closed.id AND figure.held_days
JOIN covered ON covered.cadre_id = figure.cadre_id
 AND covered.days @> daterange(closed.month, (closed.month + interval '1 month')::date)
LEFT JOIN late ON late.cadre_id = figure.cadre_id AND late.paid_month = closed.month
WHERE NOT EXISTS (SELECT FROM collections_excusedmonth AS excused
                  WHERE excused.cadre_id = figure.cadre_id AND excused.month = closed.month)
ORDER BY figure.cadre_id, closed.month DESC
