-- The households in a cadre's hands this month: what the phone needs to visit them, and no more (RULES 3.8, 4).
-- Left out: households on hold, which are not contacted, and those written off.
WITH mine AS (
    SELECT held.id, held.household_id, held.list_id, held.area_id, held.months, held.target, held.month, held.head_card,
           held.care_class, held.left_list
    FROM arrears_caseholder AS holder
    JOIN arrears_case AS held ON held.id = holder.case_id
    WHERE holder.branch_id = %(branch)s AND holder.cadre_id = %(cadre)s
      AND held.branch_id = %(branch)s AND held.month = %(month)s
      AND holder.from_on <= greatest(%(today)s::date, held.assigned_on)
      AND NOT EXISTS (SELECT FROM arrears_caseholder AS later
                      WHERE later.case_id = held.id AND later.from_on > holder.from_on
                        AND later.from_on <= greatest(%(today)s::date, held.assigned_on))
      AND NOT EXISTS (SELECT FROM arrears_hold AS hold
                      WHERE hold.household_id = held.household_id AND hold.starts_on <= %(today)s
                        AND (hold.lifted_on IS NULL OR hold.lifted_on > %(today)s))
      AND NOT EXISTS (SELECT FROM arrears_writeoff AS gone
                      WHERE gone.branch_id = %(branch)s AND gone.household_id = held.household_id
                        AND gone."on" >= held.month)
),
paid AS (       -- what counts as paid on the case so far, reversals taken back
    SELECT payment.household_id, sum(payment.amount)::bigint AS amount
    FROM arrears_payment AS payment
    WHERE payment.branch_id = %(branch)s AND payment.paid_on >= %(month)s AND payment.reverses_id IS NULL
      AND payment.household_id IN (SELECT household_id FROM mine)
      AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
    GROUP BY payment.household_id
),
reached AS (    -- by whichever cadre, and by the office's calls and messages: the family knows one BPJS
    SELECT contact.household_id, contact.made_on
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.household_id IN (SELECT household_id FROM mine)
    UNION ALL
    SELECT contact.household_id, contact.made_on
    FROM collections_officecontact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.household_id IN (SELECT household_id FROM mine)
),
contacted AS (
    SELECT household_id, max(made_on) AS last_on,
           array_agg(made_on ORDER BY made_on) FILTER (WHERE made_on > %(today)s::date - 7) AS week
    FROM reached
    GROUP BY household_id
),
members AS (    -- as the case's list has them, the head first
    SELECT entry.household_id,
           json_agg(json_build_array(entry.name, right(entry.card, 4)) ORDER BY entry.is_head DESC, entry.card) AS people,
           max(entry.rehab_status) AS rehab
    FROM arrears_listrow AS entry
    JOIN mine ON entry.list_id = mine.list_id AND entry.household_id = mine.household_id
    WHERE entry.branch_id = %(branch)s
    GROUP BY entry.household_id
)
SELECT mine.household_id AS id, listed.head_name AS name, mine.head_card AS card, mine.area_id AS area, listed.rt, listed.rw,
       listed.address, listed.phone, mine.months, mine.target, mine.care_class, mine.left_list AS has_left,
       coalesce(paid.amount, 0) AS paid, contacted.last_on, coalesce(contacted.week, '{}') AS week,
       coalesce(members.people, json_build_array(json_build_array(listed.head_name, right(mine.head_card, 4)))) AS members,
       coalesce(members.rehab, '') AS rehab
FROM mine
JOIN arrears_listedhousehold AS listed
  ON listed.branch_id = %(branch)s AND listed.list_id = mine.list_id AND listed.household_id = mine.household_id
LEFT JOIN paid ON paid.household_id = mine.household_id
LEFT JOIN contacted ON contacted.household_id = mine.household_id
LEFT JOIN members ON members.household_id = mine.household_id
ORDER BY mine.household_id
