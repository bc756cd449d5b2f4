-- One month of the branch: list, cases and who holds them, contacts, meetings, payments with their households.
-- Everything is a function of numbers: the same branch every time.

DROP TABLE IF EXISTS pg_temp.family, pg_temp.held, pg_temp.paid;

CREATE TEMPORARY TABLE family AS
SELECT household.id, household.key, numbered.number, area.id AS area_id, cadre.id AS cadre_id,
       numbered.number / 10 * 9 + numbered.number %% 10 AS case_number, numbered.number %% 10 < 9 AS is_case,
       CASE WHEN numbered.number %% 10 < 9 THEN 4 + numbered.number %% 21 ELSE 1 + numbered.number %% 3 END AS months,
       '000' || lpad((numbered.number * 3 * 618033989 %% 10000000000)::text, 10, '0') AS card
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM arrears_household WHERE branch_id = %(branch)s) AS numbered
JOIN arrears_household AS household ON household.id = numbered.id
JOIN (SELECT id, substr(name, 11)::integer AS number FROM common_area
      WHERE branch_id = %(branch)s AND level = 'kelurahan') AS area ON area.number = numbered.number %% %(areas)s
JOIN (SELECT id, substr(code, 2)::integer AS number FROM cadres_cadre WHERE branch_id = %(branch)s) AS cadre
  ON cadre.number = area.number %% %(cadres)s;
CREATE UNIQUE INDEX ON family (number);
CREATE UNIQUE INDEX ON family (id);
ANALYZE family;

INSERT INTO arrears_listedhousehold
    (branch_id, month, list_id, household_id, key, head_card, head_name, members, months, amount, care_class, address,
     rt, rw, phone, place, area_id, status)
SELECT %(branch)s, %(month)s, %(list)s, id, key, card, 'Peserta ' || number, 3, months, months * 105000, 3,
       'Jl. Melati 7', '001', '002', '', '', area_id, CASE WHEN is_case THEN 'assigned' ELSE 'below_band' END
FROM family;

INSERT INTO arrears_listrow
    (branch_id, month, list_id, line, household_id, card, family_card, head_card, is_head, name, nik_hash, nik_last4,
     segment, care_class, address, rt, rw, kelurahan, kecamatan, area_code, phone, months, amount, rehab_status, sex)
SELECT %(branch)s, %(month)s, %(list)s, number * 3 + member + 2, id,
       '000' || lpad(((number * 3 + member) * 618033989 %% 10000000000)::text, 10, '0'), key, card, member = 0,
       'Peserta ' || number, '', '', 'PBPU', 3, 'Jl. Melati 7', '001', '002', '', '', '', '', months, months * 35000, '', ''
FROM family CROSS JOIN generate_series(0, 2) AS member
WHERE %(with_rows)s;

INSERT INTO arrears_case
    (branch_id, month, household_id, list_id, key, head_card, area_id, months, target, care_class, assigned_on, left_list)
SELECT %(branch)s, %(month)s, id, %(list)s, key, card, area_id, months, months * 105000, 3, %(month)s::date, false
FROM family WHERE is_case ORDER BY number;

ANALYZE arrears_case;

CREATE TEMPORARY TABLE held AS
SELECT opened.id, family.case_number AS number, family.id AS household_id, family.cadre_id, family.months, family.key,
       family.card
FROM arrears_case AS opened JOIN family ON family.id = opened.household_id
WHERE opened.branch_id = %(branch)s AND opened.month = %(month)s;
CREATE UNIQUE INDEX ON held (number);
ANALYZE held;

-- every 50th case changes hands in the middle of the month, every 200th is then held by nobody
INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id)
SELECT %(branch)s, id, %(month)s::date, cadre_id FROM held ORDER BY number;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id)
SELECT %(branch)s, held.id, %(month)s::date + 14, CASE WHEN held.number %% 200 > 0 THEN other.id END
FROM held
CROSS JOIN LATERAL (SELECT id FROM cadres_cadre WHERE branch_id = %(branch)s AND id <> held.cadre_id
                    ORDER BY id LIMIT 1) AS other
WHERE held.number %% 50 = 0;

-- seven of ten cases are visited; the cadres with the number 49, 99 … visit nobody; every 20th visit arrives late
INSERT INTO collections_contact
    (branch_id, uuid, household_id, cadre_id, mode, made_at, made_on, received_at, outcome, note, complaint)
