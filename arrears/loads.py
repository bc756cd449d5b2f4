"""How much each cadre has in hand: households and rupiah of the month that the branch works on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from cadres.models import Cadre
from kaderjkn.common.formatting import number, rupiah
from kaderjkn.common.models import Branch

from .case_list import working_month
from .models import CaseHolder


@dataclass(frozen=True)
class Load:
    households: int = 0
    amount: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.households + other.households, self.amount + other.amount)

    def __str__(self):
        return f"{number(self.households)} KK, {rupiah(self.amount)}"


def loads(branch: Branch, day: date) -> dict[int, Load]:
    """Cases in hand on the day, by cadre."""
    holders = CaseHolder.objects.filter(branch=branch, case__branch=branch, case__month=working_month(branch))
    mine = holders.in_hand(day).filter(cadre__isnull=False).order_by().values("cadre")
    rows = mine.annotate(households=Count("pk"), amount=Sum("case__target"))
    return {row["cadre"]: Load(row["households"], row["amount"]) for row in rows}


def name_with_load(cadre: Cadre, found: dict[int, Load]) -> str:
    """The cadre as a choice: `0905-07 Ibu Sari – 120 KK, Rp 45.000.000`."""
    return f"{cadre} – {found.get(cadre.pk, Load())}"
