"""How prepared messages are shown, and the invented family of their previews."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import local_time
from kaderjkn.common.models import Branch

from ...messages.enums import GREETINGS, MessageKind
from ...messages.models import MessageTemplate
from ...messages.texts import DEFAULTS

SHORT = 120
SAMPLE = {
    "keluarga": "Siti Aminah",
    "kader": "Sari Dewi",
    "bulan": "6",
    "jumlah": "Rp 840.000",
    "va": "8888801234567890",
    "janji_tanggal": "17 Agustus 2026",
    "janji_jumlah": "Rp 420.000",
}


def sample_values(branch: Branch) -> dict[str, str]:
    """What stands in the places of a preview: Indonesian, as in the message."""
    return SAMPLE | {"cabang": branch.name}


def message_columns() -> list[dict]:
    return [
        {"key": "label", "label": _("Pesan"), "url": "url"},
        {"key": "text", "label": _("Isi")},
        {"key": "numbers", "label": _("Dikirim ke")},
        {"key": "state", "label": _("Teks"), "kind": "status"},
        {"key": "changed", "label": _("Diubah")},
    ]


def message_row(kind: MessageKind, own: MessageTemplate | None) -> dict:
    text = own.text if own else DEFAULTS[kind]
    return {
        "label": kind.label,
        "url": reverse("collections:message-edit", args=[kind]),
        "text": Truncator(" ".join(text.split())).chars(SHORT),
        "numbers": _("semua nomor") if kind in GREETINGS else _("nomor terkonfirmasi"),
        "state": (_("Milik cabang"), "info") if own else (_("Bawaan"), "neutral"),
        "changed": changed_words(own) if own else "",
    }


def changed_words(own: MessageTemplate) -> str:
    at = local_time(own.changed_at, own.branch.zone)
    return f"{own.changed_by}, {at}" if own.changed_by else at
