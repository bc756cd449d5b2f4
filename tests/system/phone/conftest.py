"""A phone in the hand of a cadre: a browser behind a line that can really be cut."""

import time
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.signals import request_finished, request_started
from playwright.sync_api import Page, expect

from arrears import reference as arrears_reference
from arrears.models import BranchPolicy
from bench.phone.wire import Wire
from kaderjkn.collections import reference
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import DeviceRecord
from tests.collections.builders import make_case
from tests.factories import PASSWORD

CASES = 20
PATIENCE = 15
KEPT = """async () => {
  const open = indexedDB.open("kaderjkn");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const read = (store, how) => new Promise((done) => {
    const request = database.transaction(store).objectStore(store)[how]();
    request.onsuccess = () => done(request.result);
  });
  const rows = (await read("queue", "getAll")).filter(({state}) => state !== "sent");
  const found = {facts: await read("facts", "getAllKeys"), blobs: await read("blobs", "getAllKeys"),
                 unsent: rows.length, readable: rows.map(({readable}) => Boolean(readable))};
  database.close();
  return found;
}"""


class Phone:
    """What a cadre does, in the words of a cadre."""

    def __init__(self, page: Page, wire: Wire):
        self.page, self.wire = page, wire
        page.set_default_timeout(15_000)

    @property
    def main(self):
        return self.page.locator("#main")

    def open(self, part: str = "/") -> "Phone":
        self.page.goto(f"{self.wire.url}/hari-ini/#{part}")
        return self

    def sign_in(self, user) -> "Phone":
        self.page.goto(f"{self.wire.url}/account/login/?next=/hari-ini/")
        self.fill_in_sign_in(user)
        return self.ready()

    def fill_in_sign_in(self, user) -> None:
        self.page.fill("#id_login", user.username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("form.form-panel button")

    def pass_to(self, user) -> None:
        """Somebody without households signs in on the same phone, whose session has ended."""
        self.page.context.clear_cookies()
        self.find_network()
        self.page.goto(f"{self.wire.url}/account/login/?next=/hari-ini/")
        self.fill_in_sign_in(user)
        expect(self.main).to_contain_text("Belum ada binaan")

    def ready(self) -> "Phone":
        """The slice is here and the app is kept for the time without network."""
        expect(self.page.locator("h1")).to_have_text("Hari ini")
        expect(self.page.locator(".stop").first).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self

    def lose_network(self) -> None:
        self.wire.cut()
        self.page.context.set_offline(True)

    def find_network(self) -> None:
        self.wire.mend()
        self.page.context.set_offline(False)

    def record(self, household, outcome: str = "met", **fields) -> None:
        """Record a contact at the door."""
        self.open(f"/keluarga/{household.pk}/kontak/{outcome}")
        for name, value in fields.items():
            control = self.page.locator(f"[name={name}]")
            if control.first.evaluate("element => element.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        self.page.click("text=Simpan kontak")
        expect(self.main).to_contain_text("Kontak tersimpan di ponsel")

    def waiting(self, count: int) -> None:
        """So many records are said to wait."""
        badge = self.page.locator("#waiting")
        if count:
            expect(badge).to_contain_text(str(count))
        else:
            expect(badge).to_be_hidden()

    def ready_after_update(self, cache: str) -> None:
        """The page has been loaded anew by the new version, which alone is kept."""
        expect(self.page.locator("#bar")).not_to_contain_text("Versi baru")
        assert self.page.evaluate("caches.keys()") == [cache]

    def send(self) -> None:
        self.open("/kiriman")
        self.page.click("text=Kirim sekarang")

    def sent(self) -> None:
        """All has arrived, and the phone says so."""
        until = time.monotonic() + PATIENCE
        while self.kept()["unsent"] and time.monotonic() < until:
            self.page.wait_for_timeout(100)
        assert self.kept()["unsent"] == 0
        self.waiting(0)

    def kept(self) -> dict:
        """What is in the phone's database: names of facts and blobs, records unsent, and which of those can be read."""
        return self.page.evaluate(KEPT)


@pytest.fixture
def wire(live_server):
    """Cut at the end, and the test waits for what the server is still busy with: its tables are emptied next."""
    under_way = []

    def starts(**_facts):
        under_way.append(1)

    def ends(**_facts):
        under_way.pop()

    request_started.connect(starts)
    request_finished.connect(ends)
    wire = Wire(live_server.url)
    yield wire
    wire.cut()
    until_true(lambda: not under_way)
    wire.close()
    request_started.disconnect(starts)
    request_finished.disconnect(ends)


@pytest.fixture
def phone(page, wire):
    page.set_viewport_size({"width": 360, "height": 740})
    return Phone(page, wire)


@pytest.fixture
def households(branch, cadre):
    """Twenty households in the cadre's hands this month."""
    arrears_reference.load(apps)  # an earlier test may have emptied the tables
    reference.load(apps)
    BranchPolicy.objects.update(quiet_from="00:00", quiet_until="00:00")  # never, at whatever hour the tests run
    return [make_case(cadre, name=f"Keluarga {number:02}").household for number in range(1, CASES + 1)]


@pytest.fixture
def another_tab(phone):
    @contextmanager
    def open_tab():
        page = phone.page.context.new_page()
        yield Phone(page, phone.wire)
        page.close()

    return open_tab


def until_true(reached) -> None:
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.1)


def contacts() -> list[tuple[int, str]]:
    """What PostgreSQL holds: household and outcome of every contact."""
    return sorted(Contact.objects.values_list("household", "outcome"))


def receipts() -> int:
    return DeviceRecord.objects.filter(kind="contact").count()
