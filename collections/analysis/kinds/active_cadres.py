"""Cadres who worked in the month: with an agreement, with cases, in contact, collecting, active (RULES 5.7)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import BranchPolicy
from cadres.models import Agreement, Cadre
from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import percent, short_date
from kaderjkn.common.months import month_text, next_month

from ...closing.models import CadreFigure, Closing
from ...reports.registry import Column
from ..answers import Answer, Chart, Definition, Row, Series, amount, number, rate, share, short_month, text
from ..asking import Question
from ..declaring import Basis, Choice, Subject, analysis

TABLES = (("kader", gettext_lazy("Kader")), ("waktu", gettext_lazy("Bulan")))
STEPS = ("agreements", "with_cases", "contacting", "collecting", "active")


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one month: agreements by cadre, figures by cadre, and the closing, None before any computation."""

    agreements: dict[int, Agreement]
    figures: dict[int, CadreFigure]
    closing: Closing | None


@analysis(
    name="kader-aktif",
    subject=Subject.CADRES,
    title=gettext_lazy("Kader aktif"),
    lead=gettext_lazy(
        "Kader dengan perjanjian, yang bekerja, yang menagih, dan yang aktif; serta kader tanpa perjanjian."
    ),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("cadre",),
    months_before=6,
    basis=Basis.CLOSING,
)
def active_cadres(question: Question) -> Answer:
    per = question.of("per")
    months = question.months if per == "waktu" else [question.month]
    found = gathered(question, months)
    now = found[question.month]
    build = by_month if per == "waktu" else by_cadre
    columns, rows = build(question, found)
    policy = BranchPolicy.objects.in_force(question.branch, question.month)
    return Answer(
        caption=_("Kader aktif menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        links={"name": "url"},
        stats=stats(counted(now)) if rows else [],
        chart=chart(rows, counted(now), per) if rows else None,
        definitions=definitions(policy),
        computed_at=now.closing and now.closing.computed_at,
        empty=_("Belum ada kader pada kantor cabang ini. Impor kader dan perjanjiannya dulu."),
    )


def gathered(question: Question, months: list[date]) -> dict[date, Facts]:
    """Three queries, however many months."""
    closings = {each.month: each for each in Closing.objects.current().filter(branch=question.branch, month__in=months)}
    figures = CadreFigure.objects.filter(closing__in=closings.values())
    agreements = Agreement.objects.filter(cadre__branch=question.branch)
    if question.cadre:
        figures, agreements = figures.filter(cadre=question.cadre), agreements.filter(cadre=question.cadre)
    figures, agreements = list(figures), list(agreements.order_by("valid"))
    return {
        month: Facts(
            {each.cadre_id: each for each in agreements if touches(each, month)},
            {each.cadre_id: each for each in figures if month in closings and each.closing_id == closings[month].pk},
            closings.get(month),
        )
        for month in months
    }


def touches(agreement: Agreement, month: date) -> bool:
    """Whether it is in force on any day of the month."""
    return agreement.starts_on < next_month(month) and not agreement.is_over(month)


def counted(facts: Facts) -> Row:
    """Cadres by step; the steps after the agreement are unknown before the month's collecting was computed."""
    row: Row = {"agreements": len(facts.agreements)}
    figures = facts.figures.values()
    known = {
        "with_cases": sum(each.held_days for each in figures),
        "contacting": sum(each.contacted > 0 for each in figures),
        "collecting": sum(each.collected > 0 for each in figures),
        "active": sum(each.is_active for each in figures),
        "figures": len(figures),
    }
    row |= known if facts.closing else dict.fromkeys(known)
    return row | {"rate": share(row["active"], row["figures"])}


def by_cadre(question: Question, found: dict[date, Facts]) -> tuple[list[Column], list[Row]]:
    """Every cadre with an agreement or figures in the month, then those without either."""
    facts = found[question.month]
    cadres = [question.cadre] if question.cadre else question.cadres
    rows = [cadre_row(question, cadre, facts) for cadre in cadres]
    columns = [
        text("name", _("Kader")),
        text("status", _("Status")),
        text("agreement", _("Perjanjian")),
        number("cases", _("Binaan")),
        rate("contact_share", _("Dikontak")),
        rate("attendance_share", _("Kehadiran")),
        number("incidents", _("Insiden integritas")),
        amount("collected", _("Terkumpul (Rp)")),
    ]
    return columns, sorted(rows, key=lambda row: (row["order"], row["name"]))


def cadre_row(question: Question, cadre: Cadre, facts: Facts) -> Row:
    agreement, figure = facts.agreements.get(cadre.pk), facts.figures.get(cadre.pk)
    row: Row = {
        "name": str(cadre),
        "url": question.link("collections:cadre-detail", cadre.pk),
        "agreement": agreement_words(agreement),
        "status": status_words(agreement, figure, facts.closing),
        "order": (agreement is None, figure is None),
    }
    if figure is None:
        return row
    return row | {
        "cases": figure.cases,
        "contact_share": share(figure.contacted, figure.cases),
        "attendance_share": share(figure.meetings_attended, figure.meetings_counted),
        "incidents": figure.incidents,
        "collected": figure.collected,
    }


def agreement_words(agreement: Agreement | None) -> str:
    if agreement is None:
        return _("tanpa perjanjian")
    return _("sampai %(day)s") % {"day": short_date(agreement.ends_on)} if agreement.ends_on else _("tanpa batas")


def status_words(agreement: Agreement | None, figure: CadreFigure | None, closing: Closing | None) -> str:
    if figure:
        return _("aktif") if figure.is_active else _("tidak aktif")
    if closing is None and agreement:
        return _("belum dihitung")
    return _("tanpa binaan") if agreement else _("tidak bertugas")


def by_month(question: Question, found: dict[date, Facts]) -> tuple[list[Column], list[Row]]:
    columns = [
        text("name", _("Bulan")),
        number("agreements", _("Dengan perjanjian")),
        number("with_cases", _("Memegang binaan")),
        number("contacting", _("Mengontak")),
        number("collecting", _("Menagih")),
        number("active", _("Aktif")),
        rate("rate", _("Bagian aktif")),
    ]
    rows = [
        counted(facts) | {"name": short_month(month), "url": question.here(periode=month_text(month), per=None)}
        for month, facts in found.items()
    ]
    return columns, rows


def stats(row: Row) -> list[dict]:
    whole = {"part": written(row["active"]), "whole": written(row["figures"])}
    return [
        {"label": _("Dengan perjanjian"), "value": written(row["agreements"])},
        {"label": _("Mengontak"), "value": written(row["contacting"]), "note": _("paling sedikit satu binaan sendiri")},
        {"label": _("Menagih"), "value": written(row["collecting"])},
        {
            "label": _("Aktif"),
            "value": percent(row["rate"]),
            "note": _("%(part)s dari %(whole)s kader yang dinilai") % whole if row["figures"] else _("belum dihitung"),
        },
    ]


def chart(rows: list[Row], row: Row, per: str) -> Chart:
    if per == "waktu":
        series = [
            Series(_("Dengan perjanjian"), [each["agreements"] for each in rows]),
            Series(_("Menagih"), [each["collecting"] for each in rows]),
            Series(_("Aktif"), [each["active"] for each in rows]),
        ]
        return Chart(_("Kader dari bulan ke bulan"), [each["name"] for each in rows], series, "columns")
    labels = [_("Dengan perjanjian"), _("Memegang binaan"), _("Mengontak"), _("Menagih"), _("Aktif")]
    return Chart(_("Kader bulan ini"), labels, [Series(_("Kader"), [row[name] for name in STEPS])])


def definitions(policy: BranchPolicy) -> list[Definition]:
    least = {
        "contact": percent((policy.active_min_contact_share, 100)),
        "attendance": percent((policy.active_min_attendance_share, 100)),
    }
    active = _(
        "Binaan yang dikontak paling sedikit %(contact)s, kehadiran paling sedikit %(attendance)s, dan tanpa insiden "
        "integritas yang terbukti pada bulan itu. Bagian tanpa dasar (tanpa binaan atau pertemuan) dianggap terpenuhi."
    )
    rated = _("Yang dinilai: kader yang memegang binaan pada suatu hari bulan itu, menagih, atau ada kewajibannya.")
    return [
        Definition(_("Dengan perjanjian"), _("Perjanjian berlaku pada suatu hari bulan itu."), "2"),
        Definition(_("Memegang binaan"), _("Memegang paling sedikit satu binaan pada suatu hari bulan itu."), "5.4"),
        Definition(_("Mengontak"), _("Paling sedikit satu binaannya dikontak olehnya pada bulan itu."), "5.7"),
        Definition(_("Menagih"), _("Jumlah yang diakui untuk kader pada bulan itu lebih dari nol."), "5.4"),
        Definition(_("Aktif"), f"{active % least} {rated}", "5.7"),
    ]
