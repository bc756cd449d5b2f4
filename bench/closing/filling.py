"""Branches filled by SQL: what years of imports would have left, without importing anything."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import NamedTuple

from django.db import ProgrammingError, transaction
from django.utils import timezone

from arrears.models import ArrearsList, BranchPolicy
from cadres.models import Cadre
from kaderjkn.collections.models import RewardScheme, RewardTier
from kaderjkn.common.models import Branch, ImportRun, Period
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, sql_beside

from . import floor
from .sizes import MONTH, Size

BRANCH, LISTS, LATE = (sql_beside(__file__, f"fill_{name}.sql") for name in ("branch", "month", "late"))
CAP_PER_CASE, CAP_PER_MONTH = 250_000, 120_000_000


def fill(number: int, size: Size, *, months_before: int = 0, with_rows: bool = True) -> Branch:
    """The branch with that number: an open month that is over, behind closed months.

    `with_rows`: the open month's list has its single rows, too.
    """
    branch = Branch.objects.create(code=f"{1000 + number}", name=f"Uji {number}")
    codes = (f"K{position:04}" for position in range(size.cadres))
    Cadre.objects.bulk_create(Cadre(branch=branch, code=code, name=f"Kader {code}") for code in codes)
    _write(BRANCH, branch, size, number=number, month=MONTH)
    for month in reversed(_months(months_before)):
        _fill_month(branch, size, month, with_rows=with_rows and month == MONTH)
        execute("ANALYZE")
        if month != MONTH:
            with unguarded():
                floor.close(branch, month)
    if months_before:
        run = _run(branch, "payments", MONTH)
        execute("ANALYZE")
        _write(LATE, branch, size, month=MONTH, before=_months(1)[1], run=run.pk)
    return branch


def set_rules(branch: Branch, *, attribution: str, has_caps: bool) -> None:
    """What rules the open month; the months before were closed with what ships."""
    BranchPolicy.objects.create(branch=branch, starts_on=MONTH, attribution=attribution)
    if has_caps:
        scheme = RewardScheme.objects.create(
            branch=branch,
            name="Dengan batas",
            starts_on=MONTH,
            cap_per_case=CAP_PER_CASE,
            cap_per_month=CAP_PER_MONTH,
        )
        RewardTier.objects.create(scheme=scheme, months=(4, 13), rate_bp=2000)
        RewardTier.objects.create(scheme=scheme, months=(13, None), rate_bp=2500)


def _months(before: int) -> list[date]:
    """The open month and so many before it, newest first."""
    first = MONTH.year * 12 + MONTH.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, first - before - 1, -1)]


def _fill_month(branch: Branch, size: Size, month: date, *, with_rows: bool) -> None:
    opened = open_month(branch, month)
    values = {"month": month, "list": opened.list.pk, "run": opened.payments.pk}
    _write(LISTS, branch, size, **values, with_rows=with_rows, seed=month.month + 10)


class Opened(NamedTuple):
    """What rows of a month belong to."""

    list: ArrearsList
    payments: ImportRun


def open_month(branch: Branch, month: date) -> Opened:
    Period.objects.create(branch=branch, month=month)
    arrears, payments = _run(branch, "arrears", month), _run(branch, "payments", month)
    return Opened(ArrearsList.objects.create(branch=branch, month=month, data_date=month, run=arrears), payments)


def _run(branch: Branch, kind: str, month: date) -> ImportRun:
    values = {"state": "applied", "applied_at": timezone.now(), "data_date": next_month(month), "file_name": "uji.csv"}
    return ImportRun.objects.create(branch=branch, kind=kind, month=month, **values)


def _write(statements: str, branch: Branch, size: Size, **values) -> None:
    numbers = {"cadres": size.cadres, "areas": size.areas, "households": size.households}
    with unguarded():
        execute(statements, numbers | {"branch": branch.pk, "payments": size.payments} | values)


@contextmanager
def unguarded() -> Iterator[None]:
    """One transaction without foreign keys and triggers, where the server lets us: nothing of this is measured."""
    with transaction.atomic():
        with suppress(ProgrammingError), transaction.atomic():
            execute("SET LOCAL session_replication_role = replica")
        execute("SELECT set_config('work_mem', '256MB', true)")
        yield
