import pytest

from kaderjkn.collections.closing.actions import close_period
from tests import factories
from tests.collections.payouts.months import MONTH, paid_month


@pytest.fixture
def closing(branch, cadre):
    """A closed month in which one cadre earned 50,000."""
    paid_month(cadre, 200_000)
    return close_period(branch=branch, month=MONTH)[0]


@pytest.fixture
def statement(closing):
    return closing.statements.get()


@pytest.fixture
def second(branch):
    """The second person: another supervisor of the branch."""
    return factories.UserFactory(username="supervisor2", role="supervisor", branch=branch)
