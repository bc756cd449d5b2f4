-- What is wrong with rows of a coverage file, or worth a second look. Staged: bulan, kode_wilayah, the counts.

INSERT INTO staged_issue
SELECT staged.line, 'kode_wilayah', 'unknown_area', 'error',
       'Kode ini bukan kabupaten/kota, kecamatan, atau kelurahan cabang ini.'
FROM staged
WHERE NOT EXISTS (SELECT FROM common_area AS area WHERE area.code = staged.kode_wilayah
                  AND (area.branch_id = %(branch)s AND area.level IN ('kecamatan', 'kelurahan')
                       OR area.level = 'kota' AND EXISTS (SELECT FROM common_area AS part
                                                          WHERE part.parent_id = area.id AND part.branch_id = %(branch)s)));

INSERT INTO staged_issue
SELECT line, 'kode_wilayah', 'duplicate_area', 'error', 'Wilayah dan bulan ini sudah ada di baris ' || first_line || '.'
FROM (SELECT line, min(line) OVER (PARTITION BY bulan, kode_wilayah) AS first_line FROM staged) AS seen
WHERE line > first_line;

INSERT INTO staged_issue
SELECT line, 'bulan', 'month_to_come', 'error', 'Bulan ini belum mulai.'
FROM staged WHERE bulan > (%(now)s::timestamptz AT TIME ZONE %(zone)s)::date;

INSERT INTO staged_issue
SELECT line, 'bulan', 'running_month', 'warning',
       'Bulan ini belum berakhir; impor lagi angka akhir bulannya nanti.'
FROM staged WHERE bulan = date_trunc('month', %(now)s::timestamptz AT TIME ZONE %(zone)s)::date;

-- one level a month: a kecamatan and its kelurahan in one month would count people twice
INSERT INTO staged_issue
SELECT staged.line, 'kode_wilayah', 'mixed_levels', 'error',
       'Dalam satu bulan semua baris harus setingkat; baris pertama bulan ini berisi ' || first_level || '.'
FROM (SELECT staged.line, area.level,
             first_value(area.level) OVER (PARTITION BY staged.bulan ORDER BY staged.line) AS first_level
      FROM staged JOIN common_area AS area ON area.code = staged.kode_wilayah
      WHERE NOT EXISTS (SELECT FROM staged_issue AS issue WHERE issue.line = staged.line AND issue.severity = 'error')
     ) AS staged
WHERE level <> first_level;

INSERT INTO staged_issue
SELECT staged.line, 'bulan', 'other_level', 'error',
       'Bulan ini sudah berisi angka per ' || known.level || '; batalkan impor nomor ' || known.runs || ' dulu.'
FROM staged JOIN common_area AS area ON area.code = staged.kode_wilayah
JOIN (SELECT month, level, string_agg(DISTINCT run_id::text, ', ') AS runs
      FROM collections_coveragefigure WHERE branch_id = %(branch)s GROUP BY month, level) AS known
     ON known.month = staged.bulan AND known.level <> area.level;

INSERT INTO staged_issue
SELECT line, 'peserta_aktif', 'more_active', 'error', 'Peserta aktif lebih banyak daripada peserta terdaftar.'
FROM staged WHERE peserta_aktif > peserta_terdaftar;

INSERT INTO staged_issue
SELECT line, 'peserta_menunggak', 'more_in_arrears', 'error',
       'Peserta menunggak lebih banyak daripada peserta terdaftar.'
FROM staged WHERE peserta_menunggak > peserta_terdaftar;

INSERT INTO staged_issue
SELECT line, 'peserta_terdaftar', 'more_than_population', 'warning',
       'Peserta terdaftar lebih banyak daripada penduduk; cakupan di atas 100 persen.'
FROM staged WHERE peserta_terdaftar > penduduk;

INSERT INTO staged_issue
SELECT line, 'peserta_menunggak', 'active_in_arrears', 'warning',
       'Peserta aktif ditambah menunggak melebihi peserta terdaftar.'
FROM staged WHERE peserta_aktif + peserta_menunggak > peserta_terdaftar;
