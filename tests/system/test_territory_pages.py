"""The pages about territories in a browser: accessible, and no wider than the screen."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from arrears.actions.fair_shares import accept_fair_share
from tests.arrears.fair_share.builders import kecamatan, kelurahan, proposal, uneven
from tests.system.phone.test_day_of_a_cadre import RUN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()


@pytest.fixture
def signed_in(context, live_server, staff, client_of):
    session = client_of(staff).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.fixture
def addresses(branch, staff):
    """Every page, with a gap, a proposal that waits, one that was accepted, and what that changed."""
    uneven(branch)
    empty = kelurahan(branch, kecamatan("31.72.91", "Cilincing"))
    change = accept_fair_share(share=proposal(branch, weighting="households"), by=staff)
    uneven(branch, code="31.72.92", name="Penjaringan")
    plain = (
        "cadres:territory-table",
        "cadres:territory-calendar",
        "arrears:territory-loads",
        "arrears:fair-share-list",
    )
    about = reverse("arrears:territory-give", args=[empty.pk]), proposal(branch).get_absolute_url()
    return [*map(reverse, plain), *about, change.get_absolute_url()]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit_the_screen(signed_in, live_server, addresses, width):
    signed_in.set_viewport_size({"width": width, "height": 780})
    found = {}
    for address in addresses:
        signed_in.goto(live_server.url + address)
        wide = signed_in.evaluate("document.documentElement.scrollWidth")
        problems = signed_in.evaluate(AXE + RUN)
        if problems or wide > width:
            found[address] = (problems, wide)
    assert found == {}
