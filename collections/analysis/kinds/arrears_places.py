"""Arrears by kecamatan or kelurahan, with the months before and the change."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number, percent, rupiah
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text

from ...reports.registry import Column
from ..answers import Answer, Chart, Definition, Row, Series, ranked, rate, share, short_month, signed, summed, text
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..measures import PLACES, added, arrears, months_with_a_list
from ..standing import summary_of

MEASURES = {
    "rupiah": ("amount", gettext_lazy("Tunggakan (Rp)"), "amount"),
    "keluarga": ("households", gettext_lazy("Keluarga"), "number"),
    "peserta": ("participants", gettext_lazy("Peserta"), "number"),
}
PER = Choice(
    "per",
    gettext_lazy("Rinci menurut"),
    (("kecamatan", gettext_lazy("Kecamatan")), ("kelurahan", gettext_lazy("Kelurahan"))),
)
SHOWN = Choice("nilai", gettext_lazy("Nilai"), tuple((key, label) for key, (_key, label, _kind) in MEASURES.items()))


@analysis(
    name="tunggakan-wilayah",
    subject=Subject.ARREARS,
    title=gettext_lazy("Tunggakan per kecamatan dan kelurahan"),
    lead=gettext_lazy("Keluarga, peserta, dan rupiah yang menunggak, dengan bulan-bulan sebelumnya dan perubahannya."),
    choices=(PER, SHOWN),
    filters=("district",),
    months_before=6,
)
def arrears_by_place(question: Question) -> Answer:
    per, measure = question.of("per"), MEASURES[question.of("nilai")]
    key, label, kind = measure
    known = months_with_a_list(question)
    found = added(
        arrears(question, question.months), (PLACES[per], "summary__month"), ("households", "participants", "amount")
    )
    areas = Area.objects.in_bulk({row[PLACES[per]] for row in found} - {None})
    columns = place_columns(question.months, per, kind)
    values = by_place(found, PLACES[per], key)
    rows = [place_row(question, per, areas.get(pk), values[pk], known) for pk in order(set(values), areas)]
    total = with_change(question.months, summed(columns, rows, _("Jumlah"))) if len(rows) > 1 else None
    summary = summary_of(question.branch, question.month)
    return Answer(
        caption=_("%(measure)s per %(place)s") % {"measure": label, "place": per},
        columns=columns,
        rows=rows,
        total=total,
        links={"place": "url"},
        stats=stats(question, found, known),
        chart=chart(question, rows, total, measure),
        definitions=definitions(),
        computed_at=summary and summary.computed_at,
        empty=_("Belum ada daftar tunggakan pada periode ini. Impor daftar, lalu hitung angka laporan."),
    )


def place_columns(months: list[date], per: str, kind: str) -> list[Column]:
    """A column for each month, then the change against the month before."""
    places = {"kecamatan": _("Kecamatan"), "kelurahan": _("Kelurahan")}
    by_month = [Column(month_text(month), short_month(month), kind, is_summed=True) for month in months]
    change = [Column("change", _("Perubahan"), kind), rate("change_rate", _("Perubahan (%)"))]
    return [text("place", places[per]), *by_month, *(change if len(months) > 1 else [])]


def by_place(found: list[dict], place: str, key: str) -> dict[int | None, dict[date, int]]:
    """One figure by place and month."""
    values: dict[int | None, dict[date, int]] = {}
    for row in found:
        values.setdefault(row[place], {})[row["summary__month"]] = row[key]
    return values


def order(keys: set, areas: dict[int, Area]) -> list[int | None]:
    """Places by name; what waits for a place stands last."""
    return sorted(keys, key=lambda pk: (pk not in areas, areas[pk].name if pk in areas else ""))


def place_row(question: Question, per: str, area: Area | None, values: dict, known: set[date]) -> Row:
    """Nothing in a known month is 0; of a month without a list nothing is known."""
    cells: Row = {month_text(month): values.get(month, 0) if month in known else None for month in question.months}
    cells |= {"place": area.name if area else _("(belum ditempatkan)"), "url": address(question, per, area)}
    return with_change(question.months, cells)


def with_change(months: list[date], cells: Row) -> Row:
    if len(months) < 2:
        return cells
    before, now = (cells.get(month_text(month)) for month in months[-2:])
    change = now - before if now is not None and before is not None else None
    return cells | {"change": change, "change_rate": share(change, before)}


def address(question: Question, per: str, area: Area | None) -> str:
    """A kecamatan leads to its kelurahan, a kelurahan to its households."""
    if per == "kecamatan":
        return question.here(per="kelurahan", kecamatan=area.code) if area else ""
    if area is None:
        return question.link("arrears:mend-list")
    return question.link("collections:household-list", month=month_text(question.month), area=area.pk)


def stats(question: Question, found: list[dict], known: set[date]) -> list[dict]:
    """The month's totals, each with its change against the month before."""
    shown = {
        "households": (_("Keluarga menunggak"), number),
        "participants": (_("Peserta"), number),
        "amount": (_("Tunggakan"), rupiah),
    }
    return [
        {"label": label, "value": write(totals[-1]), "note": change_words(totals, write)}
        for key, (label, write) in shown.items()
        if (totals := monthly(question, found, key, known)) and totals[-1] is not None
    ]


def monthly(question: Question, found: list[dict], key: str, known: set[date]) -> list[int | None]:
    sums = {month: sum(row[key] for row in found if row["summary__month"] == month) for month in known}
    return [sums.get(month) for month in question.months]


def change_words(totals: list[int | None], write) -> str:
    if len(totals) < 2 or totals[-2] is None:
        return ""
    change = totals[-1] - totals[-2]
    words = {"change": signed(change, write), "rate": signed(share(change, totals[-2]), percent)}
    return _("%(change)s (%(rate)s) dari bulan sebelumnya") % words


def chart(question: Question, rows: list[Row], total: Row | None, measure: tuple) -> Chart | None:
    """The months beside each other; of one month the places."""
    _key, label, kind = measure
    if len(question.months) > 1 and rows:
        whole = total or rows[0]
        values = [whole.get(month_text(month)) for month in question.months]
        title = _("%(measure)s dari bulan ke bulan") % {"measure": label}
        return Chart(
            title, [short_month(month) for month in question.months], [Series(str(label), values, kind)], "columns"
        )
    return ranked(str(label), rows, "place", month_text(question.month), kind)


def definitions() -> list[Definition]:
    listed = _(
        "Daftar tunggakan terbaru yang berlaku pada periode itu: setiap keluarga sekali; peserta adalah baris daftar; "
        "tunggakan adalah jumlah seluruh anggotanya."
    )
    place = _("Kelurahan menurut kode Kemendagri atau nama; yang belum dikenali berada pada baris (belum ditempatkan).")
    change = _(
        "Nilai bulan ini dikurangi bulan sebelumnya, dan bagiannya dari bulan sebelumnya. Bulan tanpa daftar ditulis –."
    )
    return [
        Definition(_("Keluarga, peserta, tunggakan"), listed, "3.1"),
        Definition(_("Tempat"), place, "3.2"),
        Definition(_("Perubahan"), change),
    ]
