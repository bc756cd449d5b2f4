-- Named checks of an arrears list. Errors reject the row, warnings do not.

-- the same card twice: the first row stands
INSERT INTO staged_issue
SELECT line, 'noka', 'duplicate_card', 'error', 'Nomor kartu ini sudah ada di baris ' || first_line || '.'
FROM (SELECT line, min(line) OVER (PARTITION BY noka) AS first_line FROM staged) AS seen
WHERE line > first_line;

-- no place at all: the row is taken and waits to be mended
INSERT INTO staged_issue
SELECT line, 'kelurahan', 'no_place', 'warning', 'Kelurahan kosong; keluarga ini menunggu dibetulkan.'
FROM staged WHERE coalesce(kelurahan, kode_wilayah) IS NULL;

-- an amount above what class and months can make (DOMAIN 2.1, at most 24 months are billed)
INSERT INTO staged_issue
SELECT line, 'jml_tunggakan', 'amount_rate', 'warning', 'Jumlah lebih besar daripada tarif kelas × bulan (paling banyak 24).'
FROM staged
JOIN (SELECT care_class, max(amount) AS amount FROM arrears_contributionrate GROUP BY care_class) AS rate
  ON rate.care_class = staged.kelas
WHERE jml_tunggakan > rate.amount * least(bulan_menunggak, 24);

-- one KK in two kelurahan: the head's place is taken
INSERT INTO staged_issue
SELECT min(line), 'kelurahan', 'family_in_two_places', 'warning', 'Satu KK tercatat di dua kelurahan; dipakai yang pada baris kepala.'
FROM staged WHERE no_kk IS NOT NULL
GROUP BY no_kk HAVING count(DISTINCT (coalesce(kode_wilayah, ''), place_key(coalesce(kelurahan, '')))) > 1;
