"""Participants against population: who is registered and who is active, by area and from month to month."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.formatting import month_name, percent
from kaderjkn.common.formatting import number as written
from kaderjkn.common.models import Area, Branch
from kaderjkn.common.months import month_text

from ...coverage.models import CoverageFigure
from ..answers import Answer, Chart, Definition, Row, Series, number, rate, share, short_month, text
from ..asking import Question
from ..declaring import Basis, Choice, Subject, analysis

COUNTS = ("population", "registered", "active", "in_arrears")
TABLES = (
    ("kecamatan", gettext_lazy("Kecamatan")),
    ("kelurahan", gettext_lazy("Kelurahan")),
    ("waktu", gettext_lazy("Bulan")),
)


def newest_month(branch: Branch) -> date | None:
    """Figures are of a month's end, so that the running month has none."""
    return CoverageFigure.objects.filter(branch=branch).aggregate(newest=Max("month"))["newest"]


@analysis(
    name="cakupan",
    subject=Subject.PARTICIPANTS,
    title=gettext_lazy("Cakupan dan keaktifan peserta"),
    lead=gettext_lazy("Berapa penduduk terdaftar sebagai peserta, dan berapa peserta aktif, per wilayah dan bulan."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("district",),
    months_before=6,
    basis=Basis.LIVE,
    newest=newest_month,
)
def coverage(question: Question) -> Answer:
    per = question.of("per")
    found = figures(question)
    now = [each for each in found if each.month == question.month]
    rows = by_month(question, found) if per == "waktu" else by_area(question, per, now)
    whole = added_up(now)
    return Answer(
        caption=_("Cakupan menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns(str(dict(TABLES)[per])),
        rows=rows,
        total=whole | {"name": _("Jumlah")} if len(rows) > 1 and per != "waktu" else None,
        links={"name": "url"},
        stats=stats(whole) if now else [],
        chart=chart(question, rows, found, per),
        definitions=definitions(),
        computed_at=last_import(found if per == "waktu" else now),
        empty=empty_words(question),
        notes=notes(now, per),
    )


def figures(question: Question) -> list[CoverageFigure]:
    """Of the months asked for; inside the kecamatan, if one was chosen."""
    rows = CoverageFigure.objects.filter(branch=question.branch, month__in=question.months)
    if question.district:
        code = question.district.code
        rows = rows.filter(area__code=code) | rows.filter(area__parent__code=code)
    return list(rows.select_related("area__parent", "run"))


def added_up(figures: list[CoverageFigure]) -> Row:
    """Sums and shares of them. In arrears is known only where it is known of each."""
    sums: Row = {}
    for name in COUNTS:
        values = [getattr(each, name) for each in figures]
        sums[name] = sum(values) if values and None not in values else None
    return sums | {
        "registered_share": share(sums["registered"], sums["population"]),
        "active_share": share(sums["active"], sums["registered"]),
        "active_of_all": share(sums["active"], sums["population"]),
    }


def columns(first: str) -> list:
    return [
        text("name", first),
        number("population", _("Penduduk")),
        number("registered", _("Terdaftar")),
        rate("registered_share", _("Cakupan")),
        number("active", _("Aktif")),
        rate("active_share", _("Keaktifan")),
        rate("active_of_all", _("Aktif dari penduduk")),
        number("in_arrears", _("Menunggak")),
        text("uhc", _("UHC")),
    ]


def by_area(question: Question, per: str, now: list[CoverageFigure]) -> list[Row]:
    """The areas of the file; its kelurahan added up to their kecamatan where those are asked for."""
    groups: dict[Area, list[CoverageFigure]] = {}
    for each in now:
        is_below = per == "kecamatan" and each.level == AreaLevel.VILLAGE
        place = each.area.parent if is_below and each.area.parent else each.area
        groups.setdefault(place, []).append(each)
    return [
        added_up(parts) | named(question, area, parts)
        for area, parts in sorted(groups.items(), key=lambda g: g[0].name)
    ]


def named(question: Question, area: Area, parts: list[CoverageFigure]) -> Row:
    """Name, whether both thresholds are met, and the way down where the file goes further down."""
    is_above = parts[0].area_id != area.pk
    url = question.here(per="kelurahan", kecamatan=area.code) if is_above else ""
    return {"name": area.name, "url": url, "uhc": uhc_words(added_up(parts))}


def by_month(question: Question, found: list[CoverageFigure]) -> list[Row]:
    """A row for each month; one without a file is there too, with nothing known."""
    months: dict[date, list] = {month: [] for month in question.months}
    for each in found:
        months[each.month].append(each)
    if not found:
        return []
    return [
        added_up(parts)
        | {
            "name": short_month(month),
            "url": question.here(periode=month_text(month), per=None) if parts else "",
            "uhc": uhc_words(added_up(parts)) if parts else _("belum ada angka"),
        }
        for month, parts in months.items()
    ]


@dataclass(frozen=True, slots=True)
class Threshold:
    registered: Fraction
    active: Fraction

    def is_met(self, row: Row) -> bool | None:
        shares = (row["registered_share"], row["active_share"])
        if None in shares:
            return None
        return shares[0] >= self.registered and shares[1] >= self.active


def threshold() -> Threshold:
    return Threshold(settings.UHC_REGISTERED, settings.UHC_ACTIVE)


def uhc_words(row: Row) -> str:
    return {True: _("tercapai"), False: _("belum"), None: ""}[threshold().is_met(row)]


def stats(whole: Row) -> list[dict]:
    least = threshold()
    people = {"part": written(whole["registered"]), "whole": written(whole["population"])}
    active = {"part": written(whole["active"]), "whole": written(whole["registered"])}
    return [
        {
            "label": _("Cakupan"),
            "value": percent(whole["registered_share"]),
            "note": _("%(part)s dari %(whole)s penduduk") % people,
        },
        {
            "label": _("Keaktifan"),
            "value": percent(whole["active_share"]),
            "note": _("%(part)s dari %(whole)s peserta terdaftar") % active,
        },
        {
            "label": _("UHC"),
            "value": uhc_words(whole),
            "note": _("ambang: %(registered)s terdaftar dan %(active)s aktif")
            % {"registered": percent(least.registered), "active": percent(least.active)},
        },
    ]


def chart(question: Question, rows: list[Row], found: list[CoverageFigure], per: str) -> Chart | None:
    """From month to month where there are several with figures, else the areas beside each other."""
    if per != "waktu" and len({each.month for each in found}) > 1:
        rows = by_month(question, found)
        per = "waktu"
    if not rows:
        return None
    title = _("Cakupan dan keaktifan dari bulan ke bulan") if per == "waktu" else _("Cakupan dan keaktifan")
    series = [
        Series(_("Cakupan"), [row["registered_share"] for row in rows], "rate"),
        Series(_("Keaktifan"), [row["active_share"] for row in rows], "rate"),
    ]
    return Chart(title, [row["name"] for row in rows], series, "columns" if per == "waktu" else "bars")


def last_import(figures: list[CoverageFigure]) -> datetime | None:
    return max((each.run.applied_at for each in figures if each.run.applied_at), default=None)


def empty_words(question: Question) -> str:
    """What brings figures; and which month has some, where this one has none."""
    if newest := newest_month(question.branch):
        words = _("Belum ada angka cakupan untuk bulan ini. Angka terakhir: %(month)s. Impor berkas cakupan bulan ini.")
        return words % {"month": month_name(newest)}
    return _("Belum ada angka cakupan. Impor berkas cakupan peserta: satu baris per bulan dan wilayah.")


def notes(now: list[CoverageFigure], per: str) -> list[str]:
    """What a reader would stumble over; there is no map, since no shapes of areas may be shipped."""
    found = []
    if any(each.registered > each.population for each in now):
        found.append(
            _(
                "Di sebagian wilayah peserta terdaftar lebih banyak daripada penduduk: mereka terdaftar di sini tetapi "
                "tercatat sebagai penduduk di tempat lain, atau angka penduduknya lebih lama."
            )
        )
    if per == "kelurahan" and now and now[0].level != AreaLevel.VILLAGE:
        level = {"level": AreaLevel(now[0].level).label}
        found.append(_("Berkas bulan ini tidak sampai kelurahan; yang ditampilkan: %(level)s.") % level)
    return found


def definitions() -> list[Definition]:
    least = {"registered": percent(settings.UHC_REGISTERED), "active": percent(settings.UHC_ACTIVE)}
    arrears = _(
        "Peserta dengan iuran yang belum dibayar. Peserta nonaktif tanpa tunggakan tidak termasuk; karena itu aktif "
        "dan menunggak tidak selalu berjumlah terdaftar. Kosong bila berkas tidak memuatnya untuk setiap wilayah."
    )
    uhc = _(
        "Tercapai bila cakupan paling sedikit %(registered)s dan keaktifan paling sedikit %(active)s. Ambangnya "
        "pengaturan pemasangan, sebab ketentuannya pernah berubah."
    )
    return [
        Definition(_("Penduduk"), _("Penduduk wilayah menurut berkas cakupan bulan itu, pada akhir bulan.")),
        Definition(_("Cakupan"), _("Peserta terdaftar dibagi penduduk; dapat melebihi 100 persen.")),
        Definition(_("Keaktifan"), _("Peserta aktif dibagi peserta terdaftar, pada akhir bulan.")),
        Definition(_("Aktif dari penduduk"), _("Peserta aktif dibagi penduduk.")),
        Definition(_("Menunggak"), arrears),
        Definition(_("UHC"), uhc % least),
    ]
