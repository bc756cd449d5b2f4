-- Recorded attendances per cadre in a month, for closing: excused ones leave the denominator (RULES 8).
-- A cadre without any has no row. Usable as a CTE.
SELECT attendance.cadre_id,
       count(*) FILTER (WHERE attendance.state <> 'excused') AS counted,
       count(*) FILTER (WHERE attendance.state IN ('present', 'made_up')) AS attended
FROM meetings_meeting AS meeting JOIN meetings_attendance AS attendance ON attendance.meeting_id = meeting.id
WHERE meeting.branch_id = %(branch)s AND NOT meeting.is_cancelled
  AND meeting.held_on >= %(month)s AND meeting.held_on < %(next_month)s
GROUP BY attendance.cadre_id
