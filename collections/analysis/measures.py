"""Sums of arrears as reports ask for them: per place or age and month, out of the summaries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet, Sum

from .asking import Question
from .models import ArrearsSum, CaseSum, ChannelSum, DelaySum, MonthSummary

PLACES = {"kecamatan": "area__parent", "kelurahan": "area"}


def arrears(question: Question, months: Iterable[date]) -> QuerySet[ArrearsSum]:
    """Rows of the months' lists, inside the kecamatan asked for."""
    rows = ArrearsSum.objects.filter(summary__branch=question.branch, summary__month__in=months)
    return rows.filter(area__parent=question.district) if question.district else rows


def cases(question: Question, months: Iterable[date]) -> QuerySet[CaseSum]:
    """Rows of the months' cases, inside the kecamatan and of the cadre asked for."""
    rows = CaseSum.objects.filter(summary__branch=question.branch, summary__month__in=months)
    return narrowed(question, rows)


def narrowed(question: Question, rows: QuerySet) -> QuerySet:
    if question.district:
        rows = rows.filter(area__parent=question.district)
    return rows.filter(cadre=question.cadre) if question.cadre else rows


def added(rows: QuerySet, by: Iterable[str], figures: Iterable[str]) -> list[dict]:
    """Figures added up by some columns; keys are theirs."""
    sums = {f"sum_{name}": Sum(name) for name in figures}
    found = rows.order_by().values(**{f"by_{place}": F(column) for place, column in enumerate(by)}).annotate(**sums)
    names = list(by)
    return [
        {names[int(key[3:])] if key.startswith("by_") else key[4:]: value for key, value in row.items()}
        for row in found
    ]


def months_with_a_list(question: Question) -> set[date]:
    """Of the months asked for, those whose list was summed up; of the others nothing is known."""
    known = MonthSummary.objects.filter(branch=question.branch, month__in=question.months, list_number__isnull=False)
    return set(known.values_list("month", flat=True))


def channels(question: Question, months: Iterable[date]) -> QuerySet[ChannelSum]:
    """Eligible payments of the months' cases, inside the kecamatan and by the cadre asked for."""
    rows = ChannelSum.objects.filter(summary__branch=question.branch, summary__month__in=months)
    return narrowed(question, rows)


def summed_months(question: Question) -> list[date]:
    """Of the months asked for, those whose collecting was computed, oldest first."""
    known = MonthSummary.objects.filter(branch=question.branch, month__in=question.months, closing_number__isnull=False)
    return sorted(known.values_list("month", flat=True))


def delays(question: Question, months: Iterable[date]) -> QuerySet[DelaySum]:
    """Paying households of the months, inside the kecamatan and of the cadre asked for."""
    rows = DelaySum.objects.filter(summary__branch=question.branch, summary__month__in=months)
    return narrowed(question, rows)
