"""A supervisor decides with the reports: from the admin area to a kecamatan, its kelurahan, and a file; axe on each."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from arrears import reference as arrears_reference
from kaderjkn.collections import reference
from kaderjkn.collections.analysis.declaring import every_analysis
from kaderjkn.collections.analysis.sums.computing import summarise
from tests.collections.analysis.chance_branch import BEFORE, MONTH, make_chance_branch
from tests.collections.analysis.office_facts import add_office_facts
from tests.system.phone.test_day_of_a_cadre import RUN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()


@pytest.fixture
def filled(branch):
    for module in (arrears_reference, reference):
        module.load(apps)  # an earlier test may have emptied the tables
    add_office_facts(make_chance_branch(1))
    for month in (BEFORE, MONTH):
        summarise(branch=branch, month=month)
    return branch


@pytest.fixture
def signed_in(context, live_server, supervisor, client_of):
    session = client_of(supervisor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.fixture
def of_region(context, live_server, regional, client_of):
    session = client_of(regional).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context.new_page()


def addresses(*, with_choices: bool) -> list[str]:
    """The index, and every report, on request in each of its tables."""
    found = [reverse("collections:analysis-list")]
    for known in every_analysis():
        if not known.is_of_one_branch:
            continue
        page = reverse("collections:analysis", args=[known.name])
        choices = known.choices if with_choices else ()
        found.append(page)
        found += [f"{page}?{choice.name}={key}" for choice in choices for key, _label in choice.options[1:]]
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_reports_are_accessible_and_fit_the_screen(signed_in, live_server, filled, width):
    signed_in.set_viewport_size({"width": width, "height": 780})
    faults, found = [], {}
    signed_in.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for address in addresses(with_choices=width == 360):  # tables are the same, and narrower is harder
        signed_in.goto(live_server.url + address)
        wide = signed_in.evaluate("document.documentElement.scrollWidth")
        problems = signed_in.evaluate(AXE + RUN)
        if problems or wide > width:
            found[address] = (problems, wide)
    assert (found, faults) == ({}, [])


@pytest.mark.parametrize("width", [360, 1280])
def test_comparison_of_branches_is_accessible_and_fits_the_screen(of_region, live_server, filled, other_branch, width):
    page = of_region
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{live_server.url}{reverse('collections:analysis', args=['perbandingan-cabang'])}?periode=2026-03")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        page.evaluate("Math.max(...[...document.querySelectorAll('table')].map((each) => each.scrollWidth))") <= width
    )
    assert page.evaluate(AXE + RUN) == []
    page.get_by_role("link", name="0905 Jakarta Utara").click()
    assert "Kolektabilitas" in page.get_by_role("heading", level=1).inner_text()


def test_supervisor_finds_a_kelurahan_and_takes_the_figures_along(signed_in, live_server, filled):
    page = signed_in
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Laporan supervisor").click()
    page.get_by_role("link", name="Tunggakan per kecamatan dan kelurahan").click()
    assert page.get_by_role("img").first.is_visible()
    page.get_by_label("Nilai").select_option("Keluarga")
    page.get_by_role("button", name="Terapkan").click()
    table = page.get_by_role("table")
    assert "Keluarga per kecamatan" in table.inner_text()
    table.get_by_role("link", name="Kecamatan 1").click()
    assert page.locator("#id_kecamatan").input_value() == "31.72.01"
    assert "Keluarga per kelurahan" in page.get_by_role("table").inner_text()
    with page.expect_download() as file:
        page.get_by_role("link", name="PDF").click()
    assert file.value.suggested_filename == "tunggakan-wilayah-0905-2026-03.pdf"


def test_one_of_the_two_charts_is_shown_and_print_leaves_the_controls_out(signed_in, live_server, filled):
    page = signed_in
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(live_server.url + reverse("collections:analysis", args=["tunggakan-umur"]))
    shown = [picture.is_visible() for picture in page.locator(".chart svg").all()]
    assert shown == [False, True]
    page.emulate_media(media="print")
    assert [picture.is_visible() for picture in page.locator(".chart svg").all()] == [True, False]
    assert not page.locator(".filter-bar").is_visible()
    assert "Maret 2026" in page.locator(".page-header").inner_text()
    assert page.get_by_role("table").is_visible()
    assert page.locator(".definitions").is_visible()
