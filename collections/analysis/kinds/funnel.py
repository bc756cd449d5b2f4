"""From envelope to payment: how many households reach each step, and what part of the step before."""

from collections.abc import Iterator

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text

from ..answers import Answer, Chart, Definition, Row, Series, number, rate, share, text
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..measures import added, cases
from ..standing import summary_of

TABLES = (
    ("langkah", gettext_lazy("Langkah")),
    ("kader", gettext_lazy("Kader")),
    ("kelurahan", gettext_lazy("Kelurahan")),
)
CASES = ("cases", "cases", gettext_lazy("Binaan"))
WITH_ENVELOPES = (
    CASES,
    ("delivered", "delivered", gettext_lazy("Amplop sampai")),
    ("delivered_contacted", "contacted", gettext_lazy("Kontak")),
    ("delivered_contacted_promised", "promised", gettext_lazy("Janji")),
    ("all_steps", "paying", gettext_lazy("Membayar")),
)
"""Each step: households that also passed all steps before, households that reached it in whatever way, its name."""
WITHOUT_ENVELOPES = (
    CASES,
    ("contacted", "contacted", gettext_lazy("Kontak")),
    ("contacted_promised", "promised", gettext_lazy("Janji")),
    ("contacted_promised_paying", "paying", gettext_lazy("Membayar")),
)
"""Where no envelope of the cases asked about was delivered; the branch may not note them."""
PAID = ("all_steps", "contacted_promised_paying", "paying")
FIGURES = sorted({name for steps in (WITH_ENVELOPES, WITHOUT_ENVELOPES) for step in steps for name in step[:2]})


