"""Buckets of months in arrears: households and rupiah, also by class; and how the buckets were before."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.bands import BANDS, STARTS
from kaderjkn.common.formatting import percent, rupiah
from kaderjkn.common.months import month_text

from ..answers import Answer, Chart, Definition, Row, Series, amount, number, rate, share, short_month, summed, text
from ..asking import Question
from ..declaring import Choice, Subject, analysis
from ..measures import added, arrears, months_with_a_list
from ..standing import summary_of

LISTS = dict(zip(STARTS, BANDS, strict=True))
"""The choice in the filter of lists that shows a bucket's households."""
MEASURES = (("rupiah", gettext_lazy("Tunggakan (Rp)")), ("keluarga", gettext_lazy("Keluarga")))
KEYS = {"rupiah": "amount", "keluarga": "households"}
TABLES = (
    ("bulan", gettext_lazy("Keluarga dan rupiah")),
    ("kelas", gettext_lazy("Kelas")),
    ("waktu", gettext_lazy("Bulan sebelumnya")),
)


@analysis(
    name="tunggakan-umur",
    subject=Subject.ARREARS,
    title=gettext_lazy("Tunggakan menurut lama menunggak"),
    lead=gettext_lazy("Keluarga dan rupiah menurut jumlah bulan menunggak; juga per kelas dan dari bulan ke bulan."),
    choices=(
        Choice("per", gettext_lazy("Rinci menurut"), TABLES),
        Choice("nilai", gettext_lazy("Nilai (kelas, bulan)"), MEASURES),
    ),
    filters=("district",),
    months_before=6,
)
def arrears_by_age(question: Question) -> Answer:
    found = added(
        arrears(question, question.months),
        ("bucket", "care_class", "summary__month"),
        ("households", "participants", "amount"),
    )
    now = [row for row in found if row["summary__month"] == question.month]
    build = {"bulan": plain, "kelas": by_class, "waktu": by_month}[question.of("per")]
    columns, rows = build(question, found)
    summary = summary_of(question.branch, question.month)
    return Answer(
        caption=_("Lama menunggak: %(what)s") % {"what": dict(TABLES)[question.of("per")]},
        columns=columns,
        rows=rows,
        total=total_of(columns, rows),
        links={"bucket": "url"},
        chart=chart(question, now),
        stats=stats(now),
        definitions=definitions(),
        computed_at=summary and summary.computed_at,
        empty=_("Belum ada daftar tunggakan pada periode ini. Impor daftar, lalu hitung angka laporan."),
    )


def bucket_words(least: int) -> str:
    """`4–6 bulan`, `Lebih dari 24 bulan`; 0 for households that are listed without a month in arrears."""
    if least == 0:
        return _("0 bulan")
    if least == STARTS[-1]:
        return _("Lebih dari %(months)s bulan") % {"months": least - 1}
    most = STARTS[STARTS.index(least) + 1] - 1
    return _("%(months)s bulan") % {"months": least if least == most else f"{least}–{most}"}


def buckets_of(found: list[dict]) -> list[int]:
    """All buckets, and the one without a month where it is needed."""
    return sorted({*STARTS, *(row["bucket"] for row in found)}) if found else []


def first_cell(question: Question, least: int) -> Row:
    url = ""
    if least in LISTS:
        query = {"month": month_text(question.month), "months": LISTS[least]}
        query |= {"district": question.district.pk} if question.district else {}
        url = question.link("collections:household-list", **query)
    return {"bucket": bucket_words(least), "url": url}


def total(found: list[dict], key: str, **which) -> int:
    return sum(row[key] for row in found if all(row[name] == value for name, value in which.items()))


