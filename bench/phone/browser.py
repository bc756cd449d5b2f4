"""One phone: Chromium with its processor slowed four times, behind a line of 400 kbit/s and 400 ms there and back."""

import os
import time
from dataclasses import dataclass

from django.db.models import Count
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from cadres.models import Cadre
from kaderjkn.collections.models import Contact

from .wire import Wire

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
SLOWED, BITS, ROUND_TRIP = 4, 400_000, 0.4
QUEUED = 50
SHELL = "/hari-ini/"
SCRIPT_BYTES = """() => performance.getEntriesByType("resource")
  .filter(({name}) => new URL(name).pathname.endsWith(".js"))
  .reduce((sum, {encodedBodySize: bytes}) => sum + bytes, 0)"""
SAVE = """async () => {
  const started = performance.now();
  document.querySelector("main form").requestSubmit();
  while (!document.querySelector("#main .notice-success")) await new Promise((done) => setTimeout(done, 5));
  return performance.now() - started;
}"""


@dataclass(frozen=True, slots=True)
class Phone:
    """Seconds, and bytes as they came over the line (`script`: the modules among them, compressed)."""

    total_bytes: int
    script_bytes: int
    usable: float
    open_again: float
    save: float
    sync: float
    arrived: int


def measure_phone(url: str, households: int) -> Phone:
    """The database is asked before and after: beside Playwright's event loop Django does not work."""
    held = Cadre.objects.annotate(held=Count("held_cases")).filter(held=households)
    cadre = held.select_related("user").order_by("pk").first()
    cookie, before = session_of(cadre), Contact.objects.count()
    measured = _measured_in_browser(url, cookie)
    return Phone(*measured, arrived=Contact.objects.count() - before)


def _measured_in_browser(url: str, cookie: str) -> tuple:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        wire = Wire(url, bits_per_second=BITS, delay=ROUND_TRIP / 2)
        try:
            return _measured(browser.new_context(viewport={"width": 360, "height": 740}), wire, cookie)
        finally:
            wire.close()
            browser.close()


def _measured(context: BrowserContext, wire: Wire, cookie: str) -> tuple:
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": wire.url}])
    page = slow_page(context)
    usable = timed(lambda: open_app(page, wire))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    settle(wire)
    total = wire.received
    script = page.evaluate(SCRIPT_BYTES)
    page.close()
    wire.cut()
    page = slow_page(context)
    again = timed(lambda: open_app(page, wire))
    saves = record_without_network(page, wire)
    wire.mend()
    sync = timed(lambda: send(page, wire))
    return total, script, usable, again, sorted(saves)[len(saves) // 2], sync


def session_of(cadre: Cadre) -> str:
    client = Client()
    client.force_login(cadre.user)
    return client.cookies["sessionid"].value


def slow_page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(120_000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


def timed(act) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def open_app(page: Page, wire: Wire) -> None:
    """Until somebody can tap a household."""
    page.goto(f"{wire.url}{SHELL}", wait_until="commit")
    expect(page.locator(".stop").first).to_be_visible(timeout=120_000)


def settle(wire: Wire) -> None:
    """Until nothing has come over the line for three seconds: the service worker keeps its files meanwhile."""
    before = -1
    while wire.received != before:
        before = wire.received
        time.sleep(3)


def record_without_network(page: Page, wire: Wire) -> list[float]:
    """Fifty contacts; the seconds that each took from the tap on save to the words that it is saved."""
    households = page.locator(".stop").evaluate_all("all => all.map((one) => one.hash.split('/').pop())")
    seconds = []
    for number in range(QUEUED):
        household = households[number % len(households)]
        page.goto(f"{wire.url}{SHELL}#/keluarga/{household}/kontak/met")
        expect(page.locator("main form")).to_be_visible()
        seconds.append(page.evaluate(SAVE) / 1000)
    return seconds


def send(page: Page, wire: Wire) -> None:
    page.goto(f"{wire.url}{SHELL}#/kiriman")
    page.click("text=Kirim sekarang")
    expect(page.locator("#waiting")).to_be_hidden(timeout=120_000)
