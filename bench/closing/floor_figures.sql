-- The floor, 3: sums per cadre and kelurahan, and the payments marked as settled.
DROP TABLE IF EXISTS pg_temp.counted;

CREATE TEMPORARY TABLE counted AS
SELECT held.id, held.area_id, held.household_id, held.target, coalesce(sum(judged.eligible), 0)::bigint AS eligible,
       (SELECT cadre_id FROM arrears_caseholder AS holder
        WHERE holder.case_id = held.id AND cadre_id IS NOT NULL ORDER BY from_on DESC LIMIT 1) AS cadre_id
FROM arrears_case AS held
LEFT JOIN judged ON judged.case_id = held.id AND judged.paid_month = %(month)s
WHERE held.branch_id = %(branch)s AND held.month = %(month)s
GROUP BY held.id;

INSERT INTO collections_areafigure (branch_id, closing_id, area_id, cases, target, collected, paying, settled)
SELECT %(branch)s, %(closing)s, area_id, count(*), sum(target), sum(eligible), count(*) FILTER (WHERE eligible > 0),
       count(*) FILTER (WHERE eligible > 0 AND eligible >= target)
FROM counted GROUP BY area_id;

INSERT INTO collections_cadrefigure
    (branch_id, closing_id, cadre_id, cases, target, collected, paying, settled, late_collected, held_days, contacted,
     meetings_counted, meetings_attended, incidents, is_active)
WITH mine AS (
    SELECT cadre_id, count(*) AS cases, sum(target) AS target, count(*) FILTER (WHERE eligible > 0) AS paying,
           count(*) FILTER (WHERE eligible > 0 AND eligible >= target) AS settled,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM collections_contact AS contact
               WHERE contact.branch_id = %(branch)s AND contact.household_id = counted.household_id
                 AND contact.cadre_id = counted.cadre_id
                 AND contact.made_on >= %(month)s AND contact.made_on < %(next_month)s)) AS contacted
    FROM counted GROUP BY cadre_id
),
collected AS (
    SELECT cadre_id, coalesce(sum(eligible) FILTER (WHERE paid_month = %(month)s), 0) AS own,
           coalesce(sum(eligible) FILTER (WHERE paid_month < %(month)s), 0) AS late
    FROM judged WHERE eligible <> 0 GROUP BY cadre_id
),
tally AS (
    SELECT attendance.cadre_id, count(*) FILTER (WHERE state <> 'excused') AS counted,
           count(*) FILTER (WHERE state IN ('present', 'made_up')) AS attended
    FROM meetings_meeting AS meeting JOIN meetings_attendance AS attendance ON attendance.meeting_id = meeting.id
    WHERE meeting.branch_id = %(branch)s AND held_on >= %(month)s AND held_on < %(next_month)s
    GROUP BY attendance.cadre_id
)
SELECT %(branch)s, %(closing)s, cadre.id, coalesce(cases, 0), coalesce(target, 0), coalesce(own, 0), coalesce(paying, 0),
       coalesce(settled, 0), coalesce(late, 0), mine.cadre_id IS NOT NULL, coalesce(contacted, 0),
       coalesce(tally.counted, 0), coalesce(attended, 0), 0,
       (cases IS NULL OR contacted * 100 >= policy.active_min_contact_share * cases)
       AND (tally.counted IS NULL OR attended * 100 >= policy.active_min_attendance_share * tally.counted)
FROM cadres_cadre AS cadre
JOIN arrears_branchpolicy AS policy ON policy.id = %(policy)s
LEFT JOIN mine ON mine.cadre_id = cadre.id
LEFT JOIN collected ON collected.cadre_id = cadre.id
LEFT JOIN tally ON tally.cadre_id = cadre.id
WHERE cadre.branch_id = %(branch)s AND (mine.cadre_id IS NOT NULL OR collected.cadre_id IS NOT NULL);

UPDATE arrears_payment AS payment SET settled_month = %(month)s
FROM judged WHERE judged.payment_id = payment.id;
