"""Report rows out of the lists, and out of the current closing of the month (provisional while it is open)."""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside


def _rows(name: str, branch: Branch, month: date) -> list[dict]:
    sql = sql_beside(__file__, f"{name}.sql")
    return fetch_all(sql, {"branch": branch.pk, "month": month, "next_month": next_month(month)})


def arrears_by_kecamatan(branch: Branch, month: date) -> list[dict]:
    """The newest list in force, per kecamatan, with a last row TOTAL."""
    return _rows("arrears_by_kecamatan", branch, month)


def cases(branch: Branch, month: date) -> list[dict]:
    """Every case, and every other household of the newest list with the reason why it is none."""
    return _rows("cases", branch, month)


def collectability(branch: Branch, month: date) -> list[dict]:
    """A row for each cadre who held a case on any day or collected anything."""
    return _rows("collectability", branch, month)


def collectability_by_kecamatan(branch: Branch, month: date) -> list[dict]:
    """A row for each kecamatan of the branch, whoever collected."""
    return _rows("collectability_by_kecamatan", branch, month)


def rewards(branch: Branch, month: date) -> list[dict]:
    """Every reward line paid in the month."""
    return _rows("rewards", branch, month)


def reviews(branch: Branch, month: date) -> list[dict]:
    """Reviews opened up to the month, with their state of today."""
    return _rows("reviews", branch, month)


def active_cadres(branch: Branch, month: date) -> list[dict]:
    """The three parts of the active status (RULES 5.7)."""
    return _rows("active_cadres", branch, month)


def unmatched_payments(branch: Branch, month: date) -> list[dict]:
    """Payments dated in the month that wait for a household."""
    return _rows("unmatched_payments", branch, month)


def ranking(branch: Branch, month: date) -> list[dict]:
    """Cadres by what came in from their cases against what the branch gets from cases like them."""
    return _rows("ranking", branch, month)
