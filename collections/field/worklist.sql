-- Cases that a cadre can work on today, the most urgent first (RULES 3.8 and 4).
-- Left out: holders other than the cadre, holds, households gone from the newest list, written off, or paid in full.
-- `rank` says why a case stands where it stands: worklist.py turns it into words.
WITH mine AS (
    SELECT held.id, held.household_id, held.list_id, held.area_id, held.months, held.target, held.month
    FROM arrears_caseholder AS holder
    JOIN arrears_case AS held ON held.id = holder.case_id
    WHERE holder.branch_id = %(branch)s AND holder.cadre_id = %(cadre)s
      AND held.branch_id = %(branch)s AND held.month = %(month)s AND NOT held.left_list
      AND holder.from_on <= greatest(%(today)s::date, held.assigned_on)
      AND NOT EXISTS (SELECT FROM arrears_caseholder AS later
                      WHERE later.case_id = held.id AND later.from_on > holder.from_on
                        AND later.from_on <= greatest(%(today)s::date, held.assigned_on))
),
paid AS (       -- what counts as paid on the case so far, reversals taken back
    SELECT payment.household_id, sum(payment.amount)::bigint AS amount
    FROM arrears_payment AS payment
    WHERE payment.branch_id = %(branch)s AND payment.paid_on >= %(month)s AND payment.reverses_id IS NULL
      AND payment.household_id IN (SELECT household_id FROM mine)
      AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
    GROUP BY payment.household_id
),
workable AS (
    SELECT mine.*, coalesce(paid.amount, 0) AS paid
    FROM mine
    LEFT JOIN paid ON paid.household_id = mine.household_id
    WHERE coalesce(paid.amount, 0) < mine.target
      AND NOT EXISTS (SELECT FROM arrears_hold AS hold
                      WHERE hold.household_id = mine.household_id AND hold.starts_on <= %(today)s
                        AND (hold.lifted_on IS NULL OR hold.lifted_on > %(today)s))
      AND NOT EXISTS (SELECT FROM arrears_writeoff AS gone
                      WHERE gone.branch_id = %(branch)s AND gone.household_id = mine.household_id AND gone."on" >= mine.month)
),
contacted AS (  -- by whomever: the family knows one BPJS
    SELECT contact.household_id, max(contact.made_on) AS last_on,
           count(*) FILTER (WHERE contact.made_on > %(today)s::date - 7) AS this_week
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.household_id IN (SELECT household_id FROM workable)
    GROUP BY contact.household_id
),
promise AS (    -- the newest promise of each household
    SELECT DISTINCT ON (contact.household_id)
           contact.household_id, contact.made_on, contact.promised_on, contact.promised_amount
    FROM collections_contact AS contact
    WHERE contact.branch_id = %(branch)s AND contact.promised_on IS NOT NULL
      AND contact.household_id IN (SELECT household_id FROM workable)
    ORDER BY contact.household_id, contact.made_at DESC, contact.id DESC
),
judged AS (
    SELECT promise.*, coalesce((
               SELECT sum(payment.amount) FROM arrears_payment AS payment
               WHERE payment.branch_id = %(branch)s AND payment.household_id = promise.household_id
                 AND payment.paid_on BETWEEN promise.made_on AND promise.promised_on AND payment.reverses_id IS NULL
                 AND NOT EXISTS (SELECT FROM arrears_payment AS reversal WHERE reversal.reverses_id = payment.id)
           ), 0) >= coalesce(promise.promised_amount, 1) AS is_kept
    FROM promise
),
ranked AS (
    SELECT workable.*, contacted.last_on, coalesce(contacted.this_week, 0) AS this_week,
           judged.promised_on, judged.promised_amount, coalesce(judged.is_kept, false) AS is_kept,
           CASE WHEN judged.promised_on = %(today)s AND NOT judged.is_kept THEN 'promise_due'
                WHEN NOT judged.is_kept AND judged.promised_on <= %(paid_through)s::date
                     AND judged.promised_on > %(today)s::date - 30  -- an older one is no reason to call today
                     AND contacted.last_on <= judged.promised_on THEN 'promise_broken'
                WHEN contacted.last_on IS NULL THEN 'never_contacted'
                WHEN NOT judged.is_kept AND judged.promised_on > %(today)s THEN 'promise_ahead'
                WHEN contacted.last_on > %(today)s::date - 7 THEN 'contacted'
                WHEN workable.target > (SELECT percentile_disc(0.75) WITHIN GROUP (ORDER BY target) FROM workable) THEN 'large'
                ELSE 'long_ago' END AS reason
    FROM workable
    LEFT JOIN contacted ON contacted.household_id = workable.household_id
    LEFT JOIN judged ON judged.household_id = workable.household_id
)
SELECT ranked.id AS case_id, ranked.household_id, listed.head_name, ranked.area_id, area.name AS area_name, listed.rt,
       listed.rw, ranked.months, ranked.target, ranked.paid, ranked.last_on, ranked.this_week, ranked.promised_on,
       ranked.promised_amount, ranked.reason
FROM ranked
JOIN arrears_listedhousehold AS listed
  ON listed.branch_id = %(branch)s AND listed.list_id = ranked.list_id AND listed.household_id = ranked.household_id
JOIN common_area AS area ON area.id = ranked.area_id
WHERE (%(area)s::bigint IS NULL OR ranked.area_id = %(area)s)
  AND (%(name)s = '' OR listed.head_name ILIKE '%%' || %(name)s || '%%'
       OR EXISTS (SELECT FROM arrears_participant AS member
                  WHERE member.branch_id = %(branch)s AND member.household_id = ranked.household_id
                    AND member.name ILIKE '%%' || %(name)s || '%%'))
  AND (%(digits)s = '' OR listed.key LIKE '%%' || %(digits)s
       OR EXISTS (SELECT FROM arrears_participant AS member
                  WHERE member.branch_id = %(branch)s AND member.household_id = ranked.household_id
                    AND member.card LIKE '%%' || %(digits)s))
ORDER BY array_position(ARRAY['promise_due', 'promise_broken', 'never_contacted', 'large', 'long_ago',
                              'promise_ahead', 'contacted'], ranked.reason),
         CASE WHEN ranked.reason = 'promise_broken' THEN ranked.promised_on END DESC NULLS LAST,
         CASE ranked.reason WHEN 'promise_ahead' THEN ranked.promised_on
                            WHEN 'long_ago' THEN ranked.last_on WHEN 'contacted' THEN ranked.last_on END,
         ranked.target DESC, ranked.household_id
