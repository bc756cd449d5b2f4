"""The rows of each report of the outside interface: one query each, keys are the columns (INTERFACE, reports)."""

from collections.abc import Callable
from datetime import date

from kaderjkn.common.models import Branch
from meetings.jobs.attendance import attendance_rows
from meetings.jobs.envelopes import envelope_rows

from . import queries

ROWS: dict[str, Callable[[Branch, date], list[dict]]] = {
    "arrears-by-kecamatan": queries.arrears_by_kecamatan,
    "cases": queries.cases,
    "collectability": queries.collectability,
    "collectability-by-kecamatan": queries.collectability_by_kecamatan,
    "rewards": queries.rewards,
    "reviews": queries.reviews,
    "attendance": attendance_rows,
    "envelopes": envelope_rows,
    "active-cadres": queries.active_cadres,
    "ranking": queries.ranking,
    "unmatched-payments": queries.unmatched_payments,
}
