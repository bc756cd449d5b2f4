-- The rows of a list back into staging, in front of the mended ones. Their lines are negative: the file has others.
INSERT INTO staged (line, no_kk, noka, nama, kepala, noka_kepala, segmen, kelas, alamat, rt, rw, no_hp, bulan_menunggak,
                    jml_tunggakan, bulan_terakhir_bayar, status_rehab, tgl_lahir, jk, nik_hash, nik_last4, nik_contradicts,
                    place, key)
SELECT -row_number() OVER (ORDER BY line, card), nullif(family_card, ''), card, name, is_head, nullif(head_card, ''),
       nullif(segment, ''), care_class, nullif(address, ''), nullif(rt, ''), nullif(rw, ''), nullif(phone, ''), months,
       amount, last_paid_month, nullif(rehab_status, ''), birth_date, nullif(sex, ''), nik_hash, nik_last4, false,
       concat_ws(E'\x1f', area_code, kecamatan, kelurahan),
       coalesce(nullif(family_card, ''), nullif(head_card, ''), card)
FROM arrears_listrow
WHERE branch_id = %(branch)s AND list_id = %(list)s;

ANALYZE staged;
