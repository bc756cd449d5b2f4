"""Blasts for tests: confirmed to so many households."""

import pytest

from kaderjkn.collections.outreach.actions.blasts import confirm_blast, prepare_blast
from kaderjkn.collections.outreach.jobs import audience
from tests.collections.outreach.gateways import Remembering


@pytest.fixture
def way():
    return Remembering()


@pytest.fixture(autouse=True)
def _no_file(settings):
    settings.OUTREACH_GATEWAY = "console"


@pytest.fixture
def blast(branch, staff, entries):
    """Give a blast that is being sent to so many households: `blast(3)`."""

    def make(count=1, *, kind="office_hi", mode="whatsapp", **narrow):
        entries(count)
        draft = prepare_blast(branch=branch, kind=kind, mode=mode, by=staff, **narrow)
        return confirm_blast(blast=draft, expected=audience.count(draft)[""], by=staff)

    return make
