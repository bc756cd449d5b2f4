-- Payments dated in the month that fit no household, or two; reversals and what they took back are left out.
SELECT payment.source, payment.reference, to_char(payment.paid_on, 'YYYY-MM-DD') AS paid_on, payment.amount,
       payment.channel, concat_ws(' ', nullif(payment.card, ''), nullif(payment.family_card, ''),
                                  nullif(payment.virtual_account, '')) AS payer
FROM arrears_payment AS payment
WHERE payment.branch_id = %(branch)s AND payment.paid_on >= %(month)s AND payment.paid_on < %(next_month)s
  AND payment.household_id IS NULL AND payment.reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
ORDER BY payment.paid_on, payment.source, payment.reference
