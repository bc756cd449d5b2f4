-- What arrives for the month before once that is closed: a payment of every 50th case, and one settled payment in a
-- thousand taken back (of cases without a late payment, which the floor relies on).

INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, household_id, listed_month, matched_by)
SELECT %(branch)s, %(run)s, held.id, 'BRI', 'S' || held.id, held.month + 20, 70000, 'ATM', held.head_card, '', '',
       %(month)s::date + interval '5 days', held.household_id, held.month, 'rule'
FROM arrears_case AS held
WHERE held.branch_id = %(branch)s AND held.month = %(before)s AND held.id %% 50 = 0;

INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, matched_by, reverses_id)
SELECT %(branch)s, %(run)s, payment.line, payment.source, 'T' || payment.reference, payment.paid_on, payment.amount,
       payment.channel, payment.card, payment.family_card, payment.virtual_account, %(month)s::date + interval '6 days', '',
       payment.id
FROM arrears_payment AS payment
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(before)s AND held.household_id = payment.household_id
WHERE payment.branch_id = %(branch)s AND payment.settled_month = %(before)s AND payment.line %% 2000 IN (11, 12)
  AND (held.id IS NULL OR held.id %% 50 <> 0);
