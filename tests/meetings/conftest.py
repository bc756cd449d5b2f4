import pytest
from django.urls import NoReverseMatch, reverse

from kaderjkn.common.enums import Role
from tests.meetings import builders


@pytest.fixture
def branch(db):
    return builders.make_branch()


@pytest.fixture
def staff(branch):
    return builders.make_user(branch)


@pytest.fixture
def cadre(branch):
    return builders.make_cadre(branch, "K01", user=builders.make_user(branch, Role.CADRE))


@pytest.fixture
def other_branch(db):
    return builders.make_branch("0904")


@pytest.fixture(autouse=True)
def _addresses(settings):
    """Until the project's map names this app, a map of our own does."""
    try:
        reverse("meetings:meeting-list")
    except NoReverseMatch:
        settings.ROOT_URLCONF = "tests.meetings.urls"
