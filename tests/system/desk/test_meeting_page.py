"""Browser stories of the table at a meeting: names, codes, envelopes and signatures, with and without network."""

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from cadres.letters import letter_of
from meetings import codes
from meetings.models import Attendance, EnvelopeBundle, EnvelopeSighting, EnvelopeStep
from tests.system.phone.conftest import until_true
from tests.system.phone.test_day_of_a_cadre import RUN, SMALL_TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AXE = Path(settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text()


def states() -> dict[str, str]:
    return dict(Attendance.objects.order_by("cadre__code").values_list("cadre__code", "state"))


def test_tap_on_a_name_checks_in_and_twice_is_once(desk, cadres, staff):
    desk.sign_in(staff)
    desk.tap(cadres[0])
    expect(desk.row(cadres[0])).to_contain_text("Hadir")
    desk.page.locator(f"#tap_{cadres[0].pk}").click(force=True)
    desk.sent()
    assert states() == {"K01": "present"}
    assert Attendance.objects.get().means == "tap"


def test_mistaken_tap_is_taken_back(desk, cadres, staff):
    desk.sign_in(staff)
    desk.tap(cadres[0])
    desk.row(cadres[0]).get_by_text("Batalkan").click()
    expect(desk.row(cadres[0])).to_contain_text("belum dicatat")
    desk.sent()
    assert states() == {}


def test_whole_table_works_without_network_and_arrives_later(desk, cadres, staff):
    desk.sign_in(staff)
    desk.lose_network()
    desk.tap(cadres[0])
    expect(desk.row(cadres[0])).to_contain_text("belum terkirim")
    kept, back = cadres[0].envelopes.order_by("number")
    desk.of(cadres[0])
    desk.envelope(kept).get_by_role("button", name="Masih di tangan").click()
    expect(desk.main).to_contain_text(f"Amplop {kept.number} diperlihatkan.")
    desk.envelope(back).get_by_text("Kembalikan ke kantor").click()
    desk.page.fill(f"#id_back_{back.pk}", "rumah kosong")
    desk.envelope(back).get_by_role("button", name="Terima kembali").click()
    expect(desk.main).to_contain_text("Cocok")
    desk.hand_over()
    desk.page.reload()
    expect(desk.main).to_contain_text("3 amplop sudah diserahkan pada pertemuan ini.")
    desk.waiting(4)
    assert states() == {}

    desk.find_network()
    desk.sent()
    assert states() == {"K01": "present"}
    assert EnvelopeSighting.objects.get().envelope == kept
    back.refresh_from_db()
    assert (back.state, back.steps.get(state="taken_in").meeting) == ("returned", desk.meeting)
    bundle = EnvelopeBundle.objects.get(meeting=desk.meeting)
    assert (bundle.means, bundle.items.filter(is_received=True).count()) == ("signature", 3)


def test_without_a_signature_the_phone_is_asked(desk, cadres, staff):
    desk.sign_in(staff).of(cadres[0])
    desk.page.click("text=Serahkan, kader menandatangani")
    expect(desk.main).to_contain_text("Minta kader menandatangani di kotak itu")
    desk.page.click("text=Serahkan, kader konfirmasi di ponsel")
    expect(desk.main).to_contain_text("3 amplop menunggu konfirmasi di ponsel kader")
    desk.sent()
    assert EnvelopeBundle.objects.get(meeting=desk.meeting).state == "offered"


def test_cadre_who_forgot_the_phone_signs_for_the_bundle_that_waits(desk, cadres, staff):
    desk.sign_in(staff).of(cadres[0])
    desk.page.click("text=Serahkan, kader konfirmasi di ponsel")
    expect(desk.main).to_contain_text("menunggu konfirmasi")
    desk.sent()
    desk.hand_over()
    desk.sent()
    assert list(EnvelopeBundle.objects.filter(meeting=desk.meeting).order_by("pk").values_list("state", flat=True)) == [
        "withdrawn",
        "confirmed",
    ]


def test_two_tables_hand_the_same_bundle_over_without_network(desk, another_desk, cadres, staff):
    for one in (desk, another_desk):
        one.sign_in(staff).of(cadres[0])
    for one in (desk, another_desk):
        one.page.context.set_offline(True)
        one.hand_over()
    for one in (desk, another_desk):
        one.page.context.set_offline(False)
        one.sent()
    assert EnvelopeBundle.objects.filter(meeting=desk.meeting, state="confirmed").count() == 1
    assert EnvelopeStep.objects.filter(state="handed_over", meeting=desk.meeting).count() == 3


def test_other_table_sees_who_was_tapped_here(desk, another_desk, cadres, staff):
    another_desk.sign_in(staff)
    desk.sign_in(staff)
    desk.tap(cadres[1])
    desk.sent()
    expect(another_desk.row(cadres[1])).to_contain_text("Hadir", timeout=30_000)


def test_code_of_the_letter_of_assignment_checks_in(desk, cadres, staff):
    document = letter_of(agreement=cadres[2].agreements.get(), kind="assignment_letter", by=staff)
    desk.sign_in(staff)
    desk.page.fill("#f_card", f"https://kader.example/cek/{document.token}/")
    desk.page.keyboard.press("Enter")
    expect(desk.row(cadres[2])).to_contain_text("Hadir")
    desk.page.fill("#f_card", "k04")
    desk.page.keyboard.press("Enter")
    expect(desk.row(cadres[3])).to_contain_text("Hadir")
    desk.page.fill("#f_card", "K99")
    desk.page.keyboard.press("Enter")
    expect(desk.main).to_contain_text("Kode ini bukan milik kader yang diundang")
    desk.sent()
    assert set(Attendance.objects.values_list("means", flat=True)) == {"card"}


def test_code_at_the_door_is_the_one_that_the_server_takes(desk, cadres, staff):
    """Read off the screen by another program, as a phone's camera would."""
    desk.sign_in(staff)
    desk.lose_network()
    desk.open("/pintu")
    picture = Image.open(io.BytesIO(desk.page.locator("#door").screenshot()))
    [found] = zxingcpp.read_barcodes(picture)
    pattern = rf"{re.escape(settings.SITE_URL)}/hari-ini/#/hadir/{desk.meeting.pk}/(\d+)/([0-9a-f]{{16}})"
    step, mac = re.fullmatch(pattern, found.text).groups()
    key = desk.meeting.check_in_key
    assert codes.is_check_in_mac(mac, key, desk.meeting.pk, int(step))
    shown = desk.page.locator("#door_number").inner_text().replace(" ", "")
    assert shown == codes.check_in_number(key, desk.meeting.pk, int(step))


def test_list_is_closed_only_when_asked_twice(desk, cadres, staff):
    desk.sign_in(staff)
    desk.tap(cadres[0])
    desk.open("/susulan")
    desk.page.click("text=Tutup daftar hadir: 3 yang belum dicatat tidak hadir")
    assert states().get("K02") is None
    desk.page.click("text=Ya, catat 3 kader tidak hadir")
    expect(desk.main).to_contain_text("Daftar hadir ditutup.")
    desk.sent()
    assert states() == {"K01": "present", "K02": "absent", "K03": "absent", "K04": "absent"}


def test_count_shows_the_difference_by_number_until_it_balances(desk, cadres, staff):
    one, other = cadres[0].envelopes.order_by("number")
    desk.sign_in(staff).open("/selisih")
    mine = desk.page.locator(".desk-balance:has-text('K01')")
    expect(mine).to_contain_text(f"Belum jelas: {one.number}, {other.number}")
    desk.of(cadres[0])
    desk.envelope(one).get_by_role("button", name="Sampai").click()
    expect(desk.main).to_contain_text(
        "2 diserahkan = 1 sampai + 0 kembali + 0 hilang + 0 masih di tangan + 1 belum jelas"
    )
    desk.envelope(other).get_by_role("button", name="Masih di tangan").click()
    expect(desk.main).to_contain_text("Cocok")
    desk.open("/selisih")
    expect(mine).to_contain_text("2 diserahkan = 1 sampai + 0 kembali + 0 hilang + 1 masih di tangan")
    desk.sent()


def test_record_that_the_server_refuses_is_shown_with_the_reason(desk, cadres, staff):
    desk.sign_in(staff)
    desk.lose_network()
    desk.tap(cadres[0])
    cadres[0].agreements.update(valid=("2020-01-01", "2020-02-01"))
    desk.find_network()
    desk.page.click("#waiting:has-text('perlu dilihat')")
    expect(desk.main).to_contain_text("Hanya kader yang diundang")


def test_cadre_at_the_same_tablet_does_not_see_the_meeting(desk, cadres, staff, cadre):
    desk.sign_in(staff)
    desk.page.context.clear_cookies()
    desk.page.goto(f"{desk.wire.url}/account/login/?next=/hari-ini/")
    desk.fill_in_sign_in(cadre.user)
    expect(desk.main).to_contain_text("Belum ada binaan")
    desk.open()
    expect(desk.main).to_contain_text("bukan akun kantor cabang")
    expect(desk.main).not_to_contain_text("Ibu K01")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(desk, cadres, staff, width):
    desk.page.set_viewport_size({"width": width, "height": 768})
    desk.sign_in(staff)
    desk.tap(cadres[1])
    found = {}
    pages = {"": None, "/pintu": None, "/susulan": None, "/selisih": None, f"/kader/{cadres[0].pk}": "Ibu K01"}
    for part, title in pages.items():
        desk.open(part)
        if title:
            expect(desk.page.locator("h1")).to_have_text(title)
        desk.page.wait_for_timeout(300)
        desk.page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        problems, small = desk.page.evaluate(AXE + RUN), desk.page.evaluate(SMALL_TARGETS)
        if problems or wide > width or small:
            found[part] = (problems, wide, small)
    assert found == {}
    until_true(lambda: states() == {"K02": "present"})
