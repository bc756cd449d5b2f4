"""Browser stories of lists: totals that come later, a view that is kept, cases that are held and let go; axe on all."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from arrears.models import Hold
from kaderjkn.common.lists.declaring import listings
from tests.collections.builders import make_case, make_contact, make_payment
from tests.factories import PASSWORD, CadreFactory
from tests.system.phone.test_day_of_a_cadre import RUN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
HAS_FOCUS = """([selector, words]) => {
  const here = document.activeElement;
  return here.matches(selector) && here.innerText.includes(words);
}"""
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()


@pytest.fixture
def desk(page, live_server, staff):
    """The office's screen, signed in, on the list of cases."""
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    expect(page.locator("nav").first).to_be_visible()
    return page


@pytest.fixture
def cases(branch):
    found = [make_case(CadreFactory(branch=branch), target=100_000 * number, months=4 + number) for number in (1, 2, 3)]
    for case in found:
        make_payment(case, case.month, 50_000)
        make_contact(case, case.holders.get().cadre, case.month)
    return found


def test_totals_follow_and_headings_turn_the_order(desk, live_server, cases):
    desk.goto(live_server.url + reverse("collections:case-list"))
    expect(desk.locator("#list-totals")).to_contain_text("Rp 600.000")
    amounts = desk.locator("td[data-label='Tunggakan (Rp)']")
    expect(amounts).to_have_text(["300.000", "200.000", "100.000"])
    desk.click("th a:has-text('Tunggakan')")
    expect(amounts).to_have_text(["100.000", "200.000", "300.000"])
    expect(desk.locator("th[aria-sort=ascending]")).to_have_count(1)


def test_a_view_is_kept_under_a_name(desk, live_server, cases):
    desk.goto(f"{live_server.url}{reverse('collections:case-list')}?months=4-6&col=amount")
    desk.click("text=Simpan tampilan")
    desk.fill("#view-name", "Muda")
    desk.click("button:has-text('Simpan')")
    desk.goto(live_server.url + reverse("collections:case-list"))
    desk.click(".saved-views a:has-text('Muda')")
    expect(desk.locator("tbody tr")).to_have_count(2)
    expect(desk.locator("thead")).not_to_contain_text("Kelurahan")


def test_ticked_cases_are_held_and_let_go_again(desk, live_server, cases):
    desk.goto(live_server.url + reverse("collections:case-list"))
    desk.locator("input[name=case]").first.check()
    desk.click("text=Tahan yang dicentang")
    desk.select_option("#id_reason", "waiting_policy")
    desk.click("button:has-text('Lanjut')")
    expect(desk.locator("main")).to_contain_text("keluarga ditahan: Menunggu kebijakan")
    desk.click("main button:has-text('Tahan')")
    expect(desk.locator("main")).to_contain_text("1 keluarga ditahan.")
    assert Hold.objects.get().household == cases[2].household
    desk.click("text=Batalkan tindakan ini")
    expect(desk.locator("main")).to_contain_text("1 binaan kembali seperti semula.")
    assert not Hold.objects.exists()


def test_everything_is_done_by_keyboard(desk, live_server, cases):
    """From the search to the row, the order, the columns, and a tick, without a mouse."""
    desk.goto(live_server.url + reverse("collections:case-list"))
    desk.locator("#id_months").focus()
    desk.keyboard.press("Tab")
    expect(desk.locator("#id_q")).to_be_focused()
    desk.keyboard.type("siti")
    desk.keyboard.press("Enter")
    expect(desk.locator("#list-totals")).to_contain_text("Rp 600.000")
    tab_to(desk, "summary", "Kolom")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.locator("input[name=col][value=key]")).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    expect(desk.locator("thead")).not_to_contain_text("KK")
    tab_to(desk, "th a", "Bulan")
    desk.keyboard.press("Enter")
    expect(desk.locator("th[aria-sort=descending]")).to_contain_text("Bulan")
    tab_to(desk, "td input[name=case]")
    desk.keyboard.press("Space")
    expect(desk.locator("input[name=case]:checked")).to_have_count(1)
    tab_to(desk, "button", "Tahan yang dicentang")
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text("1 keluarga")


def tab_to(desk, selector: str, words: str = "") -> None:
    """Press Tab until the wanted control has the focus."""
    for _press in range(80):
        desk.keyboard.press("Tab")
        if desk.evaluate(HAS_FOCUS, [selector, words]):
            return
    pytest.fail(f"{selector} {words} is not reached by Tab")


@pytest.mark.parametrize("width", [360, 1280])
def test_lists_have_no_serious_findings(desk, live_server, cases, width):
    desk.set_viewport_size({"width": width, "height": 780})
    names = [reverse(listing.url_name) for listing in listings()]
    for path in [*names, f"{names[0]}?q=zz", reverse("arrears:bulk-list")]:
        desk.goto(live_server.url + path)
        desk.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        desk.evaluate(AXE)
        found = desk.evaluate(RUN)
        serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
        assert (path, serious) == (path, [])
        assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_figures_that_come_late_are_put_into_their_rows(desk, live_server, cases):
    desk.goto(live_server.url + reverse("collections:cadre-list"))
    expect(desk.locator("td[data-label='Binaan']")).to_have_text(["1", "1", "1"])
