-- The list's households and rows as imported, and the members as the newest list knows them.

-- raise the key of a household whose KK appeared; the old one stays as an alias
UPDATE arrears_household AS household SET key = found.key
FROM found
WHERE household.id = found.household_id AND NOT found.is_new AND found.by_family_card AND household.key <> found.key;

INSERT INTO arrears_household (id, branch_id, key)
SELECT household_id, %(branch)s, key FROM found WHERE is_new ORDER BY key;

INSERT INTO arrears_householdkey AS alias (branch_id, key, household_id)
SELECT %(branch)s, found.key, found.household_id
FROM found
LEFT JOIN arrears_householdkey AS known ON known.branch_id = %(branch)s AND known.key = found.key
WHERE known.household_id IS DISTINCT FROM found.household_id
ORDER BY found.key
ON CONFLICT (branch_id, key) DO UPDATE SET household_id = excluded.household_id;

-- placed as the list says, else as staff mended it. Status: of a case, assigned; else the reason found at the last
-- assignment of the month stays
INSERT INTO arrears_listedhousehold
    (branch_id, month, list_id, household_id, key, head_card, head_name, members, months, amount, care_class,
     address, rt, rw, phone, place, area_id, status)
SELECT %(branch)s, %(month)s, %(list)s, found.household_id, found.key, found.head_card, found.head_name,
       found.members, found.months, found.amount, found.kelas,
       coalesce(found.alamat, ''), coalesce(found.rt, ''), coalesce(found.rw, ''), coalesce(found.no_hp, ''),
       CASE WHEN coalesce(place.area_id, household.mended_area_id) IS NULL
            THEN concat_ws(', ', nullif(place.village, ''), nullif(place.district, ''), nullif(place.code, '')) ELSE '' END,
       coalesce(place.area_id, household.mended_area_id),
       CASE WHEN held.id IS NOT NULL THEN 'assigned' WHEN before.status <> 'assigned' THEN before.status ELSE '' END
FROM found
JOIN place ON place.place = found.place
LEFT JOIN arrears_household AS household ON household.id = found.household_id AND household.mended_area_id IS NOT NULL
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = found.household_id
LEFT JOIN arrears_listedhousehold AS before
  ON before.branch_id = %(branch)s AND before.list_id = %(previous)s AND before.household_id = found.household_id;

INSERT INTO arrears_listrow
    (branch_id, month, list_id, line, household_id, card, family_card, head_card, is_head, name, nik_hash, nik_last4,
     segment, care_class, address, rt, rw, kelurahan, kecamatan, area_code, phone, months, amount, last_paid_month,
     rehab_status, birth_date, sex)
SELECT %(branch)s, %(month)s, %(list)s, greatest(staged.line, 0), found.household_id, staged.noka, coalesce(staged.no_kk, ''),
       coalesce(staged.noka_kepala, ''), coalesce(staged.kepala, false), staged.nama, staged.nik_hash, staged.nik_last4,
       coalesce(staged.segmen, ''), staged.kelas, coalesce(staged.alamat, ''), coalesce(staged.rt, ''), coalesce(staged.rw, ''),
       place.village, place.district, left(place.code, 13),
       coalesce(staged.no_hp, ''), staged.bulan_menunggak, staged.jml_tunggakan, staged.bulan_terakhir_bayar,
       coalesce(staged.status_rehab, ''), staged.tgl_lahir, coalesce(staged.jk, '')
FROM staged
JOIN found ON found.key = staged.key
JOIN place ON place.place = staged.place
WHERE NOT staged.rejected;

-- members that are new, and those about whom the list says something else; a later month's list knows better
CREATE TEMPORARY TABLE said ON COMMIT DROP AS
SELECT staged.noka AS card, found.household_id, staged.nama AS name, staged.nik_hash, staged.nik_last4,
       staged.tgl_lahir AS birth_date, coalesce(staged.jk, '') AS sex, member.id AS member_id
FROM staged
JOIN found ON found.key = staged.key
LEFT JOIN arrears_participant AS member ON member.branch_id = %(branch)s AND member.card = staged.noka
WHERE NOT staged.rejected
  AND (member.id IS NULL
       OR (member.household_id, member.name) IS DISTINCT FROM (found.household_id, staged.nama)
       OR staged.nik_hash NOT IN ('', member.nik_hash)
       OR coalesce(staged.tgl_lahir <> member.birth_date, staged.tgl_lahir IS NOT NULL)
       OR coalesce(staged.jk, '') NOT IN ('', member.sex));

INSERT INTO arrears_participant (branch_id, card, household_id, name, nik_hash, nik_last4, birth_date, sex)
SELECT %(branch)s, card, household_id, name, nik_hash, nik_last4, birth_date, sex FROM said WHERE member_id IS NULL;

UPDATE arrears_participant AS member
SET household_id = said.household_id, name = said.name,
    nik_hash = coalesce(nullif(said.nik_hash, ''), member.nik_hash),
    nik_last4 = coalesce(nullif(said.nik_last4, ''), member.nik_last4),
    birth_date = coalesce(said.birth_date, member.birth_date),
    sex = coalesce(nullif(said.sex, ''), member.sex)
FROM said
WHERE member.id = said.member_id
  AND NOT EXISTS (SELECT FROM arrears_arrearslist AS later
                  WHERE later.branch_id = %(branch)s AND later.state = 'in_force' AND later.month > %(month)s);

DROP TABLE said;

ANALYZE arrears_listedhousehold, arrears_listrow, arrears_household, arrears_householdkey, arrears_participant;
