"""Collectability by cadre, kelurahan, channel and class, and from month to month (RULES 5.4).

The totals are the closing's: cases and rupiah come from its settlements (`sums/`).
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import percent, rupiah

from ..answers import Answer, Chart, Row, Series, ranked, share, short_month
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..standing import summary_of
from . import collected_rows as by
from .collected_words import definitions

TABLES = (
    ("kader", gettext_lazy("Kader")),
    ("kelurahan", gettext_lazy("Kelurahan")),
    ("kanal", gettext_lazy("Kanal pembayaran")),
    ("kelas", gettext_lazy("Kelas")),
    ("waktu", gettext_lazy("Bulan")),
)
BUILD = {
    "kader": by.cadre,
    "kelurahan": by.kelurahan,
    "kanal": by.channel,
    "kelas": by.care_class,
    "waktu": by.month,
}


@analysis(
    name="kolektabilitas",
    subject=Subject.COLLECTION,
    title=gettext_lazy("Kolektabilitas"),
    lead=gettext_lazy("Berapa bagian dari target yang tertagih: per kader, kelurahan, kanal, kelas, dan bulan."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("district",),
    months_before=6,
)
def collectability(question: Question) -> Answer:
    per = question.of("per")
    summary = summary_of(question.branch, question.month)
    is_known = bool(summary and summary.closing_number)
    columns, rows, total = BUILD[per](question) if is_known or per == "waktu" else ([], [], None)
    return Answer(
        caption=_("Kolektabilitas menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        total=total,
        links={columns[0].key: "url"} if columns else {},
        stats=stats(by.whole(question)) if is_known else [],
        chart=chart(per, rows) if rows else None,
        definitions=definitions(per),
        computed_at=summary and summary.computed_at,
        empty=_("Penagihan bulan ini belum dihitung. Hitung angka sementara pada halaman tutup buku bulan ini."),
    )


def stats(whole: Row) -> list[dict]:
    return [
        {"label": _("Kolektabilitas"), "value": percent(share(whole["collected"], whole["target"]))},
        {"label": _("Target"), "value": rupiah(whole["target"])},
        {"label": _("Tertagih"), "value": rupiah(whole["collected"])},
        {
            "label": _("Keluarga membayar"),
            "value": written(whole["paying"]),
            "note": _("%(rate)s dari %(cases)s binaan; %(settled)s lunas")
            % {
                "rate": percent(share(whole["paying"], whole["cases"])),
                "cases": written(whole["cases"]),
                "settled": written(whole["settled"]),
            },
        },
    ]


def chart(per: str, rows: list[Row]) -> Chart:
    if per == "kanal":
        return ranked(_("Tertagih per kanal (Rp)"), rows, "channel", "collected", "amount")
    if per == "waktu":
        months = [short_month(row["on"]) for row in rows]
        rates = [Series(_("Kolektabilitas"), [row["rate"] for row in rows], "rate")]
        return Chart(_("Kolektabilitas dari bulan ke bulan"), months, rates, "columns")
    return ranked(
        _("Kolektabilitas"), rows, {"kader": "cadre", "kelurahan": "place", "kelas": "care_class"}[per], "rate", "rate"
    )
