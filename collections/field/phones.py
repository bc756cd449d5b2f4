"""Which number of a household is known to be its own: the newest that the family confirmed at a visit.

Numbers of an arrears list are not: they may have changed hands, and what a message says is nobody else's business.
"""

from collections.abc import Iterable

from arrears.models import Household

from .enums import Mode
from .models import Contact


def confirmed_phones(branch_id: int, households: Iterable[Household | int]) -> dict[int, str]:
    """The newest confirmed number of each household that has one; a new number given at a visit counts."""
    visits = Contact.objects.filter(branch=branch_id, household__in=households, mode=Mode.VISIT)
    told = visits.exclude(confirmed_phone="", new_phone="").order_by("household_id", "-made_at", "-pk")
    rows = told.distinct("household_id").values_list("household_id", "confirmed_phone", "new_phone")
    return {household: confirmed or new for household, confirmed, new in rows}
