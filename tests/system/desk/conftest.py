"""A tablet at the door of a meeting: a browser behind a line that can really be cut."""

from datetime import datetime, time, timedelta

import pytest
from django.apps import apps
from playwright.sync_api import Page, expect

from arrears import reference as arrears_reference
from bench.phone.wire import Wire
from meetings.models import Meeting
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_meeting
from tests.system.phone.conftest import Phone, households, phone, wire  # noqa: F401 (fixtures)

CADRES = 4
OLD, NEW = 2, 3
"""Envelopes that each cadre has from before, and that lie ready."""


class Desk(Phone):
    """What the staff do at the table, in their words."""

    def __init__(self, page: Page, wire: Wire, meeting: Meeting):  # noqa: F811
        super().__init__(page, wire)
        self.meeting = meeting

    def open(self, part: str = "") -> "Desk":
        self.page.goto(f"{self.wire.url}/rapat/#/pertemuan/{self.meeting.pk}{part}")
        return self

    def sign_in(self, user) -> "Desk":
        self.page.goto(f"{self.wire.url}/account/login/?next=/rapat/")
        self.fill_in_sign_in(user)
        expect(self.page.locator("h1")).to_have_text("Pertemuan")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self.open()

    def tap(self, cadre) -> None:
        self.page.click(f"#tap_{cadre.pk}")
        expect(self.page.locator(f"#tap_{cadre.pk}")).to_be_disabled()

    def row(self, cadre):
        return self.page.locator(f".desk-cadre:has(#tap_{cadre.pk})")

    def of(self, cadre) -> "Desk":
        """The page of one cadre."""
        return self.open(f"/kader/{cadre.pk}")

    def envelope(self, envelope):
        return self.page.locator(f".desk-envelope:has-text('{envelope.number}')")

    def sign(self) -> None:
        """The cadre writes on the pad."""
        box = self.page.locator("svg[role=img]").last
        box.scroll_into_view_if_needed()
        at = box.bounding_box()
        mouse = self.page.mouse
        mouse.move(at["x"] + 40, at["y"] + 60)
        mouse.down()
        for step in range(1, 8):
            mouse.move(at["x"] + 40 + 20 * step, at["y"] + 60 + (25 if step % 2 else -20))
        mouse.up()

    def hand_over(self) -> None:
        self.sign()
        self.page.click("text=Serahkan, kader menandatangani")
        expect(self.main).to_contain_text("diserahkan dan ditandatangani")


@pytest.fixture
def cadres(branch):
    """Four cadres of the branch, each with old envelopes in hand and new ones that lie ready."""
    arrears_reference.load(apps)  # an earlier test may have emptied the tables
    found = [make_cadre(branch, f"K{number:02}") for number in range(1, CADRES + 1)]
    for cadre in found:
        for _ in range(OLD):
            make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=9)
        for _ in range(NEW):
            make_envelope(make_case(branch, cadre))
    return found


@pytest.fixture
def meeting(branch, cadres):
    """Of today, at whatever hour the tests run."""
    now = datetime.now(branch.zone)
    begin = max(now - timedelta(minutes=5), datetime.combine(now.date(), time.min, branch.zone))
    return make_meeting(branch, starts_at=f"{begin:%H:%M}", ends_at="23:59", place="Aula", agenda="REHAB\nMobile JKN")


@pytest.fixture
def desk(page, wire, meeting):  # noqa: F811
    page.set_viewport_size({"width": 1024, "height": 768})
    return Desk(page, wire, meeting)


@pytest.fixture
def another_desk(browser, wire, meeting):  # noqa: F811
    """A second tablet."""
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    yield Desk(context.new_page(), wire, meeting)
    context.close()
