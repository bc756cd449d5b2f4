"""Time from contact to payment: median, quartiles, and how many households paid after how many days."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import percent
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text

from ...closing.models import Closing
from ...reports.registry import Column
from ..answers import Answer, Chart, Definition, Row, Series, number, rate, share, text
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..measures import added, delays
from ..models import MonthSummary
from ..standing import summary_of

TABLES = (
    ("hari", gettext_lazy("Hari")),
    ("kader", gettext_lazy("Kader")),
    ("kelurahan", gettext_lazy("Kelurahan")),
)
FIELDS = {"hari": "", "kader": "cadre", "kelurahan": "area"}
QUARTERS = (("first", 1, 4), ("median", 1, 2), ("third", 3, 4))
type Days = Counter  # households by days; None: no contact in time


@analysis(
    name="waktu-bayar",
    subject=Subject.COLLECTION,
    title=gettext_lazy("Waktu dari kontak sampai pembayaran"),
    lead=gettext_lazy("Berapa hari sesudah kontak terakhir keluarga mulai membayar."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("district", "cadre"),
)
def time_to_payment(question: Question) -> Answer:
    per = question.of("per")
    summary = summary_of(question.branch, question.month)
    found = by_whom(question, FIELDS[per])
    everybody: Days = sum(found.values(), Counter())
    columns, rows, total = build(question, per, found, everybody) if found else ([], [], None)
    return Answer(
        caption=_("Hari dari kontak sampai pembayaran menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        total=total,
        links={columns[0].key: "url"} if columns else {},
        stats=stats(everybody) if found else [],
        chart=chart(everybody) if found else None,
        definitions=definitions(window(summary)),
        computed_at=summary and summary.computed_at,
        empty=_("Belum ada pembayaran yang diakui pada bulan ini, atau penagihannya belum dihitung (tutup buku)."),
    )


def window(summary: MonthSummary | None) -> int | None:
    """The policy's days within which a contact counts, of the closing that was summed up."""
    closing = summary and Closing.objects.select_related("policy").filter(pk=summary.closing_number).first()
    return closing and closing.policy.attribution_days


def by_whom(question: Question, field: str) -> dict[int | None, Days]:
    """Households by days, for each cadre or kelurahan; without a field for everybody together."""
    found: dict[int | None, Days] = {}
    for row in added(delays(question, [question.month]), ["days", *([field] if field else [])], ["households"]):
        found.setdefault(row.get(field), Counter())[row["days"]] += row["households"]
    return found


def after_contact(days: Days) -> dict[int, int]:
    """Households that were reached in time, by days, shortest first."""
    return {day: days[day] for day in sorted(day for day in days if day is not None)}


def quantile(days: Days, part: int, whole: int) -> int | None:
    """The least number of days within which at least part/whole of the households had paid; None for nobody."""
    timed = after_contact(days)
    needed, so_far = sum(timed.values()) * part, 0
    for day, households in timed.items():
        so_far += households
        if so_far * whole >= needed:
            return day
    return None


def summary_row(days: Days) -> Row:
    timed = sum(after_contact(days).values())
    return {
        "households": sum(days.values()),
        "timed": timed,
        "timed_share": share(timed, sum(days.values())),
        **{name: quantile(days, part, whole) for name, part, whole in QUARTERS},
    }


def build(question: Question, per: str, found: dict, everybody: Days) -> tuple[list[Column], list[Row], Row | None]:
    if per == "hari":
        return by_day(everybody)
    names = {"kader": cadre_names, "kelurahan": area_names}[per](question, set(found))
    rows = [summary_row(days) | names[key] for key, days in found.items()]
    rows.sort(key=lambda row: (row["name"].startswith("("), row["name"]))
    columns = [
        text("name", str(dict(TABLES)[per])),
        number("households", _("Keluarga membayar")),
        number("timed", _("Sesudah kontak")),
        rate("timed_share", _("Bagian")),
        Column("first", _("Kuartil pertama (hari)"), "number"),
        Column("median", _("Median (hari)"), "number"),
        Column("third", _("Kuartil ketiga (hari)"), "number"),
    ]
    return columns, rows, summary_row(everybody) | {"name": _("Semua")}


