"""Attendance of cadres at meetings, by cadre and from month to month (RULES 8)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import percent
from kaderjkn.common.months import month_text
from meetings.jobs.attendance import period_rows

from ..answers import Answer, Chart, Definition, Row, Series, number, ranked, rate, share, short_month, summed, text
from ..asking import Question
from ..declaring import Basis, Choice, Subject, analysis

COUNTS = ("meetings", "present", "late", "made_up", "excused", "absent", "unrecorded")
TABLES = (("kader", gettext_lazy("Kader")), ("waktu", gettext_lazy("Bulan")))


@analysis(
    name="kehadiran",
    subject=Subject.CADRES,
    title=gettext_lazy("Kehadiran kader pada pertemuan"),
    lead=gettext_lazy("Siapa hadir, hadir susulan, berhalangan, atau tidak hadir; per kader dan dari bulan ke bulan."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("cadre",),
    months_before=6,
    basis=Basis.LIVE,
)
def attendance(question: Question) -> Answer:
    per = question.of("per")
    months = question.months if per == "waktu" else [question.month]
    found = {month: rows_of(question, month) for month in months}
    now = found[question.month]
    rows = by_month(question, found) if per == "waktu" else by_cadre(question, now)
    named_columns = columns(str(dict(TABLES)[per]))
    return Answer(
        caption=_("Kehadiran menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=named_columns,
        rows=rows,
        total=summed(named_columns, rows, _("Jumlah")) | {"rate": rate_of(rows)} if len(rows) > 1 else None,
        links={"name": "url"},
        stats=stats(now) if now else [],
        chart=chart(rows, per),
        definitions=definitions(),
        computed_at=timezone.now(),
        notes=[] if any(row["meetings"] for row in rows) else [_("Belum ada pertemuan yang berlangsung.")],
        empty=_("Tidak ada kader dengan perjanjian pada bulan ini."),
    )


def rows_of(question: Question, month) -> list[dict]:
    rows = period_rows(question.branch, month, month)
    return [row for row in rows if question.cadre is None or row["cadre_id"] == question.cadre.pk]


def counts(rows: Iterable[Row]) -> Row:
    return {name: sum(row[name] for row in rows) for name in COUNTS}


def rate_of(rows: list[Row]):
    """Attended of the meetings that count; None where none does."""
    whole = counts(rows)
    return share(whole["present"] + whole["made_up"], whole["meetings"] - whole["excused"])


def columns(first: str) -> list:
    return [
        text("name", first),
        number("meetings", _("Pertemuan")),
        number("present", _("Hadir")),
        number("late", _("Terlambat")),
        number("made_up", _("Hadir susulan")),
        number("excused", _("Berhalangan")),
        number("absent", _("Tidak hadir")),
        number("unrecorded", _("Belum dicatat")),
        rate("rate", _("Kehadiran")),
    ]


def by_cadre(question: Question, rows: list[dict]) -> list[Row]:
    return [
        counts([row])
        | {
            "name": f"{row['cadre']} {row['name']}",
            "url": question.link("collections:cadre-detail", row["cadre_id"]),
            "rate": rate_of([row]),
        }
        for row in rows
    ]


def by_month(question: Question, found: dict) -> list[Row]:
    return [
        counts(rows)
        | {
            "name": short_month(month),
            "url": question.here(periode=month_text(month), per=None),
            "rate": rate_of(rows),
        }
        for month, rows in found.items()
    ]


def stats(rows: list[Row]) -> list[dict]:
    whole = counts(rows)
    known = {
        "part": written(whole["present"] + whole["made_up"]),
        "whole": written(whole["meetings"] - whole["excused"]),
    }
    never = sum(1 for row in rows if row["meetings"] > row["excused"] and row["present"] + row["made_up"] == 0)
    return [
        {
            "label": _("Kehadiran"),
            "value": percent(rate_of(rows)),
            "note": _("%(part)s dari %(whole)s kehadiran yang diharapkan") % known,
        },
        {
            "label": _("Kader tanpa kehadiran"),
            "value": written(never),
            "note": _("diharapkan hadir, tidak pernah hadir"),
        },
    ]


def chart(rows: list[Row], per: str) -> Chart:
    if per == "kader":
        return ranked(_("Kehadiran per kader"), rows, "name", "rate", "rate")
    rates = [Series(_("Kehadiran"), [row["rate"] for row in rows], "rate")]
    return Chart(_("Kehadiran dari bulan ke bulan"), [row["name"] for row in rows], rates, "columns")


def definitions() -> list[Definition]:
    meeting = _(
        "Pertemuan yang sudah berlangsung dan tidak dibatalkan, untuk kader dengan perjanjian yang berlaku pada hari "
        "itu; pertemuan kelompok hanya untuk anggotanya. Jumlahnya: pasangan kader dan pertemuan."
    )
    rate_words = _("Hadir dan hadir susulan dibagi pertemuan tanpa yang berhalangan.")
    unrecorded = _("Pertemuan tanpa catatan kehadiran kader itu; dihitung sebagai tidak dihadiri.")
    return [
        Definition(_("Pertemuan"), meeting, "8"),
        Definition(_("Terlambat"), _("Bagian dari hadir.")),
        Definition(_("Kehadiran"), rate_words, "8"),
        Definition(_("Belum dicatat"), unrecorded, "8"),
    ]
