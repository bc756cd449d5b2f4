-- Rows whose (source, reference) is known with something else. Another card of the same household is the same payer.
WITH known AS (
    SELECT staged.line, staged.noka, staged.no_kk, staged.no_va, payment.household_id, payment.listed_month,
           staged.tgl_bayar IS DISTINCT FROM payment.paid_on OR staged.jumlah IS DISTINCT FROM payment.amount
               OR staged.membatalkan IS DISTINCT FROM original.reference AS differs,
           staged.membatalkan IS NOT NULL OR (coalesce(staged.noka, ''), coalesce(staged.no_kk, ''), coalesce(staged.no_va, ''))
               = (payment.card, payment.family_card, payment.virtual_account) AS same_payer
    FROM staged
    JOIN arrears_payment AS payment
      ON payment.branch_id = %(branch)s AND payment.source = staged.sumber AND payment.reference = staged.referensi
    LEFT JOIN arrears_payment AS original ON original.id = payment.reverses_id
    WHERE NOT staged.rejected AND NOT (payment.run_id = %(run)s AND payment.line = staged.line)
)
SELECT known.line FROM known
WHERE known.differs
   OR (NOT known.same_payer AND NOT EXISTS (
           SELECT FROM arrears_listrow AS entry
           JOIN arrears_arrearslist AS listing ON listing.id = entry.list_id AND listing.state = 'in_force'
           WHERE entry.branch_id = %(branch)s AND entry.household_id = known.household_id
             AND entry.month = known.listed_month
             AND (entry.card = known.noka OR right(entry.card, 11) = right(known.no_va, 11)
                  OR EXISTS (SELECT FROM arrears_listedhousehold AS listed
                             WHERE listed.list_id = entry.list_id AND listed.household_id = entry.household_id
                               AND listed.key = known.no_kk))))
ORDER BY known.line;
