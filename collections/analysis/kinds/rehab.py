"""REHAB: to how many households it may be offered, how many heard of it, joined, and pay through it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import percent, rupiah
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text

from ..answers import Answer, Chart, Definition, Row, Series, amount, number, rate, share, short_month, text
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..measures import PLACES, added, arrears, cases, channels, months_with_a_list, summed_months
from ..standing import summary_of
from ..sums.computing import REHAB_NO

TABLES = (
    ("kecamatan", gettext_lazy("Kecamatan")),
    ("kelurahan", gettext_lazy("Kelurahan")),
    ("waktu", gettext_lazy("Bulan")),
)
LISTED, WORKED = ("rehab_band", "rehab_band_enrolled", "rehab_enrolled"), ("rehab_told", "rehab_paying")
CHANNEL = "REHAB"
UNPAID = {"rehab_paying": None, "collected": None}
"""Before the month's collecting was computed."""


@analysis(
    name="rehab",
    subject=Subject.COLLECTION,
    title=gettext_lazy("Pemakaian REHAB"),
    lead=gettext_lazy(
        "Keluarga yang dapat ditawari cicilan REHAB, yang diberi tahu, terdaftar, dan membayar lewat REHAB."
    ),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("district",),
    months_before=6,
)
def rehab(question: Question) -> Answer:
    per = question.of("per")
    summary = summary_of(question.branch, question.month)
    by = "summary__month" if per == "waktu" else PLACES[per]
    months = question.months if per == "waktu" else [question.month]
    figures = gathered(question, by, months)
    areas = {} if per == "waktu" else Area.objects.in_bulk(set(figures) - {None})
    rows = [row_of(question, per, areas.get(key, key), row) for key, row in figures.items()]
    rows.sort(key=lambda row: row["order"])
    whole = added_up(list(gathered(question, "summary__month", [question.month]).values()))
    return Answer(
        caption=_("Pemakaian REHAB menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns(str(dict(TABLES)[per])),
        rows=rows,
        total=whole | {"name": _("Jumlah")} if rows and per != "waktu" else None,
        links={"name": "url"},
        stats=stats(whole) if rows else [],
        chart=chart(rows, whole, per) if rows else None,
        definitions=definitions(BranchPolicy.objects.in_force(question.branch, question.month)),
        computed_at=summary and summary.computed_at,
        empty=_("Belum ada daftar tunggakan pada periode ini. Impor daftar, lalu hitung angka laporan."),
    )


def gathered(question: Question, by: str, months: list) -> dict[object, Row]:
    """Figures of lists, cases and payments by the same key; what was not computed is unknown, not 0."""
    listed = added(arrears(question, months), [by], LISTED)
    worked = added(cases(question, months), [by], WORKED)
    paid = added(channels(question, months).filter(channel=CHANNEL), [by], ["collected"])
    found: dict[object, Row] = {}
    for row in (*listed, *worked, *paid):
        found.setdefault(row[by], empty()).update(row)
    if by == "summary__month":
        hide_unknown(question, found)
    elif question.month not in summed_months(question):
        for row in found.values():
            row.update(UNPAID)
    return {key: with_rate(row) for key, row in found.items()}


def hide_unknown(question: Question, found: dict) -> None:
    with_list, computed = months_with_a_list(question), summed_months(question)
    for month, row in found.items():
        if month not in with_list:
            row.update(dict.fromkeys(LISTED))
        if month not in computed:
            row.update(UNPAID)


def empty() -> Row:
    return dict.fromkeys((*LISTED, *WORKED, "collected"), 0)


def with_rate(row: Row) -> Row:
    return row | {"rate": share(row["rehab_band_enrolled"], row["rehab_band"])}


def added_up(rows: list[Row]) -> Row:
    return rows[0] if rows else with_rate(empty())


def columns(first: str) -> list:
    return [
        text("name", first),
        number("rehab_band", _("Dapat ditawari")),
        number("rehab_told", _("Diberi tahu")),
        number("rehab_band_enrolled", _("Terdaftar")),
        rate("rate", _("Bagian terdaftar")),
        number("rehab_enrolled", _("Terdaftar (semua)")),
        number("rehab_paying", _("Membayar lewat REHAB")),
        amount("collected", _("Lewat REHAB (Rp)")),
    ]


def row_of(question: Question, per: str, of, row: Row) -> Row:
    """`of` is the month, the area, or None for households that wait for a place."""
    if per == "waktu":
        url = question.here(periode=month_text(of), per=None)
        return row | {"name": short_month(of), "order": (False, f"{of}"), "url": url}
    name = of.name if of else _("(belum ditempatkan)")
    url = question.here(per="kelurahan", kecamatan=of.code) if of and per == "kecamatan" else ""
    return row | {"name": name, "order": (of is None, name), "url": url}


def stats(whole: Row) -> list[dict]:
    return [
        {"label": _("Dapat ditawari"), "value": written(whole["rehab_band"])},
        {"label": _("Diberi tahu"), "value": written(whole["rehab_told"])},
        {
            "label": _("Terdaftar"),
            "value": written(whole["rehab_band_enrolled"]),
            "note": _("%(rate)s dari yang dapat ditawari") % {"rate": percent(whole["rate"])},
        },
        {
            "label": _("Membayar lewat REHAB"),
            "value": written(whole["rehab_paying"]),
            "note": rupiah(whole["collected"]),
        },
    ]


def chart(rows: list[Row], whole: Row, per: str) -> Chart:
    """Of one month the way from offer to payment; of several how the part that joined went."""
    if per == "waktu":
        rates = [Series(_("Terdaftar"), [row["rate"] for row in rows], "rate")]
        return Chart(_("Terdaftar dari yang dapat ditawari"), [row["name"] for row in rows], rates, "columns")
    labels = [_("Dapat ditawari"), _("Diberi tahu"), _("Terdaftar"), _("Membayar lewat REHAB")]
    values = [whole[key] for key in ("rehab_band", "rehab_told", "rehab_band_enrolled", "rehab_paying")]
    return Chart(_("Keluarga dari tawaran sampai pembayaran REHAB"), labels, [Series(_("Keluarga"), values)])


def definitions(policy: BranchPolicy) -> list[Definition]:
    most = policy.rehab_max_months
    band = {"least": policy.rehab_min_months, "most": most if most is not None else "…"}
    offered = _(
        "Keluarga pada daftar terbaru dengan %(least)s sampai %(most)s bulan menunggak, menurut kebijakan bulan ini."
    )
    told = _("Binaan dengan kontak kader bertanggal bulan ini yang merujuk ke kanal REHAB.")
    joined = _(
        "Keluarga dengan paling sedikit satu anggota yang kolom status_rehab-nya terisi. Isi yang berarti belum tidak "
        "dihitung: %(words)s. Bagian: dari yang dapat ditawari. Semua: juga keluarga di luar batas bulan."
    )
    paying = _("Binaan dengan pembayaran yang diakui pada bulan ini lewat kanal REHAB, dan jumlahnya.")
    words = {"words": ", ".join(word for word in REHAB_NO if word)}
    return [
        Definition(_("Dapat ditawari"), offered % band, "2"),
        Definition(_("Diberi tahu"), told, "4"),
        Definition(_("Terdaftar"), joined % words),
        Definition(_("Membayar lewat REHAB"), paying, "5.2"),
    ]
