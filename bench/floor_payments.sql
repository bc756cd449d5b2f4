-- A bank file: payments with their households, then what it takes back. Nothing is checked.

-- the payer on the list of the month; whoever is not on it, on the list before
CREATE TEMPORARY TABLE payer ON COMMIT DROP AS
SELECT DISTINCT ON (line) line, household_id, month
FROM (SELECT incoming.line, entry.household_id, entry.month
      FROM incoming
      JOIN arrears_listrow AS entry
        ON entry.branch_id = %(branch)s AND entry.month <= %(month)s
       AND right(entry.card, 11) = right(coalesce(incoming.noka, incoming.no_va), 11)
      WHERE incoming.membatalkan IS NULL
      UNION ALL
      SELECT incoming.line, listed.household_id, listed.month
      FROM incoming
      JOIN arrears_listedhousehold AS listed
        ON listed.branch_id = %(branch)s AND listed.month <= %(month)s AND listed.key = incoming.no_kk
      WHERE incoming.membatalkan IS NULL) AS found
ORDER BY line, month DESC;

INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, household_id, listed_month, matched_by)
SELECT %(branch)s, %(run)s, line, sumber, referensi, tgl_bayar, jumlah, kanal, coalesce(noka, ''), coalesce(no_kk, ''),
       coalesce(no_va, ''), now(), payer.household_id, payer.month,
       CASE WHEN payer.household_id IS NULL THEN '' ELSE 'rule' END
FROM incoming LEFT JOIN payer USING (line)
WHERE membatalkan IS NULL
ORDER BY sumber, referensi;

INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, matched_by, reverses_id)
SELECT %(branch)s, %(run)s, incoming.line, sumber, referensi, tgl_bayar, abs(jumlah), kanal, coalesce(noka, ''),
       coalesce(no_kk, ''), coalesce(no_va, ''), now(), '', original.id
FROM incoming
JOIN arrears_payment AS original
  ON original.branch_id = %(branch)s AND original.source = sumber AND original.reference = membatalkan
WHERE membatalkan IS NOT NULL;
