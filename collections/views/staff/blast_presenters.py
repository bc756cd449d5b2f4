"""How messages in bulk are shown. Numbers of families stay masked."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import local_time, mask_phone, month_name, number
from kaderjkn.common.models import Branch

from ...messages.enums import OFFICE_KINDS
from ...messages.texts import fill, texts_of
from ...outreach.enums import BlastState, LeftOut, MessageState
from ...outreach.models_messages import Blast, BlastMessage
from .message_presenters import sample_values

SHOWN = 100
"""Messages of one state on a page."""
STATE_KINDS = {
    BlastState.DRAFT: "neutral",
    BlastState.SENDING: "info",
    BlastState.PAUSED: "warning",
    BlastState.DONE: "success",
    BlastState.STOPPED: "danger",
}
TILE_KINDS = {MessageState.FAILED: "danger", MessageState.UNSURE: "warning"}


def previews(branch: Branch) -> list[tuple[str, str]]:
    """Each message of the office as it would read, with an invented family."""
    texts = texts_of(branch)
    return [(kind.label, fill(texts[kind], sample_values(branch))) for kind in OFFICE_KINDS]


def preview(blast: Blast) -> str:
    return fill(blast.text, sample_values(blast.branch))


def by_blast(rows: Iterable[tuple]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for blast, state, households in rows:
        found.setdefault(blast, {})[state] = households
    return found


def blast_columns() -> list[dict]:
    return [
        {"key": "kind", "label": _("Pesan"), "url": "url"},
        {"key": "mode", "label": _("Lewat")},
        {"key": "at", "label": _("Dikirim")},
        {"key": "all", "label": _("Keluarga"), "kind": "number"},
        {"key": "sent", "label": _("Terkirim"), "kind": "number"},
        {"key": "delivered", "label": _("Diterima"), "kind": "number"},
        {"key": "stopped", "label": _("Berhenti"), "kind": "number"},
        {"key": "bad", "label": _("Gagal atau tidak pasti"), "kind": "number"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def blast_row(blast: Blast, counts: dict[str, int]) -> dict:
    arrived = counts.get(MessageState.DELIVERED, 0)
    stopped = counts.get(MessageState.STOPPED, 0)
    row = {
        "kind": blast.get_kind_display(),
        "url": blast.get_absolute_url(),
        "mode": blast.get_mode_display(),
        "state": status_of(blast),
    }
    if not blast.confirmed_at:
        return row
    return row | {
        "at": local_time(blast.confirmed_at, blast.branch.zone),
        "all": sum(counts.values()),
        "sent": counts.get(MessageState.SENT, 0) + arrived + stopped,
        "delivered": arrived + stopped,
        "stopped": stopped,
        "bad": counts.get(MessageState.FAILED, 0) + counts.get(MessageState.UNSURE, 0),
    }


def status_of(blast: Blast) -> tuple[str, str]:
    return blast.get_state_display(), STATE_KINDS[blast.state]


def facts(blast: Blast) -> list[tuple]:
    rows = [
        (_("Daftar panggil"), month_name(blast.month)),
        (_("Lewat"), blast.get_mode_display()),
        (_("Wilayah"), blast.area.name if blast.area else _("Semua")),
        (_("Bulan menunggak"), months_words(blast)),
        (_("Disiapkan"), by_words(blast.created_by, blast.created_at, blast)),
    ]
    if blast.confirmed_at:
        rows.append((_("Dikirim"), by_words(blast.confirmed_by, blast.confirmed_at, blast)))
    return rows


def months_words(blast: Blast) -> str:
    if blast.least_months is None and blast.most_months is None:
        return _("Semua")
    return f"{blast.least_months or 1}–{blast.most_months or '…'}"


def by_words(who, at, blast: Blast) -> str:
    return ", ".join(str(part) for part in (who, local_time(at, blast.branch.zone)) if part)


def tiles(blast: Blast, states: dict[str, int]) -> list[dict]:
    """How the messages fare; each opens its list."""
    return [
        {
            "label": state.label,
            "value": number(states.get(state, 0)),
            "url": f"{blast.get_absolute_url()}?state={state}#pesan" if states.get(state) else "",
            "kind": TILE_KINDS.get(state, "neutral") if states.get(state) else "neutral",
        }
        for state in MessageState
    ]


def left_columns() -> list[dict]:
    return [
        {"key": "reason", "label": _("Sebab")},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
    ]


def left_rows(counts: dict[str, int]) -> list[dict]:
    return [{"reason": reason.label, "households": counts[reason]} for reason in LeftOut if counts.get(reason)]


def left_total(counts: dict[str, int]) -> dict:
    return {"reason": _("Jumlah"), "households": sum(counts.values())}


def message_columns() -> list[dict]:
    return [
        {"key": "phone", "label": _("Nomor"), "url": "url"},
        {"key": "at", "label": _("Ke gerbang pesan")},
        {"key": "news", "label": _("Kabar terakhir")},
        {"key": "why", "label": _("Keterangan")},
    ]


def message_row(message: BlastMessage, branch: Branch) -> dict:
    is_unsure = message.state == MessageState.UNSURE
    return {
        "phone": mask_phone(message.phone),
        "url": reverse("collections:message-decide", args=[message.pk])
        if is_unsure
        else reverse("collections:household-detail", args=[message.household_id]),
        "at": message.claimed_at and local_time(message.claimed_at, branch.zone),
        "news": message.ended_at and local_time(message.ended_at, branch.zone),
        "why": message.get_left_out_display() or message.error,
    }


def unsure_facts(message: BlastMessage) -> list[tuple]:
    """What a person needs to find the message in the gateway."""
    return [
        (_("Nomor"), mask_phone(message.phone)),
        (_("Pengenal pesan"), str(message.uuid)),
        (_("Pengenal di gerbang pesan"), message.gateway_id or "–"),
        (_("Diserahkan"), local_time(message.claimed_at, message.branch.zone)),
        (_("Keterangan"), message.error),
    ]


def stop_consequences(blast: Blast, queued: int) -> list:
    if blast.state == BlastState.DRAFT:
        return [_("Rancangan ini dibuang. Belum ada pesan yang dikirim.")]
    return [
        (queued, _("pesan yang menunggu giliran tidak akan dikirim.")),
        _("Yang sudah berangkat tidak dapat ditarik. Siaran ini tidak dapat dilanjutkan lagi."),
    ]
