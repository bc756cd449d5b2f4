"""Every page that the office opens, in a browser: axe finds nothing serious, and 360 px are wide enough.

The pages are those of `tests/access_table.py`, each opened by the first role of the office that may. They come out of
the test client, so that nothing has to be committed; styles and scripts come from the checkout.
"""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.access_table import ADMIN, PAGES, REGIONAL, STAFF, SUPERVISOR, VISITOR
from tests.access_world import OWN, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SITE = "http://testserver"
OFFICE_ROLES = (STAFF, SUPERVISOR, REGIONAL, ADMIN)
APPS = ("collections:phone", "meetings:desk")  # drawn on the device; walked in tests/system/phone and /desk
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then(({violations}) => violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => [id, nodes.map(({target}) => target.join(" "))]))"""
NARROW, WIDE = {"width": 360, "height": 800}, {"width": 1280, "height": 800}


def visitor_of(page) -> str | None:
    """The role that opens the page here; None where no page of the office is to be seen."""
    if page.method != "get":
        return None
    return next((role for role in (VISITOR, *OFFICE_ROLES) if role in page.roles), None)


WALKED = sorted(name for name, page in PAGES.items() if visitor_of(page) and not name.startswith(APPS))


@pytest.fixture
def show(page):
    """Show what a client of ours gets; styles, scripts and pictures from the files of the checkout."""

    def show(response) -> None:
        def answer(route):
            path = urlsplit(route.request.url).path
            if route.request.resource_type == "document":
                route.fulfill(status=200, content_type="text/html; charset=utf-8", body=response.content)
            elif path.startswith(settings.STATIC_URL) and (
                found := finders.find(path.removeprefix(settings.STATIC_URL))
            ):
                route.fulfill(path=found)
            else:
                route.fulfill(status=404, body="")

        page.route(f"{SITE}/**", answer)
        page.goto(f"{SITE}{response.request['PATH_INFO']}")

    return show


@pytest.mark.parametrize("name", WALKED)
def test_page_has_no_serious_barrier_and_fits_a_phone(page, show, name):
    response = opened(name)
    if not is_page(response):
        assert response.status_code == 302 or not response["Content-Type"].startswith("text/html")
        return
    page.set_viewport_size(WIDE)
    show(response)
    page.evaluate(AXE)
    barriers = page.evaluate(RUN)
    page.set_viewport_size(NARROW)
    assert (barriers, page.evaluate("document.documentElement.scrollWidth")) == ([], NARROW["width"])


def test_walk_sees_what_is_wrong_with_a_page(page, show):
    """Else the walk above would say nothing."""
    response = opened("account_login")
    response.content = response.content.replace(b"<h1", b'<img src="/a.png"><input><p class="too-wide"></p><h1', 1)
    response.content = response.content.replace(b"</head>", b"<style>.too-wide { width: 700px }</style></head>", 1)
    page.set_viewport_size(NARROW)
    show(response)
    page.evaluate(AXE)
    assert {barrier for barrier, _where in page.evaluate(RUN)} == {"image-alt", "label"}
    assert page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]


def opened(name):
    """The answer of the page to whoever may open it."""
    declared, world, client = PAGES[name], make_world(), Client()
    kwargs = declared.about(world) if declared.about else declared.kwargs
    data = declared.data(world) if callable(declared.data) else declared.data
    role = visitor_of(declared)
    if role != VISITOR:
        client.force_login(world.people[OWN, role])
    return client.get(reverse(name, kwargs=kwargs), data)


def is_page(response) -> bool:
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")
