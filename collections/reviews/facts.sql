-- Every month from the first to the last on which a review rests, newest first: the figures of its closing, as they stand,
-- and what a month must have to count (RULES 7). A month without a closed closing has no figures (NULL).
WITH month AS (
    SELECT day::date AS first_day, (day + interval '1 month')::date AS next_first_day
    FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 month') AS day
),
covered AS (
    SELECT range_agg(valid) AS days FROM cadres_agreement WHERE cadre_id = %(cadre)s
),
promise AS (    -- by the month of the promised day; kept as in field/promises.py
    SELECT contact.promised_on, coalesce((
               SELECT sum(payment.amount) FROM arrears_payment AS payment
               WHERE payment.branch_id = %(branch)s AND payment.household_id = contact.household_id
                 AND payment.paid_on BETWEEN contact.made_on AND contact.promised_on AND payment.reverses_id IS NULL
                 AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
           ), 0) >= coalesce(contact.promised_amount, 1) AS is_kept
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.cadre_id = %(cadre)s AND contact.promised_on >= %(first)s
      AND contact.promised_on < %(last)s::date + interval '1 month'
)
SELECT month.first_day AS month, closing.id AS closing, figure.cases, figure.target, figure.collected,
       figure.meetings_counted, figure.meetings_attended,
       (SELECT count(*) FROM collections_contact AS contact
        WHERE contact.branch_id = %(branch)s AND contact.cadre_id = %(cadre)s
          AND contact.made_on >= month.first_day AND contact.made_on < month.next_first_day) AS contacts,
       (SELECT count(*) FROM promise
        WHERE promise.promised_on >= month.first_day AND promise.promised_on < month.next_first_day
          AND promise.is_kept) AS kept,
       (SELECT count(*) FROM promise
        WHERE promise.promised_on >= month.first_day AND promise.promised_on < month.next_first_day
          AND NOT promise.is_kept AND promise.promised_on <= %(paid_through)s::date) AS broken,
       coalesce(covered.days @> daterange(month.first_day, month.next_first_day), false) AS has_agreement,
       coalesce(figure.held_days, false) AS has_cases,
       EXISTS (SELECT FROM arrears_payment AS payment
               WHERE payment.branch_id = %(branch)s AND payment.reverses_id IS NULL
                 AND payment.paid_on >= month.first_day AND payment.paid_on < month.next_first_day) AS has_payments,
       (SELECT excused.reason FROM collections_excusedmonth AS excused
        WHERE excused.cadre_id = %(cadre)s AND excused.month = month.first_day) AS excuse
FROM month
CROSS JOIN covered
LEFT JOIN collections_closing AS closing
  ON closing.branch_id = %(branch)s AND closing.month = month.first_day AND closing.state = 'closed'
LEFT JOIN collections_cadrefigure AS figure ON figure.closing_id = closing.id AND figure.cadre_id = %(cadre)s
ORDER BY month.first_day DESC
