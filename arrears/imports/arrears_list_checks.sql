-- Named rules of an arrears list. Errors reject the row, warnings do not. Reads `staged` and `place`.

-- the same card twice: the first row stands
INSERT INTO staged_issue
SELECT again.line, 'noka',
       CASE WHEN again.no_kk <> first.no_kk THEN 'card_in_two_families' ELSE 'duplicate_card' END, 'error',
       CASE WHEN first.line < 0 THEN 'Nomor kartu ini sudah ada pada daftar yang diperbaiki'
            ELSE 'Nomor kartu ini sudah ada di baris ' || first.line END
       || CASE WHEN again.no_kk <> first.no_kk THEN ', pada KK lain.' ELSE '.' END
FROM (SELECT noka, min(line) AS line FROM staged GROUP BY noka HAVING count(*) > 1) AS twice
JOIN staged AS first ON first.line = twice.line
JOIN staged AS again ON again.noka = twice.noka AND again.line > twice.line;

-- a place that is missing or not known: the row is taken and waits to be mended
INSERT INTO staged_issue
SELECT staged.line, 'kelurahan', CASE WHEN place.village = '' AND place.code = '' THEN 'no_place' ELSE 'unknown_place' END, 'warning',
       CASE WHEN place.village = '' AND place.code = '' THEN 'Kelurahan kosong; keluarga ini menunggu dibetulkan.'
            ELSE 'Kelurahan “' || coalesce(nullif(place.village, ''), place.code) || '” tidak dikenal; keluarga ini menunggu dibetulkan.'
                 || coalesce(' Paling mirip: ' || place.nearest || '.', '') END
FROM place JOIN staged ON staged.place = place.place
WHERE place.area_id IS NULL;

-- months and amount that do not fit class and rates of the months owed (DOMAIN 2.1, at most 24 months are billed)
INSERT INTO staged_issue
SELECT staged.line, 'jml_tunggakan',
       CASE WHEN bulan_menunggak = 0 OR jml_tunggakan = 0 THEN 'months_and_amount'
            WHEN jml_tunggakan > usual.most THEN 'amount_above_rate' ELSE 'amount_below_rate' END, 'warning',
       CASE WHEN bulan_menunggak = 0 OR jml_tunggakan = 0 THEN 'Bulan dan jumlah tunggakan tidak sejalan: salah satunya nol.'
            WHEN jml_tunggakan > usual.most THEN 'Jumlah lebih besar daripada tarif kelas × bulan (paling banyak 24).'
            ELSE 'Jumlah lebih kecil daripada tarif kelas × bulan.' END
FROM staged
LEFT JOIN (
    SELECT rate.care_class, months, min(rate.amount) * months AS least, max(rate.amount) * months AS most
    FROM generate_series(1, 24) AS months
    JOIN arrears_contributionrate AS rate
      ON rate.starts_on <= %(month)s::date
     AND coalesce(rate.ends_on, 'infinity') >= %(month)s::date - make_interval(months => months)
    GROUP BY rate.care_class, months
) AS usual ON usual.care_class = staged.kelas AND usual.months = least(staged.bulan_menunggak, 24)
WHERE jml_tunggakan NOT BETWEEN usual.least AND usual.most
   OR (bulan_menunggak = 0) <> (jml_tunggakan = 0);

-- one KK in two kelurahan: the head's place is taken
INSERT INTO staged_issue
SELECT min(staged.line), 'kelurahan', 'family_in_two_places', 'warning',
       'Satu KK tercatat di dua kelurahan; dipakai yang pada baris kepala.'
FROM (SELECT no_kk FROM staged WHERE no_kk IS NOT NULL GROUP BY no_kk HAVING min(place) <> max(place)) AS spread
JOIN staged ON staged.no_kk = spread.no_kk
JOIN place ON place.place = staged.place
GROUP BY staged.no_kk
HAVING count(DISTINCT coalesce(place.area_id::text, concat(place.code, place_key(place.village)))) > 1;

-- known in another branch: both may be right for a while, after a move
INSERT INTO staged_issue
SELECT staged.line, 'noka', 'other_branch', 'warning', 'Nomor kartu ini juga tercatat di cabang ' || string_agg(branch.code, ', ') || '.'
FROM staged
JOIN arrears_participant AS other ON other.card = staged.noka AND other.branch_id <> %(branch)s
JOIN common_branch AS branch ON branch.id = other.branch_id
GROUP BY staged.line;

-- NIK against the row's own birth date and sex (DOMAIN 5: may differ, is not reissued)
INSERT INTO staged_issue
SELECT line, 'nik', 'nik_contradicts', 'warning', 'NIK tidak cocok dengan tanggal lahir atau jenis kelamin pada baris ini.'
FROM staged WHERE nik_contradicts;

INSERT INTO staged_issue
SELECT line, 'kepala', 'minor_head', 'warning', 'Kepala keluarga berusia di bawah 17 tahun.'
FROM staged WHERE kepala AND tgl_lahir > %(data_date)s::date - interval '17 years';
