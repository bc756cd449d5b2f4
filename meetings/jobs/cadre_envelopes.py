"""The report «Amplop per kader»: what became of envelopes handed over in some months, and what cadres still have.

Example: five handed over, three delivered, one returned and not handed in, one still out, of three whose 30 days
are over two were followed by a payment: `K01, 5, 3, 1, 1, 0, 1, due 3, followed 2, running 2, held 1, …`.
**Assumes:** an envelope belongs to the day on which it was handed over, which never changes; what became of it is told
as of now. What cadres still have counts whenever it was handed over. A payment of the household counts for every
envelope whose 30 days it meets, whoever brought it about.
"""

from datetime import date

from cadres.models import Cadre
from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

FACTS = sql_beside(__file__, "envelope_facts.sql")
TOTALS = FACTS + sql_beside(__file__, "envelope_totals.sql")
MEMBERS = FACTS + sql_beside(__file__, "envelope_members.sql")
OUTCOMES = ("handed_over", "delivered", "returned", "not_handed_in", "lost", "outstanding")
FOLLOWING = ("due", "followed", "running")
AGES = ("held", "age_14", "age_30", "age_60", "age_older")
FIGURES = (*OUTCOMES, *FOLLOWING, *AGES)


def cadre_rows(branch: Branch, first: date, last: date, today: date | None = None) -> list[dict]:
    """Rows of `cadre_id, cadre, name`, the FIGURES, and `oldest` in days; `first` and `last` are months."""
    return fetch_all(TOTALS, period(branch, first, last, today))


def member_rows(
    branch: Branch, first: date, last: date, *, figure: str, cadre: Cadre | None = None, today: date | None = None
) -> list[dict]:
    """The envelopes behind a figure: rows of `id, handed_on, age`."""
    which = {"figure": figure, "cadre": cadre.pk if cadre else None}
    return fetch_all(MEMBERS, period(branch, first, last, today) | which)


def period(branch: Branch, first: date, last: date, today: date | None) -> dict:
    days = {"first": first, "until": next_month(last), "today": today or branch.today()}
    return {"branch": branch.pk, "zone": branch.time_zone, **days}
