"""How a review is said, to the cadre and to the office alike."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, month_name, short_date

from ..reviews.actions import may_decide_from
from ..reviews.enums import ReviewState
from ..reviews.models import Review

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


def fact_columns() -> list[dict]:
    """The facts of a month without collection; rows are `ReviewMonth`."""
    return [
        {"key": "month", "label": _("Bulan"), "kind": "month"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "contacts", "label": _("Kontak"), "kind": "number"},
        {"key": "meetings_counted", "label": _("Pertemuan"), "kind": "number"},
        {"key": "meetings_attended", "label": _("Dihadiri"), "kind": "number"},
    ]


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
    """What an open review waits for, in a few words."""
    if review.state != ReviewState.OPEN:
        return _("Perlu dilihat: ada setoran susulan sesudah keputusan") if review.is_flagged else ""
    if review.answer:
        return _("Siap diputuskan: kader sudah menjawab")
    if review.noticed_on is None:
        return _("Sampaikan pemberitahuan kepada kader")
    from_day = may_decide_from(review)
    if review.branch.today() >= from_day:
        return _("Siap diputuskan: waktu menjawab habis")
    return _("Menunggu jawaban sampai %(day)s") % {"day": short_date(from_day - timedelta(days=1))}


def review_facts(review: Review) -> dict:
    """What the page of a review shows of it."""
    return {
        "status": review_status(review),
        "step": next_step(review),
        "columns": fact_columns(),
        "months": list(review.months.all()),
        "steps": timeline_items(review),
    }


def timeline_items(review: Review) -> list[dict]:
    """Every step with who and when, the newest first."""
    cadre = review.cadre.name
    found = [
        {
            "when": review.opened_at,
            "title": _("Dibuka oleh tutup buku %(month)s") % {"month": month_name(review.opened_month)},
        }
    ]
    if review.noticed_on:
        found.append({"when": review.noticed_on, "title": _("Pemberitahuan sampai kepada kader")})
    if review.answered_at:
        found.append({"when": review.answered_at, "title": _("Kader menjawab"), "text": review.answer, "by": cadre})
    if review.decided_at:
        by = str(review.decided_by or "")
        decided = {
            "when": review.decided_at,
            "title": review.get_state_display(),
            "text": review.reason,
            "by": by,
        }
        found.append(decided | {"tag": _("Keputusan"), "kind": STATE_KINDS[review.state]})
    if review.closed_at:
        found.append({"when": review.closed_at, "title": review.get_state_display()})
    return found[::-1]


def decision_consequences(review: Review, chosen: dict, cases: int) -> list:
    """What the decision brings about, in numbers."""
    name = review.cadre.name
    match chosen["decision"]:
        case ReviewState.END:
            successor = chosen["hand_over_to"]
            return [
                _("Perjanjian dan wilayah binaan %(name)s berakhir; hari pertama tanpa perjanjian: %(day)s.")
                % {"name": name, "day": long_date(chosen["ends_on"])},
                (cases, _("binaan diserahkan kepada %(name)s") % {"name": successor.name} if successor
                 else _("binaan menjadi belum dipegang siapa pun")),
            ]  # fmt: skip
        case ReviewState.COACHING:
            return [
                _("%(name)s tetap bermitra dan ditinjau lagi %(day)s.")
                % {"name": name, "day": long_date(chosen["look_again_on"])}
            ]
    return [_("%(name)s tetap bermitra; tinjauan ini selesai.") % {"name": name}]
