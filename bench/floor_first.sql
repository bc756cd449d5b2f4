-- First list of a branch: from `incoming` into the tables of the program. Nothing is checked.
-- Households are numbered and rows written in the order of their cards, so that the indexes grow at their end.

CREATE TEMPORARY TABLE family ON COMMIT DROP AS
SELECT nextval('arrears_household_id_seq') AS household_id, sorted.*
FROM (SELECT total.key, total.members, total.months, total.amount, head.noka, head.nama, head.kelas, head.alamat,
             head.rt, head.rw, head.kode_wilayah, head.no_hp, area.id AS area_id
      FROM (SELECT coalesce(no_kk, noka) AS key, count(*) AS members, max(bulan_menunggak) AS months,
                   sum(jml_tunggakan)::bigint AS amount,
                   min((CASE kepala WHEN 'Y' THEN '0' ELSE '1' END) || noka) AS head
            FROM incoming GROUP BY 1) AS total
      JOIN incoming AS head ON head.noka = substr(total.head, 2)
      LEFT JOIN common_area AS area ON area.branch_id = %(branch)s AND area.code = head.kode_wilayah
      ORDER BY head.noka) AS sorted;
ANALYZE family (household_id, key);

INSERT INTO arrears_household (id, branch_id, key) SELECT household_id, %(branch)s, key FROM family;

INSERT INTO arrears_householdkey (branch_id, key, household_id) SELECT %(branch)s, key, household_id FROM family;

INSERT INTO arrears_listedhousehold
    (branch_id, month, list_id, household_id, key, head_card, head_name, members, months, amount, care_class, address,
     rt, rw, phone, place, area_id, status)
SELECT %(branch)s, %(month)s, %(list)s, household_id, key, noka, nama, members, months, amount, kelas, alamat, rt, rw,
       coalesce(no_hp, ''), CASE WHEN area_id IS NULL THEN kode_wilayah ELSE '' END, area_id, ''
FROM family;

INSERT INTO arrears_listrow
    (branch_id, month, list_id, line, household_id, card, family_card, head_card, is_head, name, nik_hash, nik_last4,
     segment, care_class, address, rt, rw, kelurahan, kecamatan, area_code, phone, months, amount, rehab_status, sex)
SELECT %(branch)s, %(month)s, %(list)s, line, household_id, incoming.noka, coalesce(no_kk, ''), '', kepala = 'Y',
       incoming.nama, encode(sha256(nik::bytea), 'hex'), right(nik, 4), segmen, incoming.kelas, incoming.alamat,
       incoming.rt, incoming.rw, '', '', incoming.kode_wilayah, coalesce(incoming.no_hp, ''), bulan_menunggak,
       jml_tunggakan, '', ''
FROM incoming JOIN family ON family.key = coalesce(no_kk, incoming.noka)
ORDER BY incoming.noka;

INSERT INTO arrears_participant (branch_id, card, household_id, name, nik_hash, nik_last4, sex)
SELECT %(branch)s, incoming.noka, household_id, incoming.nama, encode(sha256(nik::bytea), 'hex'), right(nik, 4), ''
FROM incoming JOIN family ON family.key = coalesce(no_kk, incoming.noka)
ORDER BY incoming.noka;
