"""Reviews of partnerships: warned, excused, opened, decided, ended; and how long decisions took (RULES 7)."""

from collections import Counter
from datetime import date
from statistics import median_low

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number as written
from kaderjkn.common.months import month_text, next_month

from ...reports.registry import Column
from ...reviews.enums import DECIDED, ReviewState
from ...reviews.models import ExcusedMonth, Review, ReviewWarning
from ..answers import Answer, Chart, Definition, Row, Series, number, short_month, summed, text
from ..asking import Question
from ..declaring import Basis, Choice, Subject, analysis

TABLES = (("waktu", gettext_lazy("Bulan")), ("tinjauan", gettext_lazy("Tinjauan")))


@analysis(
    name="tinjauan",
    subject=Subject.CADRES,
    title=gettext_lazy("Tinjauan kemitraan"),
    lead=gettext_lazy("Peringatan, bulan yang dikecualikan, tinjauan yang dibuka dan diputus, dan lama keputusan."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("cadre",),
    months_before=12,
    basis=Basis.LIVE,
)
def reviews(question: Question) -> Answer:
    per = question.of("per")
    found = opened(question)
    columns, rows = by_month(question, found) if per == "waktu" else by_review(question, found)
    total = None
    if per == "waktu" and len(rows) > 1:
        total = summed(columns, rows, _("Jumlah")) | {"days": middle(days_of(question, found))}
    return Answer(
        caption=_("Tinjauan menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        total=total,
        links={"name": "url"},
        stats=stats(question, found),
        chart=chart(question, found),
        definitions=definitions(),
        computed_at=timezone.now(),
        empty=_("Tidak ada tinjauan yang dibuka pada bulan-bulan ini."),
    )


def opened(question: Question) -> list[Review]:
    """Opened in the months asked for, also those void since; what a reopening withdrew never counted."""
    rows = Review.objects.counting().filter(branch=question.branch, opened_month__in=question.months)
    rows = rows.filter(cadre=question.cadre) if question.cadre else rows
    return list(rows.select_related("cadre").order_by("-opened_month", "cadre__code"))


def days_to_decide(question: Question, review: Review) -> int | None:
    """Calendar days of the branch from opening to decision; None before."""
    if review.state not in DECIDED:
        return None
    zone = question.branch.zone
    return (review.decided_at.astimezone(zone).date() - review.opened_at.astimezone(zone).date()).days


def days_of(question: Question, found: list[Review]) -> list[int]:
    return [days for review in found if (days := days_to_decide(question, review)) is not None]


def middle(days: list[int]) -> int | None:
    return median_low(days) if days else None


def by_month(question: Question, found: list[Review]) -> tuple[list[Column], list[Row]]:
    warned, excused, ended = warnings(question), excuses(question), endings(question)
    columns = [
        text("name", _("Bulan")),
        number("warned", _("Peringatan")),
        number("excused", _("Bulan dikecualikan")),
        number("opened", _("Dibuka")),
        number("waiting", _("Menunggu")),
        number("void", _("Gugur")),
        number("continue", _("Lanjut")),
        number("coaching", _("Pembinaan")),
        number("end", _("Diputus berakhir")),
        number("ended", _("Kemitraan berakhir")),
        Column("days", _("Hari sampai putusan"), "number"),
    ]
    rows = []
    for month in question.months:
        mine = [review for review in found if review.opened_month == month]
        states = Counter(review.state for review in mine)
        rows.append(
            {
                "name": short_month(month),
                "url": question.here(periode=month_text(month), sebelum=0, per="tinjauan") if mine else "",
                "warned": warned[month],
                "excused": excused[month],
                "opened": len(mine),
                "waiting": states[ReviewState.OPEN],
                "void": states[ReviewState.VOID],
                "continue": states[ReviewState.CONTINUE],
                "coaching": states[ReviewState.COACHING],
                "end": states[ReviewState.END],
                "ended": ended[month],
                "days": middle(days_of(question, mine)),
            }
        )
    return columns, rows


def warnings(question: Question) -> Counter:
    """By the month whose closing gave them; those of versions that were opened again do not count."""
    rows = ReviewWarning.objects.filter(
        branch=question.branch, closing__state="closed", closing__month__in=question.months
    )
    return per_month(question, rows, "closing__month")


def excuses(question: Question) -> Counter:
    rows = ExcusedMonth.objects.filter(branch=question.branch, month__in=question.months)
    return per_month(question, rows, "month")


def endings(question: Question) -> Counter:
    """Partnerships by the month of their first day without agreement; restored ones have not ended."""
    last = next_month(question.months[-1])
    rows = Review.objects.filter(
        branch=question.branch, state=ReviewState.END, ends_on__gte=question.months[0], ends_on__lt=last
    ).exclude(ending__restored_at__isnull=False)
    rows = rows.filter(cadre=question.cadre) if question.cadre else rows
    return Counter(date(day.year, day.month, 1) for day in rows.values_list("ends_on", flat=True))


def per_month(question: Question, rows, month: str) -> Counter:
    rows = rows.filter(cadre=question.cadre) if question.cadre else rows
    return Counter(dict(rows.order_by().values_list(month).annotate(count=Count("pk"))))


def by_review(question: Question, found: list[Review]) -> tuple[list[Column], list[Row]]:
    zone = question.branch.zone
    columns = [
        text("name", _("Kader")),
        text("opened", _("Dibuka untuk bulan")),
        Column("opened_on", _("Dibuka pada"), "date"),
        Column("answered_on", _("Dijawab pada"), "date"),
        text("state", _("Keadaan")),
        Column("decided_on", _("Diputus pada"), "date"),
        Column("days", _("Hari sampai putusan"), "number"),
    ]
    rows = [
        {
            "name": str(review.cadre),
            "url": question.link("collections:review-detail", review.pk),
            "opened": short_month(review.opened_month),
            "opened_on": day(review.opened_at, zone),
            "answered_on": day(review.answered_at, zone),
            "state": review.get_state_display(),
            "decided_on": day(review.decided_at, zone),
            "days": days_to_decide(question, review),
        }
        for review in found
    ]
    return columns, rows


def day(moment, zone) -> date | None:
    return moment and moment.astimezone(zone).date()


def stats(question: Question, found: list[Review]) -> list[dict]:
    days = days_of(question, found)
    waiting = sum(review.state == ReviewState.OPEN for review in found)
    return [
        {"label": _("Dibuka"), "value": written(len(found)), "note": _("dalam bulan-bulan yang ditampilkan")},
        {"label": _("Menunggu keputusan"), "value": written(waiting)},
        {
            "label": _("Hari sampai putusan"),
            "value": written(middle(days)),
            "note": _("median dari %(count)s putusan; terlama %(most)s hari")
            % {"count": written(len(days)), "most": written(max(days))}
            if days
            else _("belum ada putusan"),
        },
    ]


def chart(question: Question, found: list[Review]) -> Chart:
    opened_in = Counter(review.opened_month for review in found)
    decided_in = Counter(review.opened_month for review in found if review.state in DECIDED)
    series = [
        Series(_("Dibuka"), [opened_in[month] for month in question.months]),
        Series(_("Sudah diputus"), [decided_in[month] for month in question.months]),
    ]
    labels = [short_month(month) for month in question.months]
    return Chart(_("Tinjauan menurut bulan dibuka"), labels, series, "columns")


def definitions() -> list[Definition]:
    return [
        Definition(_("Peringatan"), _("Kader yang pada tutup buku bulan itu tinggal satu bulan dari tinjauan."), "7"),
        Definition(_("Bulan dikecualikan"), _("Bulan yang dilewati supervisor bagi kader, dengan alasan."), "7"),
        Definition(
            _("Dibuka"),
            _(
                "Tinjauan yang dibuka oleh tutup buku bulan itu, dengan keadaannya sekarang. Yang ditarik karena buku "
                "dibuka lagi tidak dihitung."
            ),
            "7",
        ),
        Definition(
            _("Kemitraan berakhir"),
            _("Menurut hari pertama tanpa perjanjian; yang dipulihkan sesudah banding tidak dihitung."),
            "7",
        ),
        Definition(
            _("Hari sampai putusan"),
            _(
                "Hari kalender dari dibuka sampai diputus; median dari yang sudah diputus (dari dua yang tengah, yang "
                "kecil)."
            ),
        ),
    ]
