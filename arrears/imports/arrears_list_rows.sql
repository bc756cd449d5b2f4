-- The list's households and rows as imported, and the members as the newest list knows them.

INSERT INTO arrears_listedhousehold
    (branch_id, month, list_id, household_id, key, head_card, head_name, members, months, amount, care_class,
     address, rt, rw, phone, place, area_id, status)
SELECT %(branch)s, %(month)s, %(list)s, found.household_id, found.key, found.head_card, found.head_name,
       total.members, total.months, total.amount, found.kelas,
       coalesce(found.alamat, ''), coalesce(found.rt, ''), coalesce(found.rw, ''), coalesce(found.no_hp, ''),
       CASE WHEN found.area_id IS NULL THEN concat_ws(', ', found.kelurahan, found.kecamatan, found.kode_wilayah) ELSE '' END,
       found.area_id, ''
FROM found
JOIN (SELECT key, count(*) AS members, max(bulan_menunggak) AS months, sum(jml_tunggakan)::bigint AS amount
      FROM grouped GROUP BY key) AS total ON total.key = found.key;

INSERT INTO arrears_listrow
    (branch_id, month, list_id, line, household_id, card, family_card, head_card, is_head, name, nik_hash, nik_last4,
     segment, care_class, address, rt, rw, kelurahan, kecamatan, area_code, phone, months, amount, last_paid_month,
     rehab_status, birth_date, sex)
SELECT %(branch)s, %(month)s, %(list)s, grouped.line, found.household_id, grouped.noka, coalesce(grouped.no_kk, ''),
       coalesce(grouped.noka_kepala, ''), coalesce(grouped.kepala, false), grouped.nama, grouped.nik_hash, grouped.nik_last4,
       coalesce(grouped.segmen, ''), grouped.kelas, coalesce(grouped.alamat, ''), coalesce(grouped.rt, ''), coalesce(grouped.rw, ''),
       coalesce(grouped.kelurahan, ''), coalesce(grouped.kecamatan, ''), left(coalesce(grouped.kode_wilayah, ''), 13),
       coalesce(grouped.no_hp, ''), grouped.bulan_menunggak, grouped.jml_tunggakan, grouped.bulan_terakhir_bayar,
       coalesce(grouped.status_rehab, ''), grouped.tgl_lahir, coalesce(grouped.jk, '')
FROM grouped JOIN found ON found.key = grouped.key;

INSERT INTO arrears_participant AS member (branch_id, card, household_id, name, nik_hash, nik_last4, birth_date, sex)
SELECT %(branch)s, grouped.noka, found.household_id, grouped.nama, grouped.nik_hash, grouped.nik_last4,
       grouped.tgl_lahir, coalesce(grouped.jk, '')
FROM grouped JOIN found ON found.key = grouped.key
ON CONFLICT (branch_id, card) DO UPDATE
SET household_id = excluded.household_id, name = excluded.name,
    nik_hash = coalesce(nullif(excluded.nik_hash, ''), member.nik_hash),
    nik_last4 = coalesce(nullif(excluded.nik_last4, ''), member.nik_last4),
    birth_date = coalesce(excluded.birth_date, member.birth_date),
    sex = coalesce(nullif(excluded.sex, ''), member.sex)
WHERE (member.household_id, member.name, member.nik_hash) IS DISTINCT FROM
      (excluded.household_id, excluded.name, excluded.nik_hash)
  AND NOT EXISTS (SELECT FROM arrears_arrearslist AS later
                  WHERE later.branch_id = %(branch)s AND later.state = 'in_force' AND later.month > %(month)s);

ANALYZE arrears_listedhousehold, arrears_listrow, arrears_household, arrears_householdkey, arrears_participant;
