"""The day from which tests of dated rows count."""

import pytest


@pytest.fixture
def today(branch):
    return branch.today()
