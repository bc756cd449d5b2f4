-- What a closing's settlements add up to (RULES 5.4, 5.7): per cadre and per kelurahan. Late ones stand apart.
-- The few hundred rows are deleted and written anew.

DROP TABLE IF EXISTS pg_temp.month_case;

-- the last holder passes over nobody: after an ended partnership it is the last cadre
CREATE TEMPORARY TABLE month_case AS
WITH last_holder AS (
    SELECT DISTINCT ON (holder.case_id) holder.case_id, holder.cadre_id
    FROM arrears_case AS held
    JOIN arrears_caseholder AS holder ON holder.case_id = held.id AND holder.cadre_id IS NOT NULL
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s
    ORDER BY holder.case_id, holder.from_on DESC
),
counted AS (
    SELECT case_id, sum(eligible)::bigint AS eligible
    FROM judged WHERE paid_month = %(month)s AND case_id IS NOT NULL GROUP BY case_id
)
SELECT held.id AS case_id, held.area_id, held.household_id, held.target, coalesce(counted.eligible, 0) AS eligible,
       last_holder.cadre_id
FROM arrears_case AS held
LEFT JOIN counted ON counted.case_id = held.id
LEFT JOIN last_holder ON last_holder.case_id = held.id
WHERE held.branch_id = %(branch)s AND held.month = %(month)s;
ANALYZE month_case;

DELETE FROM collections_cadrefigure WHERE closing_id = %(closing)s;
DELETE FROM collections_areafigure WHERE closing_id = %(closing)s;

WITH holding AS (
    SELECT DISTINCT holder.cadre_id
    FROM arrears_caseholder AS holder JOIN month_case ON month_case.case_id = holder.case_id
    WHERE holder.branch_id = %(branch)s AND holder.cadre_id IS NOT NULL
),
collected AS (
    SELECT cadre_id, coalesce(sum(eligible) FILTER (WHERE paid_month = %(month)s), 0)::bigint AS own,
           coalesce(sum(eligible) FILTER (WHERE paid_month < %(month)s), 0)::bigint AS late
    FROM judged WHERE cadre_id IS NOT NULL AND eligible <> 0 GROUP BY cadre_id
),
mine AS (
    SELECT cadre_id, count(*) AS cases, sum(target)::bigint AS target, count(*) FILTER (WHERE eligible > 0) AS paying,
           count(*) FILTER (WHERE eligible > 0 AND eligible >= target) AS settled,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM collections_contact AS contact
               WHERE contact.branch_id = %(branch)s AND contact.household_id = month_case.household_id
                 AND contact.cadre_id = month_case.cadre_id
                 AND contact.made_on >= %(month)s AND contact.made_on < %(next_month)s)) AS contacted
    FROM month_case WHERE cadre_id IS NOT NULL GROUP BY cadre_id
),
tally AS (
    SELECT attendance.cadre_id,
           count(*) FILTER (WHERE attendance.state <> 'excused') AS counted,
           count(*) FILTER (WHERE attendance.state IN ('present', 'made_up')) AS attended
    FROM meetings_meeting AS meeting JOIN meetings_attendance AS attendance ON attendance.meeting_id = meeting.id
    WHERE meeting.branch_id = %(branch)s AND NOT meeting.is_cancelled
      AND meeting.held_on >= %(month)s AND meeting.held_on < %(next_month)s
    GROUP BY attendance.cadre_id
),
upheld AS (
    SELECT cadre_id, count(*) AS incidents FROM collections_integrityincident
    WHERE branch_id = %(branch)s AND state = 'upheld' AND happened_on >= %(month)s AND happened_on < %(next_month)s
    GROUP BY cadre_id
),
spine AS (SELECT cadre_id FROM holding UNION SELECT cadre_id FROM collected),
facts AS (
    SELECT spine.cadre_id, coalesce(mine.cases, 0) AS cases, coalesce(mine.target, 0) AS target,
           coalesce(collected.own, 0) AS collected, coalesce(mine.paying, 0) AS paying, coalesce(mine.settled, 0) AS settled,
           coalesce(collected.late, 0) AS late_collected, holding.cadre_id IS NOT NULL AS held_days,
           coalesce(mine.contacted, 0) AS contacted, coalesce(tally.counted, 0) AS meetings_counted,
           coalesce(tally.attended, 0) AS meetings_attended, coalesce(upheld.incidents, 0) AS incidents
    FROM spine
    LEFT JOIN holding ON holding.cadre_id = spine.cadre_id
    LEFT JOIN collected ON collected.cadre_id = spine.cadre_id
    LEFT JOIN mine ON mine.cadre_id = spine.cadre_id
    LEFT JOIN tally ON tally.cadre_id = spine.cadre_id
    LEFT JOIN upheld ON upheld.cadre_id = spine.cadre_id
)
INSERT INTO collections_cadrefigure
    (branch_id, closing_id, cadre_id, cases, target, collected, paying, settled, late_collected, held_days, contacted,
     meetings_counted, meetings_attended, incidents, is_active)
SELECT %(branch)s, %(closing)s, facts.cadre_id, cases, target, collected, paying, settled, late_collected, held_days,
       contacted, meetings_counted, meetings_attended, incidents,
       (cases = 0 OR contacted * 100 >= policy.active_min_contact_share * cases)
       AND (meetings_counted = 0 OR meetings_attended * 100 >= policy.active_min_attendance_share * meetings_counted)
       AND incidents = 0
FROM facts CROSS JOIN arrears_branchpolicy AS policy
WHERE policy.id = %(policy)s;

INSERT INTO collections_areafigure (branch_id, closing_id, area_id, cases, target, collected, paying, settled)
SELECT %(branch)s, %(closing)s, area_id, count(*), sum(target), sum(eligible), count(*) FILTER (WHERE eligible > 0),
       count(*) FILTER (WHERE eligible > 0 AND eligible >= target)
FROM month_case GROUP BY area_id;
