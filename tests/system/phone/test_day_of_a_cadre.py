"""Browser stories of an ordinary day: whom to visit, what is recorded, what is asked; and every page for everybody."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from arrears.models import BranchPolicy
from cadres.models import Cadre
from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import Contact, OutreachEvent, Question, SafetyReport
from kaderjkn.common.models import AccessLog, DeviceRecord
from meetings.models import Envelope
from tests.collections.builders import cover_payments, make_case, make_payment, make_review
from tests.factories import PASSWORD
from tests.meetings.builders import make_bundle
from tests.system.phone.conftest import until_true

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()
PAGES = {
    "/": "Hari ini",
    "/keluarga/{household}": "Keluarga binaan",
    "/keluarga/{household}/kontak": "Catat kontak",
    "/keluarga/{household}/kontak/promised": "Berjanji membayar",
    "/keluarga/{household}/kontak/moved": "Pindah",
    "/keluarga/{household}/kontak/dissatisfied_with_service": "Kecewa dengan pelayanan",
    "/keluarga/{household}/bahaya": "Laporkan bahaya",
    "/bulan": "Bulan saya",
    "/pembayaran/{payment}": "Pembayaran",
    "/pertanyaan": "Pertanyaan saya",
    "/tinjauan": "Tinjauan saya",
    "/tinjauan/{review}": "Tinjauan",
    "/tinjauan/{review}/2026-03": "Maret 2026",
    "/tinjauan/{review}/banding": "Banding",
    "/amplop": "Amplop saya",
    "/amplop/{envelope}": "0905-2611-000001",
    "/kiriman": "Kiriman",
    "/lainnya": "Lainnya",
    "/lainnya/minat": "Minat mendaftar",
    "/lainnya/sosialisasi": "Sosialisasi",
    "/lainnya/keluhan": "Keluhan peserta",
    "/lainnya/keluhan/{household}": "Keluhan peserta",
    "/tidak/ada": "Tidak ditemukan",
}


def test_contact_is_recorded_in_three_taps_and_leaves_the_list_of_the_uncontacted(phone, households, cadre):
    phone.sign_in(cadre.user)
    first = phone.page.locator(".stop").first
    expect(first).to_contain_text("Belum pernah dihubungi")
    first.click()
    phone.page.click("text=Catat kontak")
    phone.page.click("text=Tidak di rumah")
    phone.page.click("text=Simpan kontak")
    expect(phone.main).to_contain_text("Kontak tersimpan di ponsel: Tidak di rumah")
    phone.sent()
    assert Contact.objects.get().outcome == "not_home"
    phone.open()
    expect(phone.page.locator(".stop").last).to_contain_text("Terakhir dihubungi hari ini")
    expect(phone.main).to_contain_text("1 / 10")


def test_personal_data_are_masked_until_tapped_and_the_tap_is_logged_without_network(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.open(f"/keluarga/{households[0].pk}")
    expect(phone.main).not_to_contain_text("Keluarga 01")
    expect(phone.main).to_contain_text("+62*******7890")
    phone.page.click("text=Tampilkan nama, alamat, dan telepon")
    expect(phone.page.locator("h1")).to_have_text("Keluarga 01")
    expect(phone.main).to_contain_text("Jalan Melati 7")
    phone.find_network()
    phone.sent()
    entry = AccessLog.objects.get()
    assert (entry.by, entry.subject_kind, entry.subject_id) == (cadre.user, "household", households[0].pk)


def test_amounts_enter_a_message_only_after_the_number_was_confirmed_at_a_visit(phone, households, cadre):
    phone.sign_in(cadre.user)
    page = f"/keluarga/{households[0].pk}"
    phone.open(page)
    phone.page.click("text=Tampilkan nama, alamat, dan telepon")
    phone.page.click("summary:has-text('Kirim pesan')")
    assert whatsapp_texts(phone) == 1  # the greeting alone
    assert "600.000" not in phone.page.locator(".phone-message").inner_text()

    phone.open(f"{page}/kontak/met")
    phone.page.check("[name=confirms]")
    phone.page.click("text=Simpan kontak")
    expect(phone.main).to_contain_text("terkonfirmasi")
    phone.page.click("summary:has-text('Kirim pesan')")
    assert whatsapp_texts(phone) > 1
    link = phone.page.locator("a:has-text('WhatsApp')").nth(1).get_attribute("href")
    assert link.startswith("https://wa.me/6281234567890?text=")
    assert "600.000" in link
    phone.sent()
    assert Contact.objects.get().confirmed_phone == "+6281234567890"


def whatsapp_texts(phone) -> int:
    return phone.page.locator("a:has-text('WhatsApp')").count()


def test_no_call_or_message_is_suggested_in_quiet_hours(phone, households, cadre):
    BranchPolicy.objects.update(quiet_from="00:00", quiet_until="23:59")
    phone.sign_in(cadre.user)
    phone.open(f"/keluarga/{households[0].pk}")
    phone.page.click("text=Tampilkan nama, alamat, dan telepon")
    expect(phone.main).to_contain_text("Jam tenang (00.00–23.59)")
    expect(phone.page.locator("a:has-text('Telepon'), a:has-text('WhatsApp'), a:has-text('SMS')")).to_have_count(0)
    expect(phone.page.locator("a:has-text('Buka peta')")).to_be_visible()


def test_nothing_on_the_phone_takes_cash(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.open(f"/keluarga/{households[0].pk}/kontak/promised")
    expect(phone.main).to_contain_text("Kader tidak menerima uang. Bayar hanya di kanal resmi.")
    names = phone.page.locator("form [name]").evaluate_all("all => all.map(({name}) => name)")
    assert sorted(set(names)) == [
        "channel", "confirms", "made_on", "made_time", "mode", "note", "promised_amount", "promised_on",
    ]  # fmt: skip


def test_payment_is_disputed_without_network_and_answered(phone, households, browser, branch, staff):
    cadre = Cadre.objects.get()
    payment = paid(households[0], branch)
    phone.sign_in(cadre.user)
    phone.open("/bulan")
    phone.page.click(f"text={payment.reference}")
    expect(phone.main).to_contain_text("Pemegang pada hari bayar")  # the explanation, step by step
    phone.lose_network()
    phone.page.fill("[name=text]", "Mengapa bukan dua bulan?")
    phone.page.click("text=Kirim pertanyaan")
    expect(phone.main).to_contain_text("belum terkirim")
    phone.find_network()
    phone.sent()
    question = Question.objects.get()
    assert (question.payment, question.text) == (payment, "Mengapa bukan dua bulan?")

    when_the_office_answers(browser, phone.wire.url, staff, question)
    phone.page.reload()
    phone.open("/pertanyaan")
    expect(phone.main).to_contain_text("Satu bulan yang dibayar.")


def when_the_office_answers(browser, url, staff, question):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{url}/account/login/?next={question.get_absolute_url()}")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    expect(page.locator("main")).to_contain_text("Mengapa bukan dua bulan?")
    page.check("input[value=explained]")
    page.fill("textarea[name=text]", "Satu bulan yang dibayar.")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Satu bulan yang dibayar.")
    page.close()


def paid(household, branch):
    case = household.cases.get()
    payment = make_payment(case, max(case.month, branch.today() - timedelta(days=1)), 100_000)
    cover_payments(branch, branch.today())
    recompute(branch=branch, month=case.month)
    return payment


def test_danger_at_a_house_warns_the_next_visitor(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.open(f"/keluarga/{households[0].pk}/bahaya")
    phone.page.fill("[name=text]", "Anjing dilepas.")
    phone.page.click("text=Kirim laporan")
    expect(phone.main).to_contain_text("Hati-hati")
    phone.sent()
    assert SafetyReport.objects.get().household == households[0]


def test_event_with_a_photo_is_sent_smaller_than_it_was_taken(phone, households, cadre, tmp_path):
    from PIL import Image

    photo = tmp_path / "acara.jpg"
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(photo, quality=95)
    phone.sign_in(cadre.user)
    phone.open("/lainnya/sosialisasi")
    phone.page.fill("[name=place]", "Balai RW 02")
    phone.page.fill("[name=topic]", "REHAB")
    phone.page.fill("[name=people_reached]", "40")
    phone.page.set_input_files("#id_photo", photo)
    expect(phone.main).to_contain_text("Foto disertakan")
    phone.page.click("form >> text=Simpan")
    expect(phone.main).to_contain_text("Sosialisasi tersimpan")
    phone.sent()
    event = OutreachEvent.objects.get()
    assert (event.people_reached, bool(event.stored_photo)) == (40, True)


def test_saving_twice_in_a_hurry_stores_one_contact(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.open(f"/keluarga/{households[0].pk}/kontak/met")
    phone.page.locator("form").evaluate("""async (form) => {
      for (let turn = 0; turn < 40; turn += 1) {  // a finger that does not rest, until the next page is there
        form.requestSubmit();
        await new Promise((done) => setTimeout(done, 10));
      }
    }""")
    expect(phone.main).to_contain_text("Kontak tersimpan")
    phone.sent()
    assert Contact.objects.count() == 1


def test_envelope_is_handed_over_with_the_contact(phone, households, cadre, branch):
    envelope = in_hand(households[0], cadre)
    phone.sign_in(cadre.user)
    phone.open(f"/keluarga/{households[0].pk}/kontak/met")
    phone.page.check("[name=delivers]")
    phone.page.click("text=Simpan kontak")
    expect(phone.main).to_contain_text("Kontak tersimpan")
    phone.sent()
    until_true(lambda: Envelope.objects.get(pk=envelope.pk).state == "delivered")
    phone.open("/amplop")
    expect(phone.main).to_contain_text("0 amplop di tangan saya")


def in_hand(household, cadre) -> Envelope:
    facts = {"number": "0905-2611-000001", "state": "handed_over", "cadre": cadre}
    envelope = Envelope.objects.create(branch=cadre.branch, case=household.cases.get(), **facts)
    envelope.steps.create(state="handed_over", bundle=make_bundle(envelope))
    return envelope


def test_every_page_is_accessible_and_fits_a_small_phone(phone, households, cadre, branch):
    numbers = {
        "household": households[0].pk,
        "payment": paid(households[1], branch).pk,
        "envelope": in_hand(households[2], cadre).pk,
        "review": make_review(cadre).pk,
    }
    make_case(cadre, months=27, target=4_000_000)
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.sign_in(cadre.user)
    found = {}
    for page, title in PAGES.items():
        phone.open(page.format(**numbers))
        expect(phone.page).to_have_title(f"{title} – kaderjkn")
        phone.page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        small = phone.page.evaluate(SMALL_TARGETS)
        problems = phone.page.evaluate(AXE + RUN)
        if problems or wide > 320 or small:
            found[page] = (problems, wide, small)
    assert found == {}
    phone.sent()
    assert set(DeviceRecord.objects.values_list("kind", flat=True)) == {"seen"}  # the notice of the review


RUN = """
;axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag2aaa", "best-practice"],
                    rules: {"color-contrast-enhanced": {enabled: true}}})
  .then(({violations}) => violations.filter(({impact}) => ["serious", "critical"].includes(impact))
                                    .map(({id, nodes}) => [id, nodes[0].html.slice(0, 120)]))
"""
SMALL_TARGETS = """
[...document.querySelectorAll("a[href], button, select, input:not([type=hidden]), summary")]
  .filter((one) => one.checkVisibility() && !one.closest("p:not(.button-row), dd, label, .skip-link"))
  .map((one) => [one.outerHTML.slice(0, 90), Math.round(one.getBoundingClientRect().height)])
  .filter(([, height]) => height < 44)
"""


def test_app_speaks_english_once_chosen_and_without_network_too(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.open("/lainnya")
    phone.page.click("text=English")
    expect(phone.page.locator("#nav")).to_contain_text("Today")
    phone.open()
    expect(phone.page.locator("h1")).to_have_text("Today")
    phone.lose_network()
    phone.page.reload()
    expect(phone.page.locator("h1")).to_have_text("Today")
