"""A branch at ten in the morning of a working day, with officers and households that are three months behind."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from arrears.models import BranchPolicy
from kaderjkn.collections.outreach.jobs.call_list import fill
from tests import factories
from tests.collections.builders import ZONE
from tests.collections.outreach.builders import make_listed

TODAY = date(2026, 11, 16)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of the whole program: `clock(hour=21)`."""

    def set_to(day=TODAY, hour=10, minute=0, second=0):
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZONE)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    set_to()
    return set_to


@pytest.fixture
def branch(branch, clock):
    return branch


@pytest.fixture
def policy(branch):
    """The shipped settings, as the branch's own, so that a test may change them."""
    return BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 1, 1))


@pytest.fixture
def other_officer(branch):
    return factories.UserFactory(username="petugas2", name="Rina", role="staff", branch=branch)


@pytest.fixture
def entries(branch):
    """Give so many households on the call list: `entries(3)`."""

    def make(count=1, **fields):
        made = [make_listed(branch, **fields) for _each in range(count)]
        fill(branch)
        return [household.call_entries.get() for household in made]

    return make


@pytest.fixture
def entry(entries):
    return entries()[0]