@analysis(
    name="corong",
    subject=Subject.COLLECTION,
    title=gettext_lazy("Dari amplop sampai pembayaran"),
    lead=gettext_lazy("Berapa keluarga melewati tiap langkah: amplop, kontak, janji, pembayaran."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("district", "cadre"),
)
def funnel(question: Question) -> Answer:
    per = question.of("per")
    summary = summary_of(question.branch, question.month)
    sums = cases(question, [question.month]).aggregate(**{name: Sum(name) for name in FIGURES})
    steps = WITH_ENVELOPES if sums["delivered"] else WITHOUT_ENVELOPES
    is_paid_known = bool(summary and summary.closing_number)
    whole = reached(sums, is_paid_known=is_paid_known) if sums["cases"] else {}
    columns, rows, total = table(question, per, steps, whole) if whole else ([], [], None)
    return Answer(
        caption=_("Langkah sampai pembayaran menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        total=total,
        links={columns[0].key: "url"} if columns else {},
        chart=chart(steps, whole) if whole else None,
        definitions=definitions(),
        computed_at=summary and summary.computed_at,
        empty=_("Tidak ada binaan pada bulan ini untuk pilihan ini. Bagi binaan dahulu, lalu hitung angka laporan."),
        notes=notes(steps, is_paid_known=is_paid_known) if whole else [],
    )


def notes(steps: tuple, *, is_paid_known: bool) -> list[str]:
    said = []
    if steps is WITHOUT_ENVELOPES:
        said.append(_("Tidak ada amplop yang tercatat sampai pada bulan ini; langkah amplop dilewati."))
    if not is_paid_known:
        said.append(_("Langkah membayar kosong sampai penagihan bulan ini dihitung (tutup buku)."))
    return said


def reached(figures: Row, *, is_paid_known: bool) -> Row:
    """The figures of a row; payments are unknown until the month's collecting was computed."""
    unknown = {} if is_paid_known else dict.fromkeys(PAID)
    return {name: figures[name] or 0 for name in FIGURES} | unknown


def table(question: Question, per: str, steps: tuple, whole: Row) -> tuple:
    if per == "langkah":
        return by_step(question, steps, whole)
    names = by_cadre if per == "kader" else by_kelurahan
    found = added(cases(question, [question.month]), [{"kader": "cadre", "kelurahan": "area"}[per]], FIGURES)
    is_paid_known = whole["paying"] is not None
    rows = [place_row(row, steps, is_paid_known=is_paid_known) | name for row, name in names(question, found)]
    rows.sort(key=lambda row: (row["name"].startswith("("), row["name"]))
    columns = [
        text("name", str(dict(TABLES)[per])),
        *(number(through, str(name)) for through, _any_way, name in steps),
        rate("rate", _("Semua langkah dari binaan")),
        number("paying", _("Membayar tanpa syarat")),
    ]
    return columns, rows, place_row(whole, steps, is_paid_known=is_paid_known) | {"name": _("Jumlah")}


def place_row(figures: Row, steps: tuple, *, is_paid_known: bool) -> Row:
    row = reached(figures, is_paid_known=is_paid_known)
    return row | {"rate": share(row[steps[-1][0]], row["cases"])}


def by_step(question: Question, steps: tuple, whole: Row) -> tuple:
    """A row for each step of all cases asked about; no sum, since each step is part of the one before."""
    before, rows = None, []
    for through, any_way, label in steps:
        row = {
            "step": str(label),
            "through": whole[through],
            "of_before": share(whole[through], whole[before]) if before else None,
            "of_cases": share(whole[through], whole["cases"]),
            "any_way": whole[any_way],
            "any_share": share(whole[any_way], whole["cases"]),
            "url": first_link(question) if before is None else "",
        }
        rows.append(row)
        before = through
    columns = [
        text("step", _("Langkah")),
        number("through", _("Keluarga")),
        rate("of_before", _("Dari langkah sebelumnya")),
        rate("of_cases", _("Dari binaan")),
        number("any_way", _("Tanpa syarat langkah sebelumnya")),
        rate("any_share", _("Dari binaan (tanpa syarat)")),
    ]
    return columns, rows, None


def first_link(question: Question) -> str:
    query = {"month": month_text(question.month)}
    query |= {"district": question.district.pk} if question.district else {}
    query |= {"cadre": question.cadre.pk} if question.cadre else {}
    return question.link("collections:case-list", **query)


def by_cadre(question: Question, found: list[dict]) -> Iterator[tuple[dict, Row]]:
    known = Cadre.objects.in_bulk({row["cadre"] for row in found} - {None})
    for row in found:
        cadre = known.get(row["cadre"])
        url = question.link("collections:cadre-detail", cadre.pk) if cadre else ""
        yield row, {"name": f"{cadre.code} {cadre.name}" if cadre else _("(tanpa kader)"), "url": url}


def by_kelurahan(question: Question, found: list[dict]) -> Iterator[tuple[dict, Row]]:
    areas = Area.objects.in_bulk({row["area"] for row in found})
    for row in found:
        url = question.link("collections:case-list", month=month_text(question.month), area=row["area"])
        yield row, {"name": areas[row["area"]].name, "url": url}


def chart(steps: tuple, whole: Row) -> Chart:
    labels = [str(label) for _through, _any_way, label in steps]
    series = [
        Series(_("Melewati semua langkah sebelumnya"), [whole[through] for through, _any, _label in steps]),
        Series(_("Tanpa syarat langkah sebelumnya"), [whole[any_way] for _through, any_way, _label in steps]),
    ]
    return Chart(_("Keluarga pada tiap langkah"), labels, series)


def definitions() -> list[Definition]:
    steps = _(
        "Keluarga: binaan yang juga melewati semua langkah sebelumnya; bagiannya dihitung dari langkah sebelumnya. "
        "Tanpa syarat: semua binaan yang sampai pada langkah itu, dengan jalan apa pun."
    )
    delivered = _("Amplop binaan tercatat sampai. Yang dikembalikan atau hilang tidak termasuk.")
    contact = _(
        "Paling sedikit satu kontak kader bertanggal bulan ini, apa pun caranya dan hasilnya. Janji: kontak dengan "
        "tanggal janji. Telepon kantor tidak dihitung."
    )
    paying = _("Ada pembayaran yang diakui pada bulan ini; tanpa syarat: sama dengan angka membayar pada tutup buku.")
    closed = _(
        "Bulan yang sudah tutup buku: yang diketahui saat tutup buku. Kontak yang datang kemudian tidak mengubahnya."
    )
    return [
        Definition(_("Langkah"), steps),
        Definition(_("Amplop sampai"), delivered, "8"),
        Definition(_("Kontak, janji"), contact, "4"),
        Definition(_("Membayar"), paying, "5.4"),
        Definition(_("Tutup buku"), closed, "4"),
    ]
