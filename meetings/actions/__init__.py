"""Every write to meetings, attendance and envelopes. Who may is asked by the views (rules.py)."""

from .agenda import set_agenda
from .attendance import (
    Mark,
    check_in,
    clear_attendance,
    close_attendance,
    record_attendance,
    record_sheet,
)
from .bundles import Given, check_can_go_to, confirm_bundle, hand_over, offer_bundle, sign_bundle, withdraw_bundle
from .custody import (
    forget_sighting,
    mark_delivered,
    mark_lost,
    mark_returned,
    see_envelopes,
    take_in,
    undo_end,
)
from .groups import add_group, change_group, end_group, put_in_group, reuse_group, take_out
from .holidays import add_holiday, change_holiday, fill_national_days, open_office, remove_holiday
from .materials import add_material, attach_material, attach_materials, detach_material, remove_material
from .notes import add_note, answer_note, remove_note
from .printing import Bundle, print_again, print_envelopes, print_letters, print_new
from .reading import see_answer
from .schedule import (
    add_meeting,
    cancel_meeting,
    leave_closed_days,
    move_meeting,
    restore_meeting,
    schedule_meetings,
)

__all__ = [
    "Bundle",
    "Given",
    "Mark",
    "add_group",
    "add_holiday",
    "add_material",
    "add_meeting",
    "add_note",
    "answer_note",
    "attach_material",
    "attach_materials",
    "cancel_meeting",
    "change_group",
    "change_holiday",
    "check_can_go_to",
    "check_in",
    "clear_attendance",
    "close_attendance",
    "confirm_bundle",
    "detach_material",
    "end_group",
    "fill_national_days",
    "forget_sighting",
    "hand_over",
    "leave_closed_days",
    "mark_delivered",
    "mark_lost",
    "mark_returned",
    "move_meeting",
    "offer_bundle",
    "open_office",
    "print_again",
    "print_envelopes",
    "print_letters",
    "print_new",
    "put_in_group",
    "record_attendance",
    "record_sheet",
    "remove_holiday",
    "remove_material",
    "remove_note",
    "restore_meeting",
    "reuse_group",
    "schedule_meetings",
    "see_answer",
    "see_envelopes",
    "set_agenda",
    "sign_bundle",
    "take_in",
    "take_out",
    "undo_end",
    "withdraw_bundle",
]