def cadre_names(question: Question, keys: set) -> dict[int | None, Row]:
    known = Cadre.objects.in_bulk(keys - {None})
    names = {
        pk: {"name": f"{cadre.code} {cadre.name}", "url": question.link("collections:cadre-detail", pk)}
        for pk, cadre in known.items()
    }
    return names | {None: {"name": _("(tanpa kader)"), "url": ""}}


def area_names(question: Question, keys: set) -> dict[int | None, Row]:
    month = month_text(question.month)
    return {
        pk: {"name": area.name, "url": question.link("collections:closing-area", month, area.code)}
        for pk, area in Area.objects.in_bulk(keys).items()
    }


def by_day(days: Days) -> tuple[list[Column], list[Row], Row]:
    """A row for each number of days that occurs, with the part that had paid by then; then those without a contact."""
    timed = after_contact(days)
    whole, so_far, rows = sum(timed.values()), 0, []
    for day, households in timed.items():
        so_far += households
        rows.append(
            {
                "days": day_words(day),
                "households": households,
                "part": share(households, whole),
                "until": share(so_far, whole),
                "url": "",
            }
        )
    if days[None]:
        rows.append({"days": _("(tanpa kontak dalam tenggang)"), "households": days[None], "url": ""})
    columns = [
        text("days", _("Hari sesudah kontak")),
        number("households", _("Keluarga")),
        rate("part", _("Bagian")),
        rate("until", _("Sampai hari itu")),
    ]
    return columns, rows, {"days": _("Jumlah"), "households": sum(days.values())}


def day_words(day: int) -> str:
    return _("hari yang sama") if day == 0 else _("%(days)s hari") % {"days": day}


def stats(days: Days) -> list[dict]:
    found = summary_row(days)
    quarters = {"first": written(found["first"]), "third": written(found["third"])}
    return [
        {
            "label": _("Median"),
            "value": _("%(days)s hari") % {"days": written(found["median"])},
            "note": _("setengah dari keluarga antara %(first)s dan %(third)s hari") % quarters,
        },
        {
            "label": _("Membayar sesudah kontak"),
            "value": written(found["timed"]),
            "note": _("%(rate)s dari %(all)s keluarga yang membayar")
            % {"rate": percent(found["timed_share"]), "all": written(found["households"])},
        },
    ]


def chart(days: Days) -> Chart | None:
    """Every day from 0 to the longest, also those on which nobody paid."""
    timed = after_contact(days)
    if not timed:
        return None
    every = range(max(timed) + 1)
    values = [timed.get(day, 0) for day in every]
    title = _("Keluarga menurut hari sesudah kontak terakhir")
    return Chart(title, [str(day) for day in every], [Series(_("Keluarga"), values)], "columns")


def definitions(days: int | None) -> list[Definition]:
    time = _(
        "Dari kontak terakhir kader dengan keluarga sampai pembayaran pertama yang diakui pada bulan ini, dalam hari "
        "kalender; kontak pada hari bayar: 0 hari."
    )
    known = {"days": days if days is not None else "–"}
    contact = _(
        "Kontak oleh kader mana pun, apa pun caranya dan hasilnya, paling lama %(days)s hari sebelum hari bayar (hari "
        "pengakuan menurut kebijakan)."
    )
    quarter = _(
        "Jumlah hari terkecil yang di dalamnya paling sedikit seperempat, setengah, atau tiga perempat keluarga sudah "
        "membayar. Keluarga tanpa kontak dalam tenggang tidak ikut."
    )
    return [
        Definition(_("Waktu"), time, "5.2"),
        Definition(_("Kontak"), contact % known, "2"),
        Definition(_("Median, kuartil"), quarter),
    ]
