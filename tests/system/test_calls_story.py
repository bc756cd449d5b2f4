"""A browser story: a day at the telephone, a message to many, and pages that everybody can use."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from playwright.sync_api import expect

from arrears import reference as arrears_reference
from arrears.models import BranchPolicy
from kaderjkn.collections import reference
from kaderjkn.collections.models import Blast, CallEntry, OfficeContact
from kaderjkn.collections.outreach.actions.blasts import confirm_blast, prepare_blast
from kaderjkn.collections.outreach.actions.calls import take_next
from kaderjkn.collections.outreach.actions.replies import note_reply
from kaderjkn.collections.outreach.jobs.call_list import fill
from kaderjkn.collections.outreach.sending import send_portion
from kaderjkn.common.models import AccessLog
from tests.collections.outreach.builders import make_listed
from tests.collections.outreach.gateways import Remembering, raising
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()
RUN = """
;axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})
  .then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({target}) => target.join(" "))]))"""


@pytest.fixture
def households(branch):
    """Three families on the call list of a branch without quiet hours, at whatever hour the test runs."""
    for module in (arrears_reference, reference):
        module.load(apps)  # an earlier test may have emptied the tables
    BranchPolicy.objects.update(quiet_from="00:00", quiet_until="00:00")
    made = [make_listed(branch, name=name) for name in ("Siti Aminah", "Joko Susilo", "Sri Wati")]
    fill(branch)
    return made


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True}  # axe is put into the page as text


@pytest.fixture
def signed_in(page, live_server, staff, households):
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    page.wait_for_url(re.compile("/cabang/"))
    return page


def test_day_at_the_telephone(signed_in, households):
    page = signed_in
    page.get_by_role("link", name="Telepon", exact=True).click()
    page.get_by_role("button", name="Ambil keluarga berikutnya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("S*** A*****")
    page.get_by_role("button", name="Buka nomor untuk menelepon").click()
    expect(page.get_by_role("link", name="Telepon +62")).to_be_visible()
    page.get_by_label("Berjanji membayar", exact=True).check()
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis tanggal janji membayar.")
    page.get_by_label("Berjanji membayar pada").fill(f"{households[0].branch.today()}")
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.get_by_role("status").first).to_contain_text("Janji membayar:")
    assert OfficeContact.objects.get().household == households[0]
    assert AccessLog.objects.get().subject_id == households[0].pk


def test_message_to_many_is_confirmed_in_numbers(signed_in, branch):
    page = signed_in
    page.get_by_role("link", name="Telepon", exact=True).click()
    page.get_by_role("link", name="Siaran pesan").click()
    page.get_by_role("link", name="Siapkan siaran").click()
    page.get_by_role("radio", name="Siaran kantor: salam").check()
    page.get_by_label("SMS").check()
    page.get_by_role("button", name="Lihat penerima").click()
    page.get_by_role("button", name="Kirim ke 3 keluarga").click()
    expect(page.get_by_role("status").first).to_contain_text("dikirim bertahap ke 3 keluarga")
    way = Remembering()
    send_portion(branch, way)
    page.reload()
    expect(page.locator(".stat", has_text="Terkirim")).to_contain_text("3")
    assert len(way.sent) == 3


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_can_be_used_by_everybody(signed_in, live_server, branch, staff, width):
    page = signed_in
    page.set_viewport_size({"width": width, "height": 780})
    found = {}
    for address in pages_of(branch, staff):
        page.goto(live_server.url + address)
        wide, problems = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(AXE + RUN)
        if problems or wide > width:
            found[address] = (problems, wide)
    assert found == {}


def pages_of(branch, staff) -> list[str]:
    """Every page of calls and messages, with something on it."""
    mine = take_next(by=staff)
    other = CallEntry.objects.exclude(pk=mine.pk).first()
    draft, sent = (prepare_blast(branch=branch, kind="office_hi", mode="sms", by=staff) for _each in range(2))
    confirm_blast(blast=sent, expected=3, by=staff)
    send_portion(branch, Remembering(dies=raising(TimeoutError())))
    unsure = Blast.objects.get(pk=sent.pk).messages.unsure().get()
    wish, _is_new = note_reply(branch=branch, phone="081200001111", by=staff)
    blasts = [f"/telepon/siaran/{draft.pk}/", f"/telepon/siaran/{sent.pk}/?state=unsure"]
    blasts += [f"/telepon/siaran/{draft.pk}/hentikan/", "/telepon/siaran/baru/", "/telepon/siaran/"]
    calls = [mine.get_absolute_url(), other.get_absolute_url(), "/telepon/", "/telepon/bagi/", "/telepon/kemajuan/"]
    others = [f"/telepon/siaran/pesan/{unsure.pk}/", "/telepon/berhenti/", f"/telepon/berhenti/{wish.pk}/cabut/"]
    return [*calls, *blasts, *others]
