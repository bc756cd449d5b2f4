"""A household in hand, and one that is another cadre's."""

import pytest

from tests import factories
from tests.collections import builders


@pytest.fixture
def today(branch):
    return branch.today()


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre)


@pytest.fixture
def foreign(branch):
    """A case that another cadre of the branch has always held."""
    return builders.make_case(factories.CadreFactory(branch=branch))
