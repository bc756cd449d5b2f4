"""A browser story: a closing opens a review, the cadre reads and answers on a phone, the supervisor decides."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from playwright.sync_api import expect

from arrears import reference as arrears_reference
from kaderjkn.collections import reference
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.models import Review
from tests.collections.builders import make_case, make_list, make_payment
from tests.factories import PASSWORD
from tests.system.phone.conftest import until_true

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]


@pytest.fixture
def three_months(branch, cadre):
    """Three months in which payments came, but none was collected by the cadre."""
    arrears_reference.load(apps)  # an earlier test may have emptied the tables
    reference.load(apps)
    for month in MONTHS:
        make_list(branch, month)
        case = make_case(cadre, month=month, target=100_000)
        make_payment(case, month.replace(day=9), 50_000, household=None, matched_by="", listed_month=None)


def test_a_review_is_answered_on_the_phone_and_decided(page, live_server, three_months, cadre, supervisor):
    review = when_the_third_month_is_closed(cadre.branch)
    signed_in(page, live_server, cadre.user, width=360)
    then_the_phone_speaks_of_it_kindly(page)
    when_the_cadre_answers(page)
    signed_in(page, live_server, supervisor, width=1280)
    then_the_facts_and_the_answer_stand_on_the_page(page, live_server, review)
    when_the_supervisor_decides(page)
    expect(page.locator("main")).to_contain_text("Kader melihatnya di halaman tinjauannya")
    review.refresh_from_db()
    assert (review.state, review.decided_by, review.obstacles) == ("continue", supervisor, ["illness"])
    signed_in(page, live_server, cadre.user, width=360)
    then_the_cadre_reads_the_decision(page, live_server, review)


def when_the_third_month_is_closed(branch) -> Review:
    for month in MONTHS:
        close_period(branch=branch, month=month)
    return Review.objects.get(branch=branch)


def signed_in(page, live_server, user, *, width: int):
    page.context.clear_cookies()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    if user.is_cadre:
        expect(page.locator("h1")).to_have_text("Hari ini")  # the app has fetched what it needs
        page.goto(f"{live_server.url}/hari-ini/#/bulan")
    else:
        page.goto(live_server.url + reverse("collections:review-list"))


def then_the_phone_speaks_of_it_kindly(page):
    expect(page.locator("main")).to_contain_text("ingin mendengar penjelasan Anda")
    page.click("text=Baca dan jawab")
    expect(page.locator("main")).to_contain_text("Ini bukan hukuman")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def when_the_cadre_answers(page):
    page.check("input[name=obstacle_illness]")
    page.fill("#id_text", "Saya sakit tiga bulan ini.")
    page.click("text=Kirim jawaban")
    expect(page.locator("main")).to_contain_text("jawaban Anda tersimpan")
    expect(page.locator("#waiting")).to_be_hidden()
    until_true(lambda: Review.objects.get().answer)


def then_the_facts_and_the_answer_stand_on_the_page(page, live_server, review):
    page.goto(live_server.url + review.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Siap diputuskan: kader sudah menjawab")
    expect(page.locator("main")).to_contain_text("Maret 2026")
    expect(page.locator(".timeline").first).to_contain_text("Saya sakit tiga bulan ini.")


def when_the_supervisor_decides(page):
    page.click("a:has-text('Putuskan')")
    page.check("input[name=decision][value=continue]")
    page.fill("#id_reason", "Kader sakit; kami dampingi.")
    page.click("text=Lanjut: periksa akibatnya")
    page.click("main button:has-text('Simpan keputusan')")


def then_the_cadre_reads_the_decision(page, live_server, review):
    page.goto(f"{live_server.url}/hari-ini/#/tinjauan/{review.pk}")
    expect(page.locator("main")).to_contain_text("Kader sakit; kami dampingi.")
    until_true(lambda: Review.objects.get().decision_seen_at)
