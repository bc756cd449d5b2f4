"""Households outside the cadre band, and what the office did about them."""

from itertools import count
from uuid import uuid4

from arrears.jobs.search_words import write_words
from arrears.models import ListedHousehold
from kaderjkn.collections.models import OfficeContact
from tests import factories
from tests.collections.builders import at, make_household, make_list, month_of

numbers = count(1)


def make_listed(branch, *, months=3, amount=105_000, phone=None, name=None, area=None, month=None, household=None):
    """A household on the month's list that no cadre has: three months behind, with a number of its own."""
    number = next(numbers)
    month = month or month_of(branch)
    household = household or make_household(branch, 500_000 + number, name or f"Budi {number}")
    member = household.participants.first()
    ListedHousehold.objects.create(
        branch=branch, month=month, list=make_list(branch, month), household=household, key=household.key,
        head_card=member.card, head_name=member.name, members=1, months=months, amount=amount, care_class=3,
        address="Jalan Kenanga 3", phone=f"081300{number:06}" if phone is None else phone,
        area=area or factories.AreaFactory(branch=branch), status="below_band",
    )  # fmt: skip
    write_words(branch=branch, month=month, list_id=make_list(branch, month).pk)
    return household


def make_call(household, day, *, by=None, result="no_answer", **fields):
    return OfficeContact.objects.create(
        branch=household.branch, household=household, uuid=uuid4(), mode="phone", made_at=at(day), made_on=day,
        recorded_by=by, result=result, **fields,
    )  # fmt: skip
