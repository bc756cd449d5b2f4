-- From rows to households (RULES 3.1). Leaves `found`: a row per household of the list, with the household it is.

-- a row's key: its KK; else the KK of its head's row; else the head's card; else its own card
UPDATE staged SET key = coalesce(noka_kepala, noka)
WHERE no_kk IS NULL AND key <> coalesce(noka_kepala, noka);

UPDATE staged SET key = head.no_kk
FROM staged AS head
WHERE staged.no_kk IS NULL AND head.noka = staged.noka_kepala AND NOT head.rejected AND head.no_kk IS NOT NULL;

DROP TABLE IF EXISTS keyed, found;

-- the head: the row marked so, else the lowest card; a card stands once among the rows that were taken
CREATE UNLOGGED TABLE keyed AS
SELECT grouped.*, length(grouped.key) = 16 AS by_family_card, alias.household_id
FROM (
    SELECT key, count(*) AS members, max(bulan_menunggak) AS months, sum(jml_tunggakan)::bigint AS amount,
           substr(min(CASE WHEN kepala THEN '0' WHEN NOT kepala THEN '1' ELSE '2' END || noka), 2) AS head_card
    FROM staged WHERE NOT rejected GROUP BY key
) AS grouped
LEFT JOIN arrears_householdkey AS alias ON alias.branch_id = %(branch)s AND alias.key = grouped.key;
ANALYZE keyed;

-- found by the key itself; where two keys lead to one household, the KK has it
UPDATE keyed SET household_id = NULL
FROM keyed AS other
WHERE NOT keyed.by_family_card AND other.by_family_card AND other.household_id = keyed.household_id;

-- a KK not known yet: by the card key that the household had before, the head's first, each household once
WITH card_key AS (
    SELECT key, household_id FROM arrears_householdkey WHERE branch_id = %(branch)s AND length(key) = 13
),
raised AS (
    SELECT keyed.key, keyed.head_card, staged.noka, card_key.key AS card, card_key.household_id
    FROM card_key
    JOIN staged ON staged.noka = card_key.key AND NOT staged.rejected
    JOIN keyed ON keyed.key = staged.key AND keyed.by_family_card AND keyed.household_id IS NULL
    UNION ALL
    SELECT keyed.key, keyed.head_card, staged.noka, card_key.key, card_key.household_id
    FROM card_key
    JOIN staged ON staged.noka_kepala = card_key.key AND NOT staged.rejected
    JOIN keyed ON keyed.key = staged.key AND keyed.by_family_card AND keyed.household_id IS NULL
),
candidate AS (
    SELECT key, household_id,
           row_number() OVER (PARTITION BY key ORDER BY noka = head_card DESC, card) AS choice
    FROM raised
    WHERE NOT EXISTS (SELECT FROM keyed AS taken WHERE taken.household_id = raised.household_id)
),
chosen AS (
    SELECT DISTINCT ON (household_id) key, household_id FROM candidate WHERE choice = 1 ORDER BY household_id, key
)
UPDATE keyed SET household_id = chosen.household_id FROM chosen WHERE chosen.key = keyed.key;

CREATE UNLOGGED TABLE found AS
SELECT keyed.key, keyed.by_family_card, keyed.members, keyed.months, keyed.amount, keyed.head_card,
       head.nama AS head_name, head.kelas, head.alamat, head.rt, head.rw, head.no_hp, head.place,
       coalesce(keyed.household_id, nextval(pg_get_serial_sequence('arrears_household', 'id'))) AS household_id,
       keyed.household_id IS NULL AS is_new
FROM keyed JOIN staged AS head ON head.noka = keyed.head_card AND NOT head.rejected;
DROP TABLE keyed;
ANALYZE found;
