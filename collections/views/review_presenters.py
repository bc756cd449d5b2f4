"""How a review is said, to the cadre and to the office alike."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, short_date

from ..reviews.actions import coaching_day, may_decide_from
from ..reviews.enums import ReviewState
from ..reviews.models import Review, ReviewWarning
from ..reviews.timeline import month_names

STATE_KINDS = {
    ReviewState.OPEN: "warning",
    ReviewState.VOID: "success",
    ReviewState.WITHDRAWN: "neutral",
    ReviewState.CONTINUE: "success",
    ReviewState.COACHING: "info",
    ReviewState.END: "neutral",
}


def review_status(review: Review) -> tuple[str, str]:
    """Word and kind, as the component `status` wants them."""
    return review.get_state_display(), STATE_KINDS[review.state]


def notice_columns() -> list[dict]:
    """The months that the letter names; rows are `ReviewMonth`."""
    return [
        {"key": "month", "label": _("Bulan"), "kind": "month"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "contacts", "label": _("Kontak"), "kind": "number"},
        {"key": "meetings_counted", "label": _("Pertemuan"), "kind": "number"},
        {"key": "meetings_attended", "label": _("Dihadiri"), "kind": "number"},
    ]


def review_tabs(shown: str) -> list[dict]:
    labels = {
        "": _("Semua"),
        "open": _("Menunggu keputusan"),
        "due": _("Tenggat"),
        "coaching": _("Pembinaan"),
        "appeal": _("Banding"),
    }
    return [
        {"label": label, "url": f"?show={key}" if key else "?", "current": key == shown}
        for key, label in labels.items()
    ]


def warning_words(warning: ReviewWarning) -> str:
    """The cadre, the months, and whether the cadre has read it."""
    words = {"cadre": warning.cadre, "months": month_names(warning.months)}
    if warning.seen_at is None:
        return _("%(cadre)s: %(months)s – belum dibaca kader") % words
    day = short_date(warning.seen_at.astimezone(warning.branch.zone))
    return _("%(cadre)s: %(months)s – dibaca kader %(day)s") % (words | {"day": day})


def review_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "branch", "label": _("Kantor cabang")},
        {"key": "opened_month", "label": _("Dibuka untuk"), "kind": "month"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "step", "label": _("Langkah berikut")},
    ]


def review_row(review: Review) -> dict:
    return {
        "cadre": str(review.cadre),
        "url": review.get_absolute_url(),
        "branch": review.branch.name,
        "opened_month": review.opened_month,
        "state": review_status(review),
        "step": next_step(review),
    }


def next_step(review: Review) -> str:
    """What a review waits for, in a few words."""
    if review.is_flagged:
        return _("Perlu dilihat: ada setoran susulan sesudah keputusan")
    match review.state:
        case ReviewState.OPEN:
            return open_step(review)
        case ReviewState.COACHING:
            return coaching_step(review)
    return ""


def open_step(review: Review) -> str:
    """The answer comes first, then the end of the time for it."""
    if review.answer:
        return _("Siap diputuskan: kader sudah menjawab")
    if review.noticed_on is None:
        return _("Sampaikan pemberitahuan kepada kader")
    from_day = may_decide_from(review)
    if review.branch.today() >= from_day:
        return _("Siap diputuskan: waktu menjawab habis")
    return _("Menunggu jawaban sampai %(day)s") % {"day": short_date(from_day - timedelta(days=1))}


def coaching_step(review: Review) -> str:
    """When the coaching is looked at again, and that this day is over; nothing once it has ended."""
    day, today = coaching_day(review), review.branch.today()
    if day is None:
        return _("Pembinaan selesai")
    if day > today:
        return _("Ditinjau lagi %(day)s") % {"day": short_date(day)}
    if day == today:
        return _("Ditinjau lagi hari ini")
    return _("Terlambat: seharusnya ditinjau lagi %(day)s") % {"day": short_date(day)}


def decision_consequences(review: Review, chosen: dict) -> list:
    """What `continue` and `coaching` bring about; ending a partnership has a page of its own."""
    name = review.cadre.name
    if chosen["decision"] == ReviewState.COACHING:
        words = {"name": name, "day": long_date(chosen["look_again_on"])}
        return [_("%(name)s tetap bermitra dan ditinjau lagi %(day)s.") % words]
    return [_("%(name)s tetap bermitra; tinjauan ini selesai.") % {"name": name}]
