"""Rows of the report on collectability, one function for each way to break it down."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from arrears.models import Channel
from cadres.models import Cadre
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text

from ...closing.models import CadreFigure
from ...reports.registry import Column
from ..answers import Row, amount, number, rate, share, short_month, text
from ..asking import Question
from ..measures import added, cases, channels, summed_months
from ..standing import summary_of

FIGURES = ("cases", "target", "collected", "paying", "settled")
type Table = tuple[list[Column], list[Row], Row | None]


def columns(first: Column) -> list[Column]:
    return [
        first,
        number("cases", _("Binaan")),
        amount("target", _("Target (Rp)")),
        amount("collected", _("Tertagih (Rp)")),
        rate("rate", _("Kolektabilitas")),
        number("paying", _("Membayar")),
        number("settled", _("Lunas")),
    ]


def whole(question: Question) -> Row:
    """The branch's month, or the kecamatan's: what the closing says of all its kelurahan."""
    found = cases(question, [question.month]).aggregate(**{name: Sum(name) for name in FIGURES})
    return {name: found[name] or 0 for name in FIGURES}


def with_rate(row: Row) -> Row:
    return row | {"rate": share(row["collected"], row["target"])}


def total(question: Question, first: str) -> Row:
    return with_rate(whole(question)) | {first: _("Jumlah")}


def cadre(question: Question) -> Table:
    """Target of the cases last held, and what the cadre collected; what nobody is credited with stands apart.

    Listed is whom the closing lists: who held a case on any day, or collected anything (RULES 9).
    """
    mine = {row["cadre"]: row for row in added(cases(question, [question.month]), ["cadre"], FIGURES)}
    by_whom = added(channels(question, [question.month]), ["cadre"], ["collected"])
    collected = {row["cadre"]: row["collected"] for row in by_whom}
    late = {} if question.district else late_collected(question)
    keys = {*mine, *collected, *late}
    known = Cadre.objects.in_bulk(keys - {None})
    rows = [
        cadre_row(question, known.get(pk), mine.get(pk, {}), collected.get(pk, 0)) | {"late": late.get(pk, 0)}
        for pk in sorted(keys, key=lambda pk: (pk is None, pk and known[pk].code))
    ]
    late_column = [] if question.district else [amount("late", _("Susulan (Rp)"))]
    sums = total(question, "cadre") | {"late": sum(late.values())}
    return [*columns(text("cadre", _("Kader"))), *late_column], rows, sums


def late_collected(question: Question) -> dict[int, int]:
    """By cadre of the closing that was summed up; it stands beside collectability, in neither month's."""
    summary = summary_of(question.branch, question.month)
    figures = CadreFigure.objects.filter(closing=summary.closing_number, branch=question.branch)
    return dict(figures.values_list("cadre", "late_collected"))


def cadre_row(question: Question, known: Cadre | None, mine: Row, collected: int) -> Row:
    figures = {name: mine.get(name, 0) for name in FIGURES} | {"collected": collected}
    if known is None:
        return with_rate(figures) | {"cadre": _("(diakui untuk cabang saja)"), "url": ""}
    url = question.link("collections:closing-cadre", month_text(question.month), known.pk)
    return with_rate(figures) | {"cadre": f"{known.code} {known.name}", "url": url}


def kelurahan(question: Question) -> Table:
    """All eligible amounts of the month, by whomever collected."""
    found = added(cases(question, [question.month]), ["area"], FIGURES)
    areas = Area.objects.select_related("parent").in_bulk({row["area"] for row in found})
    rows = [
        with_rate(row)
        | {
            "place": areas[row["area"]].name,
            "district": areas[row["area"]].parent.name if areas[row["area"]].parent else "",
            "url": question.link("collections:closing-area", month_text(question.month), areas[row["area"]].code),
        }
        for row in found
    ]
    first, *others = columns(text("place", _("Kelurahan")))
    rows.sort(key=lambda row: (row["district"], row["place"]))
    return [first, text("district", _("Kecamatan")), *others], rows, total(question, "place")


def channel(question: Question) -> Table:
    """How the money came. A channel has no target of its own: its rate is its part of the collectability."""
    names = dict(Channel.objects.values_list("code", "name"))
    sums = whole(question)
    found = added(channels(question, [question.month]), ["channel"], ["payments", "collected"])
    rows = [
        {
            "channel": names.get(row["channel"], row["channel"]) or _("(tidak diisi)"),
            "payments": row["payments"],
            "collected": row["collected"],
            "part": share(row["collected"], sums["collected"]),
            "rate": share(row["collected"], sums["target"]),
        }
        for row in found
    ]
    rows.sort(key=lambda row: -row["collected"])
    shown = [
        text("channel", _("Kanal")),
        number("payments", _("Pembayaran")),
        amount("collected", _("Tertagih (Rp)")),
        rate("part", _("Bagian tertagih")),
        rate("rate", _("Sumbangan kolektabilitas")),
    ]
    last = {
        "channel": _("Jumlah"),
        "payments": sum(row["payments"] for row in rows),
        "collected": sums["collected"],
        "part": share(sums["collected"], sums["collected"]),
        "rate": share(sums["collected"], sums["target"]),
    }
    return shown, rows, last


def care_class(question: Question) -> Table:
    found = added(cases(question, [question.month]), ["care_class"], FIGURES)
    found.sort(key=lambda row: (row["care_class"] is None, row["care_class"]))
    rows = [with_rate(row) | {"care_class": class_words(row["care_class"])} for row in found]
    return columns(text("care_class", _("Kelas"))), rows, total(question, "care_class")


def class_words(number_of: int | None) -> str:
    return _("Kelas tidak diisi") if number_of is None else _("Kelas %(number)s") % {"number": number_of}


def month(question: Question) -> Table:
    """The month and those before; a month whose collecting was never computed is left out."""
    known = summed_months(question)
    found = {row["summary__month"]: row for row in added(cases(question, known), ["summary__month"], FIGURES)}
    rows = [month_row(question, each, found.get(each, dict.fromkeys(FIGURES, 0))) for each in known]
    return columns(text("month", _("Bulan"))), rows, None


def month_row(question: Question, on, figures: Row) -> Row:
    return with_rate(figures) | {
        "on": on,
        "month": short_month(on),
        "url": question.link("collections:closing-detail", month_text(on)),
    }
