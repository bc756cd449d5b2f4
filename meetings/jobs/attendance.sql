-- Attendance of each cadre of a branch (RULES 8) from the day `month` up to, not including, `next_month`: one month
-- or several. A row for every cadre with an agreement in that time; one whom no meeting concerned has zeros and no
-- rate. A meeting without a recorded attendance counts as a meeting that was not attended. Rates are rounded half
-- up to four decimals.
WITH meeting AS (       -- held so far: a meeting to come can be neither attended nor missed
    SELECT id, held_on, group_id FROM meetings_meeting
    WHERE branch_id = %(branch)s AND NOT is_cancelled
      AND held_on >= %(month)s AND held_on < %(next_month)s AND held_on <= %(today)s
),
agreement AS (          -- of one cadre they never overlap, so a day meets at most one
    SELECT cadre.id AS cadre_id, cadre.code, cadre.name, agreement.valid
    FROM cadres_cadre AS cadre JOIN cadres_agreement AS agreement ON agreement.cadre_id = cadre.id
    WHERE cadre.branch_id = %(branch)s AND agreement.valid && daterange(%(month)s, %(next_month)s)
),
concerned AS (          -- cadre and meeting, where an agreement was in force that day; a group's only its members then
    SELECT agreement.cadre_id, meeting.id AS meeting_id
    FROM agreement JOIN meeting ON agreement.valid @> meeting.held_on
    LEFT JOIN meetings_groupmembership AS member
           ON member.group_id = meeting.group_id AND member.cadre_id = agreement.cadre_id
          AND member.valid @> meeting.held_on
    WHERE meeting.group_id IS NULL OR member.id IS NOT NULL
),
counted AS (
    SELECT concerned.cadre_id,
           count(*) AS meetings,
           count(*) FILTER (WHERE attendance.state = 'present') AS present,
           count(*) FILTER (WHERE attendance.state = 'made_up') AS made_up,
           count(*) FILTER (WHERE attendance.state = 'excused') AS excused,
           count(*) FILTER (WHERE attendance.state = 'absent') AS absent,
           count(*) FILTER (WHERE attendance.is_late) AS late,
           count(*) FILTER (WHERE attendance.excuse = 'illness') AS illness,
           count(*) FILTER (WHERE attendance.excuse = 'family') AS family,
           count(*) FILTER (WHERE attendance.excuse = 'duty') AS duty,
           count(*) FILTER (WHERE attendance.excuse = 'other') AS other,
           count(*) FILTER (WHERE attendance.id IS NULL) AS unrecorded
    FROM concerned
    LEFT JOIN meetings_attendance AS attendance
           ON attendance.meeting_id = concerned.meeting_id AND attendance.cadre_id = concerned.cadre_id
    GROUP BY concerned.cadre_id
)
SELECT cadre.cadre_id, cadre.code AS cadre, cadre.name,
       coalesce(meetings, 0) AS meetings, coalesce(present, 0) AS present, coalesce(made_up, 0) AS made_up,
       coalesce(excused, 0) AS excused, coalesce(absent, 0) AS absent, coalesce(late, 0) AS late,
       coalesce(illness, 0) AS illness, coalesce(family, 0) AS family, coalesce(duty, 0) AS duty,
       coalesce(other, 0) AS other, coalesce(unrecorded, 0) AS unrecorded,
       round((present + made_up)::numeric / nullif(meetings - excused, 0), 4) AS rate
FROM (SELECT DISTINCT cadre_id, code, name FROM agreement) AS cadre
LEFT JOIN counted ON counted.cadre_id = cadre.cadre_id
ORDER BY cadre.code
