-- The call list as the month's newest list has it (RULES 2): households outside the cadre band but inside the one for
-- calls, that are no case of a cadre and not written off. Numbers of the list as they are written; a confirmed one is read.

DROP TABLE IF EXISTS pg_temp.to_call, pg_temp.read_number;

CREATE TEMPORARY TABLE to_call ON COMMIT DROP AS
WITH confirmed AS (   -- the newest number that a family gave face to face
    SELECT DISTINCT ON (contact.household_id) contact.household_id,
           CASE WHEN contact.confirmed_phone <> '' THEN contact.confirmed_phone ELSE contact.new_phone END AS phone
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.mode = 'visit'
      AND (contact.confirmed_phone <> '' OR contact.new_phone <> '')
    ORDER BY contact.household_id, contact.made_at DESC, contact.id DESC
)
SELECT listed.household_id, listed.months, listed.amount, listed.area_id, confirmed.phone IS NOT NULL AS is_confirmed,
       coalesce(confirmed.phone, '') AS phone, listed.phone AS written
FROM arrears_listedhousehold AS listed
LEFT JOIN confirmed ON confirmed.household_id = listed.household_id
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
  AND listed.months BETWEEN %(least)s AND %(most)s
  AND NOT listed.months BETWEEN %(cadre_least)s AND %(cadre_most)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id)
  AND NOT EXISTS (SELECT FROM arrears_writeoff AS gone
                  WHERE gone.branch_id = %(branch)s AND gone.household_id = listed.household_id
                    AND gone."on" >= %(month)s);
CREATE UNIQUE INDEX ON to_call (household_id);
ANALYZE to_call;

CREATE TEMPORARY TABLE read_number (written text PRIMARY KEY, number text NOT NULL) ON COMMIT DROP;
