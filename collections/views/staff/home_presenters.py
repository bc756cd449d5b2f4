"""How the branch's month is worded on its home. Nothing here asks the database."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, month_name, number, percent, rupiah
from kaderjkn.common.months import month_text, next_month
from kaderjkn.common.navigation import address_of

from ...branch_month import BranchMonth
from ...waiting import Waiting

PAYMENTS_OLD = timedelta(days=7)


def next_action(state: BranchMonth) -> dict:
    """The one thing to do next; `post` is the address of a button, `url` that of a link."""
    upload_list = reverse("import-upload", args=["arrears"])
    if state.is_list_missing and not state.to_close:
        month = month_name(state.today.replace(day=1))
        return {
            "label": _("Impor daftar tunggakan"),
            "url": upload_list,
            "text": _("Daftar %(month)s belum diimpor.") % {"month": month},
        }
    if state.waiting:
        words = _("%(count)s keluarga pada daftar belum dibagi ke kader.")
        return {
            "label": _("Bagi ke kader"),
            "post": reverse("arrears:cases-assign"),
            "month": month_text(state.month),
            "text": words % {"count": number(state.waiting)},
        }
    if state.to_close:
        return closing_action(state)
    if is_payment_file_due(state):
        return {
            "label": _("Impor pembayaran"),
            "url": reverse("import-upload", args=["payments"]),
            "text": paid_words(state),
        }
    return {
        "label": _("Lihat binaan"),
        "url": reverse("collections:case-list"),
        "text": _("Bulan ini berjalan. Pantau kerja kader."),
    }


def closing_action(state: BranchMonth) -> dict:
    """Payments up to the month's end come first, then the closing."""
    last_day = next_month(state.to_close) - timedelta(days=1)
    month = month_name(state.to_close)
    if state.paid_through is None or state.paid_through < last_day:
        words = _("Sebelum %(month)s tutup buku, impor pembayaran sampai %(day)s.")
        return {
            "label": _("Impor pembayaran"),
            "url": reverse("import-upload", args=["payments"]),
            "text": words % {"month": month, "day": long_date(last_day)},
        }
    url = address_of("collections:closing-list") or reverse("collections:branch-home")
    return {
        "label": _("Tutup buku %(month)s") % {"month": month},
        "url": url,
        "text": _("%(month)s sudah selesai dan dapat ditutup.") % {"month": month},
    }


def is_payment_file_due(state: BranchMonth) -> bool:
    return state.paid_through is None or state.today - state.paid_through > PAYMENTS_OLD


def paid_words(state: BranchMonth) -> str:
    if state.paid_through is None:
        return _("Belum ada pembayaran yang diimpor.")
    return _("Pembayaran diketahui sampai %(day)s.") % {"day": long_date(state.paid_through)}


def steps(state: BranchMonth) -> list[dict]:
    """The month in order: listed, assigned, worked on, paid, closed."""
    if state.month is None:
        return []
    listed = (
        _("%(count)s keluarga, data %(day)s")
        % {"count": number(sum(state.statuses.values())), "day": long_date(state.list.data_date)}
        if state.list
        else _("belum ada")
    )
    texts = [
        (_("Daftar diimpor"), state.list is not None, listed),
        (
            _("Dibagi ke kader"),
            bool(state.cases) and not state.waiting,
            _("%(count)s binaan") % {"count": number(state.cases)},
        ),
        (_("Dihubungi"), bool(state.cases) and state.contacted == state.cases, contacted_words(state)),
        (_("Pembayaran diimpor"), is_paid_to_the_end(state), paid_words(state)),
        (_("Tutup buku"), False, _("mulai %(day)s") % {"day": long_date(next_month(state.month))}),
    ]
    return with_states(texts)


def with_states(texts: list[tuple]) -> list[dict]:
    """The first step that is not done is the current one."""
    current = next((place for place, text in enumerate(texts) if not text[1]), None)
    return [
        {
            "label": label,
            "text": words,
            "state": "done" if is_done else "current" if place == current else "todo",
        }
        for place, (label, is_done, words) in enumerate(texts)
    ]


def contacted_words(state: BranchMonth) -> str:
    share = percent((state.contacted, state.cases))
    return _("%(count)s binaan (%(share)s)") % {"count": number(state.contacted), "share": share}


def is_paid_to_the_end(state: BranchMonth) -> bool:
    return state.paid_through is not None and state.paid_through >= next_month(state.month) - timedelta(days=1)


def tiles(found: list[tuple[Waiting, int]]) -> list[dict]:
    """What waits, each with the way to its list."""
    return [
        {"label": one.label, "value": number(count), "url": one.url, "kind": one.kind} for one, count in found if count
    ]


def nothing_waits(found: list[tuple[Waiting, int]]) -> list[dict]:
    """The lists on which nothing waits."""
    return [{"label": one.label, "url": one.url} for one, count in found if not count]


def glance(state: BranchMonth) -> list[dict]:
    """The month in four figures, as last computed."""
    closing = state.closing
    if closing is None:
        return []
    url = reverse("collections:closing-detail", args=[month_text(closing.month)])
    return [
        {"label": _("Target"), "value": rupiah(closing.target), "url": reverse("collections:case-list")},
        {"label": _("Tertagih"), "value": rupiah(closing.collected), "url": url},
        {"label": _("Kolektabilitas"), "value": percent((closing.collected, closing.target)), "url": url},
        {"label": _("Kader aktif"), "value": number(state.active_cadres), "url": url},
    ]


def district_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kecamatan"), "url": "url"},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
        {"key": "participants", "label": _("Peserta"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
    ]


def district_row(row: dict) -> dict:
    is_placed = row["area__parent__code"] is not None
    figures = {key: row[key] for key in ("households", "participants", "amount")}
    return figures | {
        "name": row["area__parent__name"] if is_placed else _("Belum ditempatkan"),
        "url": "" if is_placed else reverse("arrears:mend-list"),
    }


def district_total(rows: list[dict]) -> dict:
    return {"name": _("Jumlah")} | {
        key: sum(row[key] for row in rows) for key in ("households", "participants", "amount")
    }
