"""Every write to meetings, attendance and envelopes. Who may is asked by the views (rules.py)."""

from .attendance import Mark, close_attendance, record_attendance, record_sheet
from .custody import HandOver, hand_over, mark_delivered, mark_lost, mark_returned
from .printing import Bundle, print_envelopes
from .schedule import add_meeting, cancel_meeting, move_meeting, restore_meeting, schedule_meetings

__all__ = [
    "Bundle",
    "HandOver",
    "Mark",
    "add_meeting",
    "cancel_meeting",
    "close_attendance",
    "hand_over",
    "mark_delivered",
    "mark_lost",
    "mark_returned",
    "move_meeting",
    "print_envelopes",
    "record_attendance",
    "record_sheet",
    "restore_meeting",
    "schedule_meetings",
]
