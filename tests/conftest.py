"""Fixtures of all tests: two branches, somebody of every role, browsers, and how hard Hypothesis tries."""

import os
import shutil
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from tests import factories, flushing, template_database

# CI shows the failing example whole instead of spending minutes on shrinking it; `make test-deep` shrinks
CI_PHASES = [hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate]
hypothesis.settings.register_profile("ci", derandomize=True, max_examples=15, deadline=None, phases=CI_PHASES)
hypothesis.settings.register_profile("wide", max_examples=200, deadline=None, phases=CI_PHASES, print_blob=True)
hypothesis.settings.register_profile("deep", max_examples=1000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_configure(config):
    """Have the template stand before a worker copies it; each worker is told its name.

    Static files are looked up when they are asked for: every test client would list them all again.
    """
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        template_database.make_template()
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template_database.template_name()
    settings.WHITENOISE_AUTOREFRESH = True
    flushing.install()


# Order and skipping


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item):
    """A test that commits puts back what the migrations have written: the next one relies on it."""
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(item.fixturenames):
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests come last: Playwright leaves an event loop behind that plain tests would trip over."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if not Path(CHROMIUM).exists():
        skip = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: install it, or set CHROMIUM to its path")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def _allow_django_beside_playwright(request):
    """Before any fixture starts Playwright, whose event loop Django would refuse to work beside."""
    if any(item.get_closest_marker("browser") for item in request.session.items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": CHROMIUM_ARGS}


# Redis and files of this process alone


@pytest.fixture(scope="session", autouse=True)
def _own_redis_prefix():
    """Tell started workers our prefix; leave no keys and no files behind."""
    os.environ |= {"REDIS_PREFIX": settings.REDIS_PREFIX, "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    yield
    for name in ("REDIS_PREFIX", "MEDIA_ROOT"):
        os.environ.pop(name, None)
    forget_keys()
    shutil.rmtree(settings.LOCAL_MEDIA, ignore_errors=True)


@pytest.fixture
def fresh_cache():
    """Start without counted attempts, and leave none: keys of another test may be about the same names."""
    forget_keys()
    yield
    forget_keys()


def forget_keys() -> None:
    redis = cache._cache.get_client(write=True)
    keys = list(redis.scan_iter(f"{settings.REDIS_PREFIX}:*", count=1000))
    if keys:
        redis.delete(*keys)


# People and places


@pytest.fixture
def branch(db):
    return factories.BranchFactory(code="0905", name="Jakarta Utara")


@pytest.fixture
def other_branch(db, branch):
    """A branch of the same region."""
    return factories.BranchFactory(code="0904", name="Jakarta Barat", region=branch.region)


@pytest.fixture
def staff(branch):
    return factories.UserFactory(username="petugas", role="staff", branch=branch)


@pytest.fixture
def supervisor(branch):
    return factories.UserFactory(username="supervisor", role="supervisor", branch=branch)


@pytest.fixture
def regional(branch):
    return factories.UserFactory(username="wilayah", role="regional", region=branch.region)


@pytest.fixture
def admin_user(db):
    """An administrator, and a superuser on top: still no participants' data."""
    return factories.UserFactory(username="admin", role="admin", is_superuser=True)


@pytest.fixture
def cadre(branch):
    """A cadre with an account and an agreement for the year."""
    return factories.CadreFactory(branch=branch, code="0905-01", agreement_from=date(2026, 1, 1))


@pytest.fixture
def client_of():
    """Give a client that is signed in: `client_of(staff).get(…)`."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
