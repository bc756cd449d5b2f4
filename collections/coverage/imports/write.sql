-- A row stands for its area and month: it takes the place of an earlier one, which the audit trail keeps.
INSERT INTO collections_coveragefigure AS figure
    (branch_id, month, area_id, level, population, registered, active, in_arrears, run_id)
SELECT %(branch)s, staged.bulan, area.id, area.level, staged.penduduk, staged.peserta_terdaftar, staged.peserta_aktif,
       staged.peserta_menunggak, %(run)s
FROM staged JOIN common_area AS area ON area.code = staged.kode_wilayah
WHERE NOT staged.rejected
ON CONFLICT (branch_id, month, area_id) DO UPDATE
SET population = excluded.population, registered = excluded.registered, active = excluded.active,
    in_arrears = excluded.in_arrears, run_id = excluded.run_id
