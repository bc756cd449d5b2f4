"""A browser story: a slash, three letters, the arrows, and the household's page is open; no mouse."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.collections.builders import make_case
from tests.factories import PASSWORD, CadreFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def desk(page, live_server, staff):
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    expect(page.locator("nav").first).to_be_visible()
    page.wait_for_load_state()
    return page


def test_search_by_keyboard_alone(desk, live_server, branch):
    cadre = CadreFactory(branch=branch)
    first, second = (make_case(cadre, name=name) for name in ("Aminah Siti", "Siti Aminah"))
    keyboard = desk.keyboard
    keyboard.press("/")
    expect(desk.locator("#site-search")).to_be_focused()
    keyboard.type("aminah")
    keyboard.press("Enter")
    expect(desk.locator("main p[role=status]")).to_contain_text("2 hasil ditampilkan untuk “aminah”")
    desk.wait_for_load_state()  # scripts answer keys from then on
    keyboard.press("/")
    expect(desk.locator("#site-search")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    expect(desk).to_have_url(live_server.url + reverse("collections:household-detail", args=[first.household_id]))
    assert second.household_id != first.household_id


def test_slash_in_a_field_is_a_letter(desk, live_server):
    desk.goto(live_server.url + reverse("collections:case-list"))
    desk.focus("#id_q")
    desk.keyboard.type("a/b")
    expect(desk.locator("#id_q")).to_have_value("a/b")
    desk.keyboard.press("Tab")
    desk.keyboard.press("/")
    expect(desk.locator("#site-search")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("#site-search")).not_to_be_focused()
