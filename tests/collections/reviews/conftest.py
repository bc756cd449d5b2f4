"""A cadre whose review can be decided, with work in the next month: every day of it is still to come."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kaderjkn.common.months import next_month
from tests import factories
from tests.collections import builders

ONE_DAY = timedelta(days=1)
ALWAYS = DateRange(date(2020, 1, 1), None)


@pytest.fixture
def month(branch):
    return next_month(builders.month_of(branch))


@pytest.fixture
def make_cadre(branch):
    """A cadre with an agreement without end, unless its days are given."""

    def make(valid=ALWAYS):
        cadre = factories.CadreFactory(branch=branch)
        factories.AgreementFactory(cadre=cadre, valid=valid)
        return cadre

    return make


@pytest.fixture
def leaving(make_cadre):
    return make_cadre()


@pytest.fixture
def successor(make_cadre):
    return make_cadre()


@pytest.fixture
def territory(leaving, branch):
    return factories.TerritoryFactory(cadre=leaving, area__branch=branch, valid=ALWAYS)


@pytest.fixture
def case(leaving, territory, month):
    return builders.make_case(leaving, month=month, area=territory.area)


@pytest.fixture
def answered(leaving):
    """A review that a supervisor may decide."""
    today = leaving.branch.today()
    return builders.make_review(leaving, answer="Saya sakit", answered_at=timezone.now(), noticed_on=today)


@pytest.fixture
def plan(month, territory, successor) -> dict:
    """The partnership ends on the tenth of the month, the first day without it; the successor takes over."""
    return {"ends_on": month + 9 * ONE_DAY, "successors": {territory.area_id: successor}}
