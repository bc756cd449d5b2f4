"""How materials, notes and the agenda of a meeting are shown. Asks the database nothing."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import weekday_date

from .enums import NoteKind

KILOBYTE = 1024
SHOWN_CHARACTERS = 90


def meeting_words(meeting) -> str:
    """Day, and the group where it is one's: «Senin, 9 Maret 2026 · Utara»."""
    day = weekday_date(meeting.held_on)
    return f"{day} · {meeting.group}" if meeting.group_id else day


def file_words(material) -> str:
    """Say «PDF, 120 KB»; of a removed one that it is gone."""
    if material.removed_at:
        return _("berkas sudah dihapus")
    kind = "PDF" if material.content_type == "application/pdf" else "JPG"
    return f"{kind}, {max(1, material.size // KILOBYTE)} KB"


def material_columns() -> list[dict]:
    return [
        {"key": "title", "label": _("Judul"), "url": "url"},
        {"key": "topic", "label": _("Tentang")},
        {"key": "file", "label": _("Berkas")},
        {"key": "meetings", "label": _("Pertemuan"), "kind": "number"},
        {"key": "added_at", "label": _("Diunggah"), "kind": "time"},
    ]


def material_row(material) -> dict:
    """A line of the list; the material is annotated with `shown_at`, the number of its meetings."""
    return {
        "title": material.title,
        "url": material.get_absolute_url(),
        "topic": material.get_topic_display(),
        "file": file_words(material),
        "meetings": material.shown_at,
        "added_at": material.added_at,
    }


def material_facts(material) -> list[tuple]:
    return [
        (_("Tentang"), material.get_topic_display()),
        (_("Berkas"), f"{material.file_name} ({file_words(material)})"),
        (_("Diunggah oleh"), str(material.added_by or "")),
    ]


def note_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "text", "label": _("Catatan"), "url": "url"},
        {"key": "meeting", "label": _("Pertemuan"), "kind": "date"},
        {"key": "due", "label": _("Dijawab paling lambat"), "kind": "date"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def note_row(note, today: date) -> dict:
    return {
        "cadre": str(note.cadre),
        "text": shortened(note.text),
        "url": note.get_absolute_url(),
        "meeting": note.meeting.held_on,
        "due": note.answer_due,
        "state": note_state(note, today),
    }


def note_state(note, today: date) -> tuple[str, str]:
    """Word and kind, as the component `status` wants them."""
    if note.answer:
        return _("Dijawab"), "success"
    if note.kind == NoteKind.FEEDBACK:
        return _("Masukan"), "neutral"
    if note.answer_due < today:
        return _("Terlambat dijawab"), "danger"
    return _("Menunggu jawaban"), "warning"


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN_CHARACTERS else f"{words[: SHOWN_CHARACTERS - 1]}…"


def notes_by_cadre(notes, today: date) -> list[dict]:
    """The notes of a meeting, gathered under each cadre; they come in the order of cadres."""
    found: dict = {}
    for note in notes:
        found.setdefault(note.cadre, []).append({"note": note, "state": note_state(note, today)})
    return [{"cadre": cadre, "notes": items} for cadre, items in found.items()]


def paper_facts(meeting, materials, notes) -> dict:
    """What the meeting's page says about its agenda, materials and notes."""
    return {
        "lines": meeting.agenda.splitlines(),
        "materials": [
            {
                "title": material.title,
                "topic": material.get_topic_display(),
                "words": file_words(material),
                "url": None if material.removed_at else reverse("meetings:material-file", args=[material.pk]),
            }
            for material in materials
        ],
        "notes": len(notes),
        "waiting": sum(note.kind == NoteKind.QUESTION and not note.answer for note in notes),
    }