SELECT %(branch)s, gen_random_uuid(), held.household_id, held.cadre_id, 'visit', made_on + time '10:00', made_on,
       made_on + time '10:00' + CASE WHEN held.number %% 20 = 7 THEN interval '12 days' ELSE interval '1 hour' END,
       'met', '', ''
FROM held
JOIN cadres_cadre AS cadre ON cadre.id = held.cadre_id
CROSS JOIN LATERAL (SELECT %(month)s::date + mod(hashint8extended(held.number, 5) & 1023, 28)::integer AS made_on) AS day
WHERE mod(hashint8extended(held.number, 4) & 1023, 10) < 7 AND substr(cadre.code, 2)::integer %% 50 <> 49;

INSERT INTO meetings_meeting (branch_id, held_on, starts_at, ends_at, late_after, place, agenda, is_cancelled, check_in_key)
SELECT %(branch)s, %(month)s::date + day, '09:00', '12:00', 15, '', '', false, '' FROM unnest(ARRAY[4, 18]) AS day;

INSERT INTO meetings_attendance (meeting_id, cadre_id, state, excuse, recorded_at, is_late, means)
SELECT meeting.id, cadre.id, CASE WHEN cadre.id %% 7 = 0 THEN 'absent' ELSE 'present' END, '', now(), false, 'sheet'
FROM meetings_meeting AS meeting CROSS JOIN cadres_cadre AS cadre
WHERE meeting.branch_id = %(branch)s AND meeting.held_on >= %(month)s
  AND meeting.held_on < %(month)s::date + interval '1 month' AND cadre.branch_id = %(branch)s;

-- Payments: of a hundred 95 are of cases (some of them pay several times, a part or too much), two of households below
-- the band, three of nobody on the list.
CREATE TEMPORARY TABLE paid AS
SELECT drawn.number, payer.id AS household_id, payer.months, coalesce(payer.key, '') AS key,
       coalesce(payer.card, '9' || lpad(drawn.number::text, 12, '0')) AS card,
       %(month)s::date + mod(hashint8extended(drawn.number, 2) & 65535, 28)::integer AS paid_on
FROM (SELECT number, mod(hashint8extended(number, %(seed)s) & 4611686018427387903, %(households)s / 10) AS ten
      FROM generate_series(0::bigint, %(payments)s - 1) AS number) AS drawn
LEFT JOIN family AS payer
  ON drawn.number %% 100 < 97
 AND payer.number = drawn.ten * 10 + CASE WHEN drawn.number %% 100 < 95 THEN mod(hashint8extended(drawn.number, 3) & 65535, 9) ELSE 9 END;

ANALYZE paid;

INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, household_id, listed_month, matched_by)
SELECT %(branch)s, %(run)s, number + 2, (ARRAY['BRI', 'BCA', 'MANDIRI', 'BNI', 'BSI'])[1 + number %% 5],
       to_char(%(month)s::date, 'YYMM') || lpad(number::text, 10, '0'), paid_on,
       (ARRAY[35000, coalesce(months, 4) * 35000, coalesce(months, 4) * 105000, coalesce(months, 4) * 105000 + 105000])[1 + number / 10 %% 4],
       'MBANKING', CASE WHEN number %% 10 BETWEEN 6 AND 8 THEN card ELSE '' END,
       CASE WHEN number %% 10 = 9 THEN key ELSE '' END,
       CASE WHEN number %% 10 < 6 OR number %% 10 = 9 AND key = '' THEN '88888' || right(card, 11) ELSE '' END,
       paid_on + interval '30 hours', household_id, CASE WHEN household_id IS NOT NULL THEN %(month)s::date END,
       CASE WHEN household_id IS NULL THEN '' ELSE 'rule' END
FROM paid ORDER BY number;

-- one in 500 is taken back before the month is closed
INSERT INTO arrears_payment
    (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card, virtual_account,
     imported_at, matched_by, reverses_id)
SELECT %(branch)s, %(run)s, line, source, 'B' || reference, paid_on, amount, channel, card, family_card,
       virtual_account, imported_at + interval '1 day', '', id
FROM arrears_payment
WHERE branch_id = %(branch)s AND run_id = %(run)s AND line %% 500 = 37;

INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT DISTINCT held.id, 'payment', now() FROM held JOIN paid ON paid.household_id = held.household_id;
