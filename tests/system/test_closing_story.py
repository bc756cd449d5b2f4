"""A browser story: a month is looked at, closed, and after a forgotten payment opened and closed again."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from playwright.sync_api import expect

from arrears import reference as arrears_reference
from kaderjkn.collections import reference
from kaderjkn.collections.models import Closing
from kaderjkn.common import jobs
from kaderjkn.common.models import JobRun
from tests.collections import builders
from tests.factories import PASSWORD, AgreementFactory, AreaFactory, CadreFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MARCH = date(2026, 3, 1)


@pytest.fixture
def case(branch):
    """Ibu Sari holds one family in March, that has paid a third; the payment files cover the month."""
    for module in (arrears_reference, reference):
        module.load(apps)  # an earlier test may have emptied the tables
    district = AreaFactory(branch=branch, name="Koja", code="31.72.03", level="kecamatan")
    area = AreaFactory(branch=branch, name="Lagoa", code="31.72.03.1003", parent=district)
    cadre = CadreFactory(branch=branch, name="Ibu Sari")
    AgreementFactory(cadre=cadre)
    case = builders.make_case(cadre, month=MARCH, target=600_000, area=area)
    builders.make_payment(case, date(2026, 3, 10), 200_000, matched_by="hand")
    builders.cover_payments(branch, date(2026, 3, 31))
    return case


@pytest.fixture
def signed_in(page, live_server, supervisor):
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", supervisor.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    return page


def test_month_is_closed_opened_and_closed_again(case, signed_in, live_server):
    page = signed_in
    when_the_month_is_chosen(page, live_server)
    when_it_is_closed(page)
    then_the_month_is_closed_with(page, "200.000")
    given_a_forgotten_payment(case)
    when_it_is_opened_again(page, "Berkas bank terlambat")
    then_the_old_version_is_named(page, "Berkas bank terlambat")
    when_it_is_closed(page)
    then_the_month_is_closed_with(page, "350.000")
    versions = Closing.objects.filter(month=MARCH).order_by("version").values_list("state", flat=True)
    assert list(versions) == ["superseded", "closed"]


def when_the_month_is_chosen(page, live_server):
    page.goto(live_server.url + reverse("collections:closing-list"))
    page.get_by_role("main").get_by_role("link", name="Maret 2026").click()


def when_it_is_closed(page):
    main = page.get_by_role("main")
    main.get_by_role("link", name="Tutup buku bulan ini").click()
    expect(main).to_contain_text("Tutup buku bulan ini?")
    main.get_by_role("button", name="Tutup buku", exact=True).click()
    finish_jobs(page)


def finish_jobs(page):
    """What the worker would do meanwhile."""
    for job in JobRun.objects.active():
        jobs.execute_job(job.pk)
    page.goto(page.url)


def then_the_month_is_closed_with(page, collected):
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Buka lagi")).to_be_visible()
    expect(main.get_by_role("row", name="Ibu Sari")).to_contain_text(collected)


def given_a_forgotten_payment(case):
    builders.make_payment(case, date(2026, 3, 20), 150_000, matched_by="hand")


def when_it_is_opened_again(page, reason):
    main = page.get_by_role("main")
    main.get_by_role("link", name="Buka lagi").click()
    main.get_by_role("textbox").fill(reason)
    main.get_by_role("button", name="Buka lagi").click()


def then_the_old_version_is_named(page, reason):
    main = page.get_by_role("main")
    expect(main).to_contain_text("Versi 1")
    expect(main).to_contain_text(reason)
