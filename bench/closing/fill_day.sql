-- A day's payments in every branch: one case in 25 pays something.
INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, household_id, listed_month, matched_by)
SELECT held.branch_id, run.id, held.id, 'BNI', 'D' || held.id, %(month)s::date + 28, 50000, 'ATM', held.head_card, '', '',
       %(month)s::date + interval '30 days', held.household_id, held.month, 'rule'
FROM arrears_case AS held
JOIN common_importrun AS run ON run.branch_id = held.branch_id AND run.kind = 'payments'
WHERE held.month = %(month)s AND held.id %% 25 = 3;
