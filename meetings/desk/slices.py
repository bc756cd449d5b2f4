"""What a device at the door may keep: the meetings at hand, their cadres and envelope numbers. No family's data."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import get_language

from cadres.documents import ASSIGNMENT_LETTER
from cadres.models import Agreement
from kaderjkn.common.devices.boxes import public_key, voucher_of
from kaderjkn.common.devices.slices import receipts_of, versioned
from kaderjkn.common.formatting import local_time
from kaderjkn.common.models import Branch, IssuedDocument, User

from ..actions.attendance import concerned_cadres
from ..balance import counted_envelopes
from ..enums import AttendanceState, BundleState, ExcuseReason, NoteKind
from ..models import Attendance, BundleItem, Envelope, EnvelopeBundle, Meeting, MeetingNote
from ..validators import make_up_days

FORMAT = "desk-1"
"""Of the slice; a device with an older program wipes what it does not know and asks again."""
DAYS_BACK, DAYS_AHEAD = 10, 1
"""Meetings from so many days ago (their make-up and count go on) to tomorrow (to be there before the network fails)."""


def days_at_hand(today: date) -> tuple[date, date]:
    """First and last day of the meetings that the device keeps."""
    return today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)


def desk_slice_of(user: User) -> dict:
    """Everything that the pages of the device are drawn from, with its version."""
    return versioned(content_of(user))


def content_of(user: User) -> dict:
    branch, today = user.branch, user.branch.today()
    meetings = (
        Meeting.objects.of_branch(branch)
        .held()
        .filter(held_on__range=days_at_hand(today))
        .select_related("branch", "group")
    )
    found = [meeting_of(meeting) for meeting in meetings.order_by("-held_on", "group__name")]
    cadres = sorted({cadre["id"] for meeting in found for cadre in meeting["cadres"]})
    return {
        "format": FORMAT,
        "language": get_language(),
        "lease_days": settings.PHONE_LEASE_DAYS,
        "seal_with": public_key(),
        "voucher": voucher_of(user.pk),
        "me": {"user": user.pk, "name": user.name, "branch": branch.name, "zone": branch.time_zone},
        "today": today,
        "site": settings.SITE_URL,
        "choices": choices(),
        "meetings": found,
        "cards": cards_of(branch, cadres),
        "ready": ready_for(branch, cadres),
        "bundles": bundles_for(branch, cadres),
        "receipts": receipts_of(user),
    }


def choices() -> dict[str, list]:
    """Value and label of what can be chosen, in the language of the visitor."""
    kinds = {"state": AttendanceState, "excuse": ExcuseReason, "note": NoteKind}
    return {name: [[value, str(label)] for value, label in kind.choices] for name, kind in kinds.items()}


def meeting_of(meeting: Meeting) -> dict:
    marks = {row.cadre_id: mark_of(row, meeting) for row in meeting.attendances.all()}
    counted: dict[int, list] = {}
    for each in counted_envelopes(meeting):
        row = {"id": each.id, "number": each.number, "state": each.state}
        counted.setdefault(each.cadre, []).append(row | {"seen": each.is_seen, "taken_in": each.is_taken_in})
    given = given_at(meeting)
    return {
        "id": meeting.pk,
        "on": meeting.held_on,
        "starts": f"{meeting.starts_at:%H:%M}",
        "ends": f"{meeting.ends_at:%H:%M}",
        "late_after": meeting.late_after,
        "place": meeting.place,
        "group": meeting.group.name if meeting.group else "",
        "agenda": meeting.agenda,
        "key": meeting.check_in_key,
        "make_up_days": make_up_days(meeting),
        "cadres": [
            {
                "id": cadre.pk,
                "code": cadre.code,
                "name": cadre.name,
                "mark": marks.get(cadre.pk),
                "counted": counted.get(cadre.pk, []),
                "given": given.get(cadre.pk, 0),
            }
            for cadre in concerned_cadres(meeting).order_by("code")
        ],
        "notes": notes_of(meeting),
    }


def mark_of(row: Attendance, meeting: Meeting) -> dict:
    arrived = row.arrived_at and f"{row.arrived_at.astimezone(meeting.branch.zone):%H:%M}"
    return {
        "state": row.state,
        "excuse": row.excuse,
        "made_up_on": row.made_up_on,
        "arrived": arrived,
        "late": row.is_late,
        "means": row.means,
    }


def given_at(meeting: Meeting) -> dict[int, int]:
    """How many envelopes each cadre got at the meeting or its make-up, by cadre."""
    items = BundleItem.objects.filter(bundle__meeting=meeting, is_received=True)
    return dict(items.values_list("bundle__cadre").annotate(count=Count("pk")))


def notes_of(meeting: Meeting) -> list[dict]:
    return [
        {
            "id": row.pk,
            "cadre": row.cadre_id,
            "kind": row.kind,
            "text": row.text,
            "due": row.answer_due,
            "answer": row.answer,
            "at": local_time(row.made_at, meeting.branch.zone),
        }
        for row in MeetingNote.objects.filter(meeting=meeting)
    ]


def cards_of(branch: Branch, cadres: list[int]) -> dict[str, int]:
    """Whose letter of assignment carries which token: the code on it checks its cadre in."""
    agreements = dict(Agreement.objects.filter(cadre__in=cadres).values_list("pk", "cadre"))
    letters = IssuedDocument.objects.filter(branch=branch, kind=ASSIGNMENT_LETTER, revoked_at=None)
    found = letters.filter(subject_id__in=agreements).values_list("token", "subject_id")
    return {token: agreements[agreement] for token, agreement in found}


def ready_for(branch: Branch, cadres: list[int]) -> dict[int, list[dict]]:
    """Printed envelopes that can go to each cadre today, by number."""
    today = branch.today()
    waiting = Q(bundle_items__is_open=True)
    rows = Envelope.objects.of_branch(branch).printed().exclude(waiting).with_holder(today).with_hold(today)
    found: dict[int, list[dict]] = {}
    for row in rows.filter(holder__in=cadres, is_on_hold=False).select_related("case__area").order_by("number"):
        found.setdefault(row.holder, []).append({"id": row.pk, "number": row.number, "area": row.case.area.name})
    return found


def bundles_for(branch: Branch, cadres: list[int]) -> list[dict]:
    """Bundles that wait for the cadre's confirmation."""
    rows = EnvelopeBundle.objects.filter(branch=branch, cadre__in=cadres, state=BundleState.OFFERED)
    return [
        {
            "id": row.pk,
            "cadre": row.cadre_id,
            "meeting": row.meeting_id,
            "envelopes": [{"id": item.envelope_id, "number": item.envelope.number} for item in row.items.all()],
        }
        for row in rows.prefetch_related("items__envelope")
    ]
