"""How bundles look on a page: words, colours, columns."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaderjkn.common.formatting import local_time, weekday_date

from .enums import BundleState
from .outstanding import outstanding_of

BUNDLE_KINDS = {
    BundleState.OFFERED: "info",
    BundleState.CONFIRMED: "success",
    BundleState.WITHDRAWN: "neutral",
}


def hand_over_consequences(cadre, count: int) -> list[tuple[int, str]]:
    """In numbers: what changes hands, and what the cadre has already."""
    before = outstanding_of(cadre)
    handed_over = (count, _("amplop diserahkan kepada %(cadre)s") % {"cadre": cadre})
    age = _("amplop lama masih di tangan kader, tertua %(days)s hari") % {"days": before.oldest_days}
    return [handed_over, *([(before.count, age)] if before.count else [])]


def bundle_status(bundle) -> tuple[str, str]:
    waiting = _("Menunggu konfirmasi kader")
    label = waiting if bundle.state == BundleState.OFFERED else bundle.get_state_display()
    return label, BUNDLE_KINDS[bundle.state]


def bundle_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Disiapkan"), "kind": "time", "url": "url"},
        {"key": "cadre", "label": _("Kader")},
        {"key": "envelopes", "label": _("Amplop"), "kind": "number"},
        {"key": "received", "label": pgettext("envelope", "Diterima"), "kind": "number"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "by", "label": _("Oleh")},
    ]


def bundle_rows(bundles) -> list[dict]:
    """Bundles annotated `with_item_counts`."""
    return [
        {
            "at": bundle.offered_at,
            "url": bundle.get_absolute_url(),
            "cadre": str(bundle.cadre),
            "envelopes": bundle.item_count,
            "received": bundle.received_count,
            "state": bundle_status(bundle),
            "by": str(bundle.offered_by or ""),
        }
        for bundle in bundles
    ]


def bundle_facts(bundle) -> list:
    zone = bundle.branch.time_zone
    facts = [
        (_("Kader"), str(bundle.cadre)),
        (_("Kesempatan"), occasion_words(bundle)),
        (_("Disiapkan"), moment_words(bundle.offered_at, bundle.offered_by, zone)),
    ]
    if bundle.state == BundleState.CONFIRMED:
        facts.append((pgettext("envelope", "Diterima"), moment_words(bundle.ended_at, bundle.ended_by, zone)))
        facts.append((_("Cara"), bundle.get_means_display()))
    elif bundle.state == BundleState.WITHDRAWN:
        facts.append((_("Dibatalkan"), moment_words(bundle.ended_at, bundle.ended_by, zone)))
    return facts


def moment_words(at, by, zone) -> str:
    when = local_time(at, zone)
    return _("%(when)s, oleh %(who)s") % {"when": when, "who": by} if by else when


def occasion_words(bundle) -> str:
    if bundle.meeting is None:
        return _("Di luar pertemuan")
    words = _("Susulan pertemuan %(day)s") if bundle.is_make_up else _("Pertemuan %(day)s")
    return words % {"day": weekday_date(bundle.meeting.held_on)}


def item_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Nomor"), "kind": "code", "url": "url"},
        {"key": "area", "label": _("Kelurahan")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def item_row(item, bundle) -> dict:
    return {
        "number": item.envelope.number,
        "url": reverse("meetings:envelope-detail", args=[item.envelope_id]),
        "area": item.envelope.case.area.name,
        "state": item_status(item, bundle),
    }


def item_status(item, bundle) -> tuple[str, str]:
    if item.is_received:
        return _("Diterima kader"), "success"
    if item.is_open:
        return _("Menunggu"), "info"
    if bundle.state == BundleState.CONFIRMED:
        return _("Tidak diterima, tetap di kantor"), "warning"
    return _("Dibatalkan"), "neutral"
