"""Months of a branch: they run from its first arrears list on, every month (RULES 6)."""

from datetime import date

from django.db.models import Min
from django.utils.translation import gettext as _

from kaderjkn.common.enums import PeriodState
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import month_text, months_between

from .models import ArrearsList


def begin_periods(branch: Branch, month: date) -> None:
    """Make the periods up to `month`, from the first one or from `month` when there is none yet."""
    periods = Period.objects.filter(branch=branch)
    first = periods.aggregate(first=Min("month"))["first"] or month
    if month < first and periods.closed().exists():
        raise Refused(
            _("Sudah ada periode tutup buku; daftar %(month)s datang terlambat.") % {"month": month_text(month)}
        )
    last = periods.order_by("-month").values_list("month", flat=True).first() or month
    wanted = months_between(min(first, month), max(last, month))
    Period.objects.bulk_create([Period(branch=branch, month=each) for each in wanted], ignore_conflicts=True)


def open_period(branch: Branch, month: date) -> Period:
    """The period, which must exist and be open; raise Refused otherwise."""
    period = Period.objects.filter(branch=branch, month=month).first()
    if period is None:
        raise Refused(
            _("Belum ada daftar tunggakan untuk periode %(month)s di cabang ini.") % {"month": month_text(month)}
        )
    if period.state == PeriodState.CLOSED:
        raise Refused(_("Periode %(month)s sudah tutup buku.") % {"month": month_text(month)})
    return period


def forget_unused_periods(branch: Branch) -> None:
    """After an undo: open periods before the first list in force go, since no list began them."""
    lists = ArrearsList.objects.in_force().filter(branch=branch)
    first = lists.aggregate(first=Min("month"))["first"]
    unused = Period.objects.filter(branch=branch, state=PeriodState.OPEN)
    if first:
        unused = unused.filter(month__lt=first)
    if not Period.objects.filter(branch=branch).closed().exists():
        unused.exclude(month__in=branch.cases.values("month")).delete()


def paid_through(branch: Branch) -> date | None:
    """The last day up to which payments are known (RULES 4)."""
    return (
        branch.imports.applied()
        .filter(kind="payments")
        .order_by("-data_date")
        .values_list("data_date", flat=True)
        .first()
    )
