-- New payments of a file, then its reversals; a (source, reference) that is known is left as it is.

INSERT INTO arrears_payment (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card,
                             virtual_account, imported_at, matched_by)
SELECT %(branch)s, %(run)s, line, sumber, referensi, tgl_bayar, jumlah, coalesce(kanal, ''), coalesce(noka, ''),
       coalesce(no_kk, ''), coalesce(no_va, ''), clock_timestamp(), ''
FROM staged WHERE NOT rejected AND membatalkan IS NULL
ORDER BY line
ON CONFLICT (branch_id, source, reference) DO NOTHING;

-- without it the planner takes the table for as small as it was, and looks through all of it for each reversal
ANALYZE arrears_payment;

INSERT INTO arrears_payment (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card,
                             virtual_account, imported_at, matched_by, reverses_id)
SELECT %(branch)s, %(run)s, staged.line, staged.sumber, staged.referensi, staged.tgl_bayar, staged.jumlah,
       coalesce(staged.kanal, ''), coalesce(staged.noka, ''), coalesce(staged.no_kk, ''), coalesce(staged.no_va, ''),
       clock_timestamp(), '', original.id
FROM staged
JOIN arrears_payment AS original
  ON original.branch_id = %(branch)s AND original.source = staged.sumber AND original.reference = staged.membatalkan
 AND original.reverses_id IS NULL
WHERE NOT staged.rejected AND staged.membatalkan IS NOT NULL
ORDER BY staged.line
ON CONFLICT (branch_id, source, reference) DO NOTHING;
