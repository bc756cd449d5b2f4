"""Households are found by a name, an address, or the digits of a KK, a card or a virtual account."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import mask_name, mask_tail
from kaderjkn.common.models import User
from kaderjkn.common.searching.lookups import Hit, Lookup, declare

from .enums import ListState
from .models import Household, ListedHousehold
from .search import found_households, households_of_number


def households(user: User, text: str, most: int) -> list[Hit]:
    """Masked as on lists; what is known of each is what its newest list says."""
    whole = set(households_of_number(user.branch, text).values_list("household_id", flat=True))
    ids = list(found_households(user.branch, text)[:most])
    numbers = dict.fromkeys([*whole, *(row["household_id"] for row in ids)])
    found = Household.objects.in_bulk(list(numbers)[:most])
    listed = ListedHousehold.objects.filter(household__in=found, list__state=ListState.IN_FORCE)
    newest = listed.select_related("area").order_by("household", "-month", "-list__data_date").distinct("household")
    facts = {row.household_id: row for row in newest}
    hits = [hit(one, facts.get(one.pk), is_exact=one.pk in whole) for one in found.values()]
    return sorted(hits, key=lambda one: (not one.is_exact, one.title))


def hit(household: Household, listed: ListedHousehold | None, *, is_exact: bool) -> Hit:
    name = mask_name(listed.head_name) if listed and listed.head_name else _("tanpa nama")
    place = (listed.area.name if listed.area else listed.place) if listed else ""
    months = _("%(months)s bulan menunggak") % {"months": listed.months} if listed else ""
    facts = tuple(fact for fact in (f"KK {mask_tail(household.key)}", place, months) if fact)
    return Hit(household.get_absolute_url(), name, facts, is_exact)


declare(
    Lookup(
        name="households",
        title=gettext_lazy("Keluarga"),
        permission="arrears.read_cases",
        position=1,
        find=households,
        more=lambda text: f"{reverse('collections:household-list')}?{urlencode({'q': text})}",
    )
)
