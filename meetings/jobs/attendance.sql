-- Attendance of each cadre of a branch in a month (RULES 8), a row for every cadre with an agreement in it.
-- A cadre whom no meeting concerned has zeros and no rate. A meeting without a recorded attendance
-- counts as a meeting that was not attended. Rates are rounded half up to four decimals.
WITH meeting AS (       -- held so far: a meeting to come can be neither attended nor missed
    SELECT id, held_on FROM meetings_meeting
    WHERE branch_id = %(branch)s AND NOT is_cancelled
      AND held_on >= %(month)s AND held_on < %(next_month)s AND held_on <= %(today)s
),
agreement AS (          -- of one cadre they never overlap, so a day meets at most one
    SELECT cadre.id AS cadre_id, cadre.code, agreement.valid
    FROM cadres_cadre AS cadre JOIN cadres_agreement AS agreement ON agreement.cadre_id = cadre.id
    WHERE cadre.branch_id = %(branch)s AND agreement.valid && daterange(%(month)s, %(next_month)s)
),
concerned AS (          -- cadre and meeting, where an agreement was in force that day
    SELECT agreement.cadre_id, meeting.id AS meeting_id
    FROM agreement JOIN meeting ON agreement.valid @> meeting.held_on
),
counted AS (
    SELECT concerned.cadre_id,
           count(*) AS meetings,
           count(*) FILTER (WHERE attendance.state = 'present') AS present,
           count(*) FILTER (WHERE attendance.state = 'made_up') AS made_up,
           count(*) FILTER (WHERE attendance.state = 'excused') AS excused,
           count(*) FILTER (WHERE attendance.state = 'absent') AS absent
    FROM concerned
    LEFT JOIN meetings_attendance AS attendance
           ON attendance.meeting_id = concerned.meeting_id AND attendance.cadre_id = concerned.cadre_id
    GROUP BY concerned.cadre_id
)
SELECT cadre.code AS cadre,
       coalesce(meetings, 0) AS meetings, coalesce(present, 0) AS present, coalesce(made_up, 0) AS made_up,
       coalesce(excused, 0) AS excused, coalesce(absent, 0) AS absent,
       round((present + made_up)::numeric / nullif(meetings - excused, 0), 4) AS rate
FROM (SELECT DISTINCT cadre_id, code FROM agreement) AS cadre
LEFT JOIN counted ON counted.cadre_id = cadre.cadre_id
ORDER BY cadre.code
