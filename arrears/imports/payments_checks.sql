-- Named checks of a payment file.

INSERT INTO staged_issue
SELECT line, 'jumlah', 'not_positive', 'error', 'Jumlah harus lebih dari nol.'
FROM staged WHERE (membatalkan IS NULL AND jumlah <= 0) OR jumlah = 0;

INSERT INTO staged_issue
SELECT line, 'noka', 'no_payer', 'error', 'Isi nomor kartu, nomor KK, atau nomor virtual account.'
FROM staged WHERE membatalkan IS NULL AND coalesce(noka, no_kk, no_va) IS NULL;

INSERT INTO staged_issue
SELECT line, 'tgl_bayar', 'in_future', 'error', 'Tanggal bayar belum tiba.'
FROM staged WHERE tgl_bayar > (%(now)s AT TIME ZONE %(zone)s)::date;

-- a reversal names a payment of the same source, in this file or before it
INSERT INTO staged_issue
SELECT line, 'membatalkan', 'nothing_to_reverse', 'error', 'Pembayaran yang dibatalkan tidak ditemukan.'
FROM staged
WHERE membatalkan IS NOT NULL
  AND NOT EXISTS (SELECT FROM staged AS original
                  WHERE original.sumber = staged.sumber AND original.referensi = staged.membatalkan
                    AND original.membatalkan IS NULL)
  AND NOT EXISTS (SELECT FROM arrears_payment AS original
                  WHERE original.branch_id = %(branch)s AND original.source = staged.sumber
                    AND original.reference = staged.membatalkan AND original.reverses_id IS NULL);

-- only one reversal takes a payment back: the first known, else the first in the file
WITH reversing AS MATERIALIZED (SELECT line, sumber, referensi, membatalkan FROM staged WHERE membatalkan IS NOT NULL)
INSERT INTO staged_issue
SELECT reversing.line, 'membatalkan', 'reversed_already', 'error', 'Pembayaran ini sudah dibatalkan oleh referensi lain.'
FROM reversing
LEFT JOIN arrears_payment AS original
  ON original.branch_id = %(branch)s AND original.source = reversing.sumber AND original.reference = reversing.membatalkan
LEFT JOIN arrears_payment AS reversal ON reversal.reverses_id = original.id
WHERE reversal.reference <> reversing.referensi
   OR (reversal.id IS NULL AND EXISTS (SELECT FROM reversing AS earlier
           WHERE earlier.line < reversing.line AND earlier.sumber = reversing.sumber
             AND earlier.membatalkan = reversing.membatalkan AND earlier.referensi <> reversing.referensi));
