"""How the branch's month is worded on its home. Nothing here asks the database."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from arrears.enums import CaseStatus
from kaderjkn.common.formatting import long_date, month_name, number, percent
from kaderjkn.common.months import month_text, next_month
from kaderjkn.common.navigation import address_of

from ...branch_month import BranchMonth

PAYMENTS_OLD = timedelta(days=7)
REASONS = (
    CaseStatus.NO_TERRITORY,
    CaseStatus.NO_AGREEMENT,
    CaseStatus.ON_HOLD,
    CaseStatus.BELOW_BAND,
    CaseStatus.ABOVE_BAND,
)


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


def tiles(state: BranchMonth, attention: dict[str, int]) -> list[dict]:
    """What waits for somebody; each links to the list that it counts."""
    cases = reverse("collections:case-list")
    return [
        tile(_("Baris yang perlu diperbaiki"), state.to_mend, reverse("arrears:mend-list"), "warning"),
        *(
            tile(
                reason.label,
                state.statuses.get(reason, 0),
                f"{cases}?month={month_text(state.month)}&status={reason}",
            )
            for reason in REASONS
            if state.statuses.get(reason)
        ),
        tile(_("Pembayaran belum cocok"), attention["unmatched"], reverse("arrears:unmatched-list"), "warning"),
        tile(
            _("Perjanjian akan atau sudah berakhir"),
            attention["agreements"],
            reverse("collections:renewal-list"),
            "warning",
        ),
        tile(_("Pekerjaan gagal"), attention["jobs"], reverse("job-list") + "?state=failed", "danger"),
        tile(
            _("Tinjauan menunggu keputusan"),
            attention["reviews"],
            address_of("collections:review-list"),
            "warning",
        ),
        tile(
            _("Pertanyaan kader belum dijawab"), attention["questions"], reverse("collections:question-list"), "warning"
        ),
        tile(_("Pertanyaan dari pertemuan"), attention["notes"], reverse("meetings:note-list"), "warning"),
        tile(_("Laporan dari lapangan"), attention["reports"], reverse("collections:field-reports"), "warning"),
        tile(
            _("Tenggat tinjauan"),
            attention["deadlines"],
            f"{reverse('collections:review-list')}?show=due",
            "warning",
        ),
        tile(_("Amplop di tangan kader"), attention["envelopes"], address_of("meetings:envelope-list")),
    ]


def tile(label: str, count: int, url: str | None, kind: str = "neutral") -> dict:
    return {"label": label, "value": number(count), "url": url, "kind": kind if count else "neutral"}


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