def plain(question: Question, found: list[dict]) -> tuple[list, list[Row]]:
    """Households, participants, rupiah, and their shares."""
    now = [row for row in found if row["summary__month"] == question.month]
    whole = {key: total(now, key) for key in ("households", "amount")}
    columns = [
        text("bucket", _("Lama menunggak")),
        number("households", _("Keluarga")),
        rate("households_share", _("Bagian keluarga")),
        number("participants", _("Peserta")),
        amount("amount", _("Tunggakan (Rp)")),
        rate("amount_share", _("Bagian rupiah")),
    ]
    rows = []
    for least in buckets_of(now):
        sums = {key: total(now, key, bucket=least) for key in ("households", "participants", "amount")}
        shares = {f"{key}_share": share(sums[key], whole[key]) for key in whole}
        rows.append(first_cell(question, least) | sums | shares)
    return columns, rows


def by_class(question: Question, found: list[dict]) -> tuple[list, list[Row]]:
    """A column for each class of care; lists may leave it empty."""
    key = KEYS[question.of("nilai")]
    now = [row for row in found if row["summary__month"] == question.month]
    classes = sorted({row["care_class"] for row in now}, key=lambda each: (each is None, each))
    make = amount if key == "amount" else number
    columns = [text("bucket", _("Lama menunggak")), *(make(f"class_{each}", class_words(each)) for each in classes)]
    columns.append(make("all", _("Semua kelas")))
    rows = [
        first_cell(question, least)
        | {f"class_{each}": total(now, key, bucket=least, care_class=each) for each in classes}
        | {"all": total(now, key, bucket=least)}
        for least in buckets_of(now)
    ]
    return columns, rows


def class_words(care_class: int | None) -> str:
    return _("Kelas tidak diisi") if care_class is None else _("Kelas %(number)s") % {"number": care_class}


def by_month(question: Question, found: list[dict]) -> tuple[list, list[Row]]:
    """A column for each month; of a month without a list nothing is known."""
    key, known = KEYS[question.of("nilai")], months_with_a_list(question)
    make = amount if key == "amount" else number
    columns = [
        text("bucket", _("Lama menunggak")),
        *(make(month_text(each), short_month(each)) for each in question.months),
    ]
    rows = [
        first_cell(question, least)
        | {
            month_text(each): total(found, key, bucket=least, summary__month=each) if each in known else None
            for each in question.months
        }
        for least in buckets_of(found)
    ]
    return columns, rows


def total_of(columns: list, rows: list[Row]) -> Row | None:
    if not rows:
        return None
    shares = {
        column.key: share(1, 1) for column in columns if column.kind == "rate" and rows[0][column.key] is not None
    }
    return summed(columns, rows, _("Jumlah")) | shares


def chart(question: Question, now: list[dict]) -> Chart:
    key = KEYS[question.of("nilai")]
    label = str(dict(MEASURES)[question.of("nilai")])
    leasts = buckets_of(now)
    values = [total(now, key, bucket=least) for least in leasts]
    title = _("%(measure)s menurut lama menunggak") % {"measure": label}
    kind = "amount" if key == "amount" else "number"
    return Chart(title, [bucket_words(least) for least in leasts], [Series(label, values, kind)])


def stats(now: list[dict]) -> list[dict]:
    """The whole, and what is older than a year."""
    whole = total(now, "amount")
    if not now:
        return []
    long = sum(row["amount"] for row in now if row["bucket"] >= 13)
    return [
        {"label": _("Tunggakan"), "value": rupiah(whole)},
        {
            "label": _("Lebih dari 12 bulan"),
            "value": rupiah(long),
            "note": _("%(rate)s dari tunggakan") % {"rate": percent(share(long, whole))},
        },
    ]


def definitions() -> list[Definition]:
    months = _(
        "Jumlah bulan terbanyak di antara anggota keluarga pada daftar terbaru yang berlaku. Setiap keluarga berada "
        "pada satu kelompok."
    )
    care_class = _("Kelas pada baris kepala keluarga; tanpa kepala: baris dengan nomor kartu terkecil.")
    return [
        Definition(_("Lama menunggak"), months, "3.1"),
        Definition(_("Kelas"), care_class, "3.1"),
        Definition(
            _("Tunggakan"), _("Jumlah tunggakan semua anggota pada daftar; tidak turun karena pembayaran."), "3.7"
        ),
    ]
