"""The words of the minutes. Asks the database nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import local_time, long_date, weekday_date

from .agenda_presenters import meeting_words
from .attendance_presenters import detail_words
from .enums import AttendanceState, NoteKind

DASH = "–"


def head(meeting, now: datetime) -> dict:
    """Title, branch, the facts on top, and up to when the paper is true."""
    hours = f"{meeting.starts_at:%H.%M}{DASH}{meeting.ends_at:%H.%M}"
    return {
        "title": _("Notula pertemuan kader JKN"),
        "branch": meeting.branch.name,
        "number": _("Notula %(meeting)s") % {"meeting": meeting_words(meeting)},
        "as_of": _("Angka per %(moment)s") % {"moment": local_time(now, meeting.branch.zone)},
        "facts": [
            [_("Hari"), weekday_date(meeting.held_on)],
            [_("Pukul"), hours],
            [_("Tempat"), meeting.place or DASH],
            [_("Kelompok"), str(meeting.group) if meeting.group_id else _("semua kader")],
        ],
    }


def attendance_summary(rows: list) -> str:
    """Say «Hadir 10 (terlambat 2), susulan 1, izin 1, tidak hadir 0, belum dicatat 0»."""
    states = [row.state if row else None for row in rows]
    counts = {state.value: states.count(state) for state in AttendanceState}
    figures = counts | {"late": sum(bool(row and row.is_late) for row in rows), "unrecorded": states.count(None)}
    return (
        _(
            "Hadir %(present)s (terlambat %(late)s), susulan %(made_up)s, izin %(excused)s, "
            "tidak hadir %(absent)s, belum dicatat %(unrecorded)s"
        )
        % figures
    )


def attendance_line(cadre, row, zone) -> list[str]:
    """Code, name, state, and the hour, the day or the reason that belongs to it."""
    if row is None:
        return [cadre.code, cadre.name, _("Belum dicatat"), ""]
    return [cadre.code, cadre.name, str(AttendanceState(row.state).label), detail_words(row, zone)]


def material_words(material) -> str:
    words = f"{material.title} ({material.get_topic_display()})"
    return _("%(material)s, berkas sudah dihapus") % {"material": words} if material.removed_at else words


def note_data(note, today: date, zone) -> dict:
    return {
        "cadre": str(note.cadre),
        "kind": str(NoteKind(note.kind).label),
        "text": note.text,
        "answer": note.answer,
        "standing": note_standing(note, today, zone),
    }


def note_standing(note, today: date, zone) -> str:
    """Who answered and when, or until when an answer is owed; nothing for feedback."""
    if note.answer:
        day = long_date(note.answered_at.astimezone(zone).date())
        by = {"name": note.answered_by, "day": day}
        return _("Dijawab %(name)s, %(day)s") % by if note.answered_by else _("Dijawab %(day)s") % {"day": day}
    if note.answer_due is None:
        return ""
    words = _("Menunggu jawaban sampai %(day)s")
    if note.answer_due < today:
        words = _("Belum dijawab, seharusnya sampai %(day)s")
    return words % {"day": long_date(note.answer_due)}


def envelope_data(cadre, found) -> dict:
    """One cadre's envelopes: lines of (label, count, numbers), and the count of the meeting in words."""
    lists = [
        (_("Diserahkan pada pertemuan"), found.at_meeting),
        (_("Diserahkan saat susulan"), found.at_make_up),
        (_("Diterima kembali di kantor"), found.handed_in),
        (_("Dilaporkan hilang"), found.lost),
        (_("Belum jelas"), [each.number for each in found.balance.unclear]),
        (_("Dikembalikan, belum ada di kantor"), [each.number for each in found.balance.not_handed_in]),
    ]
    return {
        "cadre": str(cadre),
        "lines": [[label, str(len(numbers)), number_ranges(numbers)] for label, numbers in lists if numbers],
        "balance": balance_words(found.balance),
        "balanced": found.balance.is_balanced,
    }


def balance_words(balance) -> str:
    """The count: handed over = delivered + returned + lost + held + unclear."""
    if not balance.handed_over:
        return _("Tidak ada amplop dari sebelumnya.")
    figures = {
        "all": balance.handed_over,
        "delivered": balance.delivered,
        "returned": balance.returned,
        "lost": balance.lost,
        "held": balance.held,
        "unclear": len(balance.unclear),
    }
    return (
        _(
            "Dari sebelumnya %(all)s = sampai %(delivered)s + dikembalikan %(returned)s + hilang %(lost)s "
            "+ masih dipegang %(held)s + belum jelas %(unclear)s"
        )
        % figures
    )


def number_ranges(numbers: Iterable[str]) -> str:
    """Numbers in order, neighbours drawn together: «0905-2611-000001 s.d. 000012, 0905-2611-000020»."""
    known = sorted(set(numbers))
    runs = [[number for _place, number in run] for _key, run in groupby(enumerate(known), key=run_key)]
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} s.d. {split(run[-1])[1]}" for run in runs)


def run_key(placed: tuple[int, str]) -> tuple:
    """The same for numbers that follow each other without a gap."""
    place, number = placed
    series, tail = split(number)
    return (series, int(tail) - place) if tail.isdigit() else (number, 0)


def split(number: str) -> tuple[str, str]:
    series, _dash, tail = number.rpartition("-")
    return series, tail


def missing_words(*, unrecorded: int, waiting: int, overdue: int, unclear: int) -> list[str]:
    sentences = [
        (unrecorded, _("%(count)s kader belum dicatat kehadirannya.")),
        (waiting, _("%(count)s pertanyaan belum dijawab.")),
        (overdue, _("%(count)s di antaranya sudah lewat hari jawabannya.")),
        (unclear, _("%(count)s amplop belum jelas.")),
    ]
    return [words % {"count": count} for count, words in sentences if count]
