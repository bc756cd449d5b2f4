"""Browser stories: a cadre records where there is no network, and PostgreSQL ends with exactly those contacts."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from arrears.models import CaseHolder, Channel
from cadres.models import Cadre
from kaderjkn.collections.models import Contact, RegistrationInterest
from kaderjkn.collections.phone.program import PHONE
from kaderjkn.common.devices.kinds import record_kind, record_kinds
from kaderjkn.common.devices.phones import revoke
from kaderjkn.common.models import Device, DeviceRecord
from tests.conftest import CHROMIUM, CHROMIUM_ARGS
from tests.factories import CadreFactory
from tests.system.phone.conftest import Phone, contacts, receipts, until_true

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def met(households) -> list[tuple[int, str]]:
    return sorted((household.pk, "met") for household in households)


def test_cold_start_without_network_opens_and_records(browser_type, tmp_path, wire, households, cadre):
    options = {"executable_path": CHROMIUM, "args": CHROMIUM_ARGS, "viewport": {"width": 360, "height": 740}}
    context = browser_type.launch_persistent_context(tmp_path, **options)
    Phone(context.new_page(), wire).sign_in(cadre.user)
    context.close()

    wire.cut()
    context = browser_type.launch_persistent_context(tmp_path, **options)
    phone = Phone(context.new_page(), wire).open()
    phone.ready()
    phone.record(households[0])
    phone.waiting(1)
    assert contacts() == []

    wire.mend()
    phone.send()
    phone.sent()
    context.close()
    assert contacts() == met(households[:1])


def test_twenty_contacts_recorded_without_network_arrive_when_it_is_back(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    for household in households:
        phone.record(household)
    phone.waiting(20)
    assert contacts() == []

    phone.find_network()  # nobody presses anything: the browser says `online`

    phone.sent()
    assert contacts() == met(households)
    assert receipts() == 20


def test_record_whose_answer_was_lost_is_not_stored_twice(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.wire.loses = b"POST /hp/kirim/"
    phone.record(households[0])
    assert phone.wire.lost.wait(15)
    phone.waiting(1)
    assert contacts() == met(households[:1])  # the server has it, the phone does not know

    phone.wire.mend()
    phone.send()

    phone.sent()
    assert (contacts(), receipts()) == (met(households[:1]), 1)


def test_tab_killed_in_the_middle_of_sending_loses_and_doubles_nothing(phone, households, cadre, another_tab):
    phone.sign_in(cadre.user)
    phone.lose_network()
    chosen = households[:20] + households[:10]  # more than one batch
    for household in chosen:
        phone.record(household)
    with another_tab() as second:
        second.open("/kiriman")
        expect(second.main).to_contain_text("Belum terkirim (30)")
        phone.page.close()
        second.wire.loses = b"POST /hp/kirim/"
        second.wire.is_cut = False
        second.page.context.set_offline(False)
        assert second.wire.lost.wait(15)
        second.page.close(run_before_unload=False)
    assert 0 < Contact.objects.count() < 30

    phone.page = second.page.context.new_page()
    phone.wire.mend()
    phone.open("/kiriman")  # opening is enough

    phone.sent()
    assert (contacts(), receipts()) == (met(chosen), 30)


def test_two_tabs_sending_at_once_store_each_record_once(phone, households, cadre, another_tab):
    phone.sign_in(cadre.user)
    phone.lose_network()
    for household in households[:12]:
        phone.record(household)
    with another_tab() as second:
        second.open("/kiriman")
        phone.open("/kiriman")
        phone.find_network()
        phone.page.get_by_role("button", name="Kirim sekarang").evaluate("button => button.click()")
        second.page.get_by_role("button", name="Kirim sekarang").evaluate("button => button.click()")
        phone.sent()
        second.sent()
    assert (contacts(), receipts()) == (met(households[:12]), 12)


def test_session_that_expired_meanwhile_keeps_the_queue_until_sign_in(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    Session.objects.all().delete()
    phone.find_network()

    expect(phone.page.locator("#bar")).to_contain_text("Sesi Anda berakhir")
    phone.open()  # the slice is still there
    expect(phone.page.locator(".stop").first).to_be_visible()
    assert contacts() == []

    phone.page.click("#bar >> text=Masuk lagi")
    phone.fill_in_sign_in(cadre.user)
    phone.ready()

    phone.sent()
    assert contacts() == met(households[:1])


def test_server_refuses_three_of_ten_and_they_can_be_mended(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    for household in households[:7]:
        phone.record(household)
    for household in households[7:10]:
        phone.record(household, channel="POS")
    Channel.objects.filter(code="POS").update(code="POS_LAMA")  # the office has renamed it meanwhile
    phone.find_network()

    expect(phone.page.locator("#waiting")).to_have_text("3 perlu dilihat")
    assert contacts() == met(households[:7])

    for _each in range(3):
        phone.open("/kiriman")
        phone.page.click("text=Kanal ini tidak dikenal >> nth=0")
        expect(phone.main).to_contain_text("Ditolak:")
        phone.page.select_option("[name=channel]", "ATM")
        phone.page.click("text=Simpan perbaikan")
        expect(phone.main).to_contain_text("Perbaikan tersimpan")
    phone.sent()
    assert contacts() == met(households[:10])
    assert Contact.objects.filter(channel__code="ATM").count() == 3


def test_report_that_the_server_refuses_is_mended_in_the_form_it_was_made_in(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.open("/lainnya/minat")
    phone.page.fill("[name=name]", "Rina Wati")
    phone.page.fill("[name=phone]", "12")
    phone.page.check("[name=agreed_to_call]")
    phone.page.click("form >> text=Simpan")
    expect(phone.page.locator("#waiting")).to_have_text("1 perlu dilihat")
    phone.open("/kiriman")
    phone.page.click("text=Nomor HP tidak dapat dibaca")
    expect(phone.page.locator("[name=name]")).to_have_value("Rina Wati")
    phone.page.fill("[name=phone]", "0812-9876-5432")
    phone.page.click("text=Simpan perbaikan")
    phone.sent()
    assert RegistrationInterest.objects.get().phone == "+6281298765432"


def test_clock_three_hours_ahead_is_put_right_and_recorded(phone, households, cadre):
    phone.page.add_init_script(THREE_HOURS_AHEAD)
    phone.sign_in(cadre.user)
    phone.record(households[0])
    phone.sent()
    [contact] = Contact.objects.all()
    [record] = DeviceRecord.objects.filter(kind="contact")
    assert abs((contact.received_at - contact.made_at).total_seconds()) < 120
    assert abs((record.clock - record.made_at).total_seconds() - 3 * 3600) < 120
    assert abs(record.skew - 3 * 3600) < 120


THREE_HOURS_AHEAD = """
const Real = Date, shift = 3 * 3600 * 1000;
globalThis.Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};
"""


def test_new_version_of_the_app_comes_while_records_wait(phone, households, cadre, monkeypatch):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    monkeypatch.setitem(vars(PHONE), "version", "yang-baru")
    phone.find_network()
    phone.wire.loses = b"POST /hp/kirim/"  # what waits is not sent before the new version is there
    phone.page.evaluate("navigator.serviceWorker.getRegistration('/hari-ini/').then(found => found.update())")
    phone.page.click("text=Pakai sekarang")
    phone.ready_after_update("kaderjkn-cadre-yang-baru")
    assert phone.kept()["unsent"] == 1

    phone.wire.mend()
    phone.send()
    phone.sent()
    assert contacts() == met(households[:1])


def test_records_exported_before_the_storage_was_wiped_reach_the_server_by_the_office(
    phone, households, staff, client_of, tmp_path
):
    cadre = Cadre.objects.get()
    phone.sign_in(cadre.user)
    phone.lose_network()
    for household in households[:3]:
        phone.record(household, note="rahasia keluarga")
    phone.open("/kiriman")
    with phone.page.expect_download() as download:
        phone.page.click("text=Simpan sebagai berkas")
    file = tmp_path / "kiriman.json"
    download.value.save_as(file)
    wipe_storage(phone)
    assert "rahasia" not in file.read_text()
    assert len(json.loads(file.read_text())["records"]) == 3

    with file.open("rb") as stream:
        answer = client_of(staff).post("/perangkat/berkas/", {"file": stream})

    assert "3 catatan baru" in answer.content.decode()
    assert contacts() == met(households[:3])
    assert set(Contact.objects.values_list("cadre", "note")) == {(cadre.pk, "rahasia keluarga")}


def wipe_storage(phone) -> None:
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send("Storage.clearDataForOrigin", {"origin": phone.wire.url, "storageTypes": "all"})


# Whose phone it is


def ask_to_sign_out(phone, household, cadre):
    """With a record that could not be sent: the app asks before it signs out."""
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(household)
    phone.open("/lainnya")
    phone.page.get_by_role("button", name="Keluar").click()
    expect(phone.main).to_contain_text("1 catatan belum terkirim")


def test_signing_out_with_unsent_records_asks_first_and_keeps_them_locked(phone, households, cadre):
    ask_to_sign_out(phone, households[0], cadre)
    phone.page.click("text=Keluar saja")

    expect(phone.main).to_contain_text("data keluarga sudah dihapus dari ponsel")
    expect(phone.main).to_contain_text("1 catatan belum terkirim tetap tersimpan")
    assert is_wiped(phone)

    phone.find_network()
    until_true(lambda: not Session.objects.exists())  # the session is ended now that it can be
    phone.sign_in(cadre.user)
    phone.sent()
    assert contacts() == met(households[:1])


def test_question_before_signing_out_stays_while_records_go(phone, households, cadre):
    ask_to_sign_out(phone, households[0], cadre)
    phone.find_network()
    phone.waiting(0)
    expect(phone.page.get_by_role("button", name="Keluar saja")).to_be_visible()


def test_signing_out_on_another_page_of_the_site_wipes_the_app_when_it_opens(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.page.goto(f"{phone.wire.url}/account/logout/")
    phone.page.click("main form button")
    phone.open()
    expect(phone.main).to_contain_text("data keluarga sudah dihapus dari ponsel")
    assert phone.kept()["blobs"] == []


def test_records_of_another_cadre_are_not_sent_by_who_signs_in_next(phone, households, cadre, branch):
    other = CadreFactory(branch=branch, code="0905-02")
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    phone.pass_to(other.user)
    assert contacts() == []
    assert phone.kept()["readable"] == [False]

    phone.page.context.clear_cookies()
    phone.sign_in(cadre.user)
    phone.sent()
    assert contacts() == met(households[:1])


def test_phone_that_the_office_ended_is_wiped_at_next_contact(phone, households, cadre, staff):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    revoke(device=Device.objects.get(), by=staff)
    assert phone.kept()["blobs"] != []
    phone.find_network()

    expect(phone.main).to_contain_text("Kantor cabang mengeluarkan akun Anda dari ponsel ini")
    assert is_wiped(phone)
    assert contacts() == []


def test_records_waiting_for_another_account_are_neither_shown_nor_thrown_away(phone, households, cadre, branch):
    other = CadreFactory(branch=branch, code="0905-02")
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    phone.pass_to(other.user)
    phone.waiting(0)
    phone.open("/kiriman")
    expect(phone.main).to_contain_text("1 catatan terkunci milik akun lain")
    expect(phone.main).to_contain_text("Belum terkirim (0)")


def test_fault_of_the_server_keeps_the_record_waiting(phone, households, cadre, monkeypatch):
    phone.sign_in(cadre.user)
    kind = record_kind("contact")
    monkeypatch.setitem(record_kinds, "contact", replace(kind, take=failing))
    phone.record(households[0])
    expect(phone.page.locator("#waiting")).to_have_text("1 belum terkirim")
    phone.page.wait_for_timeout(500)
    assert phone.kept()["unsent"] == 1
    monkeypatch.setitem(record_kinds, "contact", kind)
    phone.send()
    phone.sent()
    assert contacts() == met(households[:1])


def failing(record, values):
    raise RuntimeError


def test_contact_of_a_phone_that_lost_its_date_is_mended(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    phone.open(f"/keluarga/{households[1].pk}/kontak/met")
    phone.page.click("text=Ubah waktu kontak")
    phone.page.fill("[name=made_on]", "2019-01-02")
    phone.page.click("text=Simpan kontak")
    phone.waiting(2)
    phone.find_network()
    expect(phone.page.locator("#waiting")).to_have_text("1 perlu dilihat")
    phone.open("/kiriman")
    phone.page.click("text=60 hari >> nth=0")
    phone.page.fill("[name=made_on]", cadre.branch.today().isoformat())
    phone.page.fill("[name=made_time]", "00:01")
    phone.page.click("text=Simpan perbaikan")
    phone.sent()
    assert contacts() == met(households[:2])


def test_lease_that_has_run_out_wipes_the_slice_and_not_the_queue(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    phone.page.add_init_script(THREE_HOURS_AHEAD.replace("3 * 3600", "8 * 24 * 3600"))
    phone.page.reload()

    expect(phone.main).to_contain_text("terlalu lama tidak terhubung")
    assert is_wiped(phone)


def test_contact_for_a_case_that_moved_is_credited_to_who_made_it(phone, households, cadre, branch):
    other = CadreFactory(branch=branch, code="0905-02")
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.record(households[0])
    hand_over(households[0], other)
    phone.find_network()
    phone.sent()

    phone.open("/kiriman")
    expect(phone.main).to_contain_text("kini dipegang kader lain")
    assert Contact.objects.get().cadre == cadre


def hand_over(household, cadre) -> None:
    """From today on the case is another cadre's."""
    today = cadre.branch.today()
    holder = CaseHolder.objects.get(case__household=household)
    CaseHolder.objects.filter(pk=holder.pk).update(from_on=today - timedelta(days=1))
    CaseHolder.objects.create(branch=cadre.branch, case=holder.case, from_on=today, cadre=cadre)


def is_wiped(phone) -> bool:
    """No key and nothing that it opens; the one record that waits is there, and cannot be read."""
    found = phone.kept()
    secrets = {"key", "phone", "lease", "version"} & set(found["facts"])
    return (secrets, found["blobs"], found["readable"]) == (set(), [], [False])
