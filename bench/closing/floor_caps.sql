-- The floor, 2b: with caps the lines are walked through in order, once, in the server. Reads and changes `line`.
DROP TABLE IF EXISTS pg_temp.walk, pg_temp.cut;

CREATE TEMPORARY TABLE walk AS
SELECT line.settlement_id, line.calculated, line.calculated < 0 AS is_taken_back, scheme.cap_per_case,
       (SELECT cap_per_month FROM collections_rewardscheme WHERE id = %(scheme)s) AS cap_per_month,
       dense_rank() OVER (ORDER BY line.case_id) AS "case", dense_rank() OVER (ORDER BY line.cadre_id) AS cadre,
       row_number() OVER (ORDER BY dated, source COLLATE "C", reference COLLATE "C") AS place,
       CASE WHEN line.late_from IS NOT NULL
            THEN coalesce((SELECT sum(paid.reward) FROM collections_rewardline AS paid
                           WHERE paid.case_id = line.case_id AND paid.is_current), 0) ELSE 0 END::bigint AS used
FROM line JOIN collections_rewardscheme AS scheme ON scheme.id = line.scheme_id;

CREATE TEMPORARY TABLE cut (settlement_id bigint, reward bigint);

DO $$
DECLARE
    each record;
    cases bigint[] := (SELECT array_fill(NULL::bigint, ARRAY[max("case")::integer]) FROM walk);
    cadres bigint[] := (SELECT array_fill(0::bigint, ARRAY[max(cadre)::integer]) FROM walk);
    amount bigint;
    used bigint;
BEGIN
    FOR each IN SELECT * FROM walk ORDER BY place LOOP
        amount := each.calculated;
        used := coalesce(cases[each."case"], each.used);
        IF NOT each.is_taken_back THEN
            amount := greatest(0, least(amount, each.cap_per_case - used));
            amount := greatest(0, least(amount, each.cap_per_month - cadres[each.cadre]));
        END IF;
        cases[each."case"] := used + amount;
        cadres[each.cadre] := cadres[each.cadre] + amount;
        IF amount <> each.calculated THEN
            INSERT INTO cut VALUES (each.settlement_id, amount);
        END IF;
    END LOOP;
END
$$;

UPDATE line SET reward = cut.reward FROM cut WHERE cut.settlement_id = line.settlement_id;
