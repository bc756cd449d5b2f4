-- What households are found by (arrears_householdsearch): the names of their members and their address, in small
-- letters. Of the households of `wanted` (household_id, address); words that are the same already are not written.
WITH named AS (
    SELECT member.household_id, string_agg(member.name, ' ' ORDER BY member.card) AS names
    FROM arrears_participant AS member
    WHERE member.branch_id = %(branch)s
    GROUP BY member.household_id
),
said AS (
    SELECT wanted.household_id, lower(concat_ws(' ', named.names, nullif(wanted.address, ''))) AS words
    FROM wanted LEFT JOIN named ON named.household_id = wanted.household_id
)
INSERT INTO arrears_householdsearch AS known (household_id, branch_id, words)
SELECT said.household_id, %(branch)s, said.words
FROM said
LEFT JOIN arrears_householdsearch AS before ON before.household_id = said.household_id
WHERE before.words IS DISTINCT FROM said.words
ORDER BY said.household_id
ON CONFLICT (household_id) DO UPDATE SET words = excluded.words;
