"""Today's worklist of a cadre: which households, in which order, and why in a few words."""

from dataclasses import dataclass
from datetime import date, timedelta

from arrears.periods import paid_through
from cadres.models import Cadre
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

from .enums import Mode
from .models import Contact

SQL = sql_beside(__file__)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A case to work on. `reason` is one of the words in worklist.sql."""

    case_id: int
    household_id: int
    head_name: str
    area_id: int
    area_name: str
    rt: str
    rw: str
    months: int
    target: int
    paid: int
    last_on: date | None
    this_week: int
    promised_on: date | None
    promised_amount: int | None
    reason: str

    @property
    def left(self) -> int:
        """What is left of the target, rupiah."""
        return self.target - self.paid


def working_month(branch: Branch) -> date | None:
    """The month that cadres work on: the newest open one that has begun; None before the first list."""
    begun = Period.objects.open().filter(branch=branch, month__lte=branch.today())
    return begun.order_by("-month").values_list("month", flat=True).first()


def worklist(
    cadre: Cadre, *, month: date, area: int | None = None, search: str = "", today: date | None = None
) -> list[WorkItem]:
    """Households to work on; `search` is part of a name, or the last digits of a card or KK number."""
    search = search.strip()
    digits = search if search.isdigit() else ""
    params = {
        "branch": cadre.branch_id, "cadre": cadre.pk, "month": month, "today": today or cadre.branch.today(),
        "paid_through": paid_through(cadre.branch), "area": area, "digits": digits,
        "name": "" if digits else like(search),
    }  # fmt: skip
    return [WorkItem(**row) for row in fetch_all(SQL, params)]


def like(text: str) -> str:
    """Take from a search text the signs that LIKE would read as wildcards."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def visited_this_week(cadre: Cadre, today: date) -> int:
    """How many households the cadre visited since Monday."""
    monday = today - timedelta(days=today.weekday())
    visits = Contact.objects.filter(
        branch=cadre.branch_id, cadre=cadre, mode=Mode.VISIT, made_on__range=(monday, today)
    )
    return visits.values("household").distinct().count()


def contacts_this_week(household, today: date) -> int:
    """Contacts with the household within seven days, today included, all modes and cadres together."""
    since = today - timedelta(days=6)
    return Contact.objects.filter(
        branch=household.branch_id, household=household, made_on__range=(since, today)
    ).count()
