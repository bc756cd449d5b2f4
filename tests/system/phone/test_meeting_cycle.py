"""Browser stories of the two-weekly cycle: what a cadre does at a meeting and after it, mostly without network."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from arrears.actions.holds import set_hold
from kaderjkn.common.models import DeviceRecord
from meetings import actions, codes
from meetings.models import Attendance, Envelope, EnvelopeStep, Material, Meeting, MeetingNote
from tests.cadres.pictures import PDF
from tests.meetings.builders import make_envelope, make_meeting
from tests.system.phone import urls
from tests.system.phone.conftest import until_true
from tests.system.phone.test_day_of_a_cadre import AXE, RUN, SMALL_TARGETS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
ALL_DAY = {"starts_at": "00:00", "ends_at": "23:59", "late_after": 1440}


@pytest.fixture
def meeting(branch, fresh_cache) -> Meeting:
    """Today, at whatever hour the tests run."""
    return make_meeting(branch, place="Aula lantai 2", agenda="REHAB yang baru", **ALL_DAY)


@pytest.fixture
def bundle(households, cadre, staff, meeting):
    envelopes = [make_envelope(household.cases.get()) for household in households[:3]]
    return actions.offer_bundle(envelopes=envelopes, cadre=cadre, meeting=meeting, by=staff).bundle


@pytest.fixture
def numbers(bundle) -> list[str]:
    return list(bundle.items.values_list("envelope__number", flat=True))


def in_hand(household, cadre) -> Envelope:
    return make_envelope(household.cases.get(), cadre, "handed_over", days_ago=4)


def states() -> dict[str, str]:
    return dict(Envelope.objects.values_list("number", "state"))


# A bundle


def test_bundle_is_taken_over_without_network_with_one_missing(phone, cadre, bundle, numbers):
    phone.sign_in(cadre.user)
    expect(phone.main).to_contain_text("3 amplop menunggu Anda terima.")
    phone.lose_network()
    phone.page.click("text=Terima amplop")
    press = phone.page.locator("button[type=submit]")
    expect(press).to_have_text("Saya terima 3 amplop")
    phone.page.get_by_label(numbers[1]).uncheck()
    expect(press).to_have_text("Saya terima 2 amplop, 1 tidak ada di bundel")
    press.click()
    expect(phone.main).to_contain_text("2 amplop di tangan saya")
    expect(phone.main).to_contain_text("belum terkirim")
    expect(phone.main).not_to_contain_text(numbers[1])
    assert set(states().values()) == {"printed"}

    phone.page.click(f"text={numbers[0]}")  # and one of them is at its family before anything is sent
    phone.page.click("text=Sudah sampai di keluarga")
    expect(phone.main).to_contain_text("1 amplop di tangan saya")
    phone.find_network()
    phone.sent()
    until_true(lambda: states() == dict(zip(numbers, ["delivered", "printed", "handed_over"], strict=True)))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.means) == ("confirmed", "phone")
    expect(phone.main).not_to_contain_text("belum terkirim")


def test_bundle_that_was_withdrawn_meanwhile_says_so_and_leaves_the_hands(phone, cadre, staff, bundle):
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.open("/terima")
    phone.page.click("text=Saya terima 3 amplop")
    actions.withdraw_bundle(bundle=bundle, by=staff)
    phone.find_network()
    expect(phone.page.locator("#waiting")).to_contain_text("1 perlu dilihat")
    phone.open("/kiriman")
    expect(phone.main).to_contain_text("Kantor cabang sudah membatalkan bundel ini. Tanyakan amplopnya di kantor.")
    phone.open("/amplop")
    expect(phone.main).to_contain_text("0 amplop di tangan saya")


def test_bundle_that_is_made_while_the_phone_looks_on_is_found_by_looking_again(phone, households, cadre, staff):
    phone.sign_in(cadre.user)
    phone.open("/terima")
    expect(phone.main).to_contain_text("Tidak ada amplop yang menunggu")
    actions.offer_bundle(envelopes=[make_envelope(households[0].cases.get())], cadre=cadre, by=staff)
    phone.page.click("text=Periksa lagi")
    expect(phone.main).to_contain_text("Saya terima 1 amplop")


# One envelope


def test_envelope_is_opened_by_the_code_on_the_letter_without_network(phone, households, cadre):
    envelope, other = in_hand(households[0], cadre), in_hand(households[1], cadre)
    other.steps.filter(state="handed_over").update(state="delivered")
    phone.sign_in(cadre.user)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.lose_network()
    code = codes.envelope_code("0905", envelope.number)
    phone.page.goto(f"{phone.wire.url}/hari-ini/a/{envelope.number}/{code}/")
    expect(phone.page.locator("h1")).to_have_text(envelope.number)
    expect(phone.main).to_contain_text("Sudah sampai di keluarga")
    assert phone.page.url.endswith(f"/hari-ini/#/amplop/nomor/{envelope.number}")


def test_envelope_that_is_not_in_hand_says_so(phone, households, cadre, bundle, numbers):
    phone.sign_in(cadre.user)
    phone.open("/amplop/nomor/0905-2611-999999")
    expect(phone.page.locator("h1")).to_have_text("Amplop ini tidak di tangan Anda")
    expect(phone.main).to_contain_text("Jangan diantar: bawa ke kantor cabang.")
    phone.open(f"/amplop/nomor/{numbers[0]}")
    expect(phone.main).to_contain_text("3 amplop menunggu Anda terima.")


def test_phone_without_a_slice_goes_where_the_code_leads(phone, households, cadre):
    phone.sign_in(cadre.user)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.open("/lainnya")
    phone.page.click("text=Keluar")
    expect(phone.page).to_have_title("Kader JKN – kaderjkn")
    phone.page.goto(f"{phone.wire.url}/hari-ini/a/0905-2611-000001/0123456789/")
    assert "#" not in phone.page.url


def test_typed_last_digits_narrow_the_list_down(phone, households, cadre):
    mine = [in_hand(household, cadre) for household in households[:3]]
    phone.sign_in(cadre.user)
    phone.open("/amplop")
    rows = phone.page.locator("#main .phone-list li")
    expect(rows).to_have_count(3)
    phone.page.fill("#f_number", mine[1].number[-4:])
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(mine[1].number)
    phone.page.fill("#f_number", "no")
    expect(rows).to_have_count(3)
    phone.page.fill("#f_number", "99999999")
    expect(phone.main).to_contain_text("Tidak ada yang cocok")
    phone.open(f"/amplop/nomor/{mine[2].number[-4:]}")
    expect(phone.page.locator("h1")).to_have_text(mine[2].number)


def test_lost_envelope_is_reported_without_network(phone, households, cadre):
    envelope = in_hand(households[0], cadre)
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.open(f"/amplop/{envelope.pk}")
    phone.page.click("text=Laporkan hilang")
    phone.page.click("form >> text=Laporkan hilang")
    expect(phone.main).to_contain_text("Isi kolom ini dulu.")
    phone.page.fill("[name=reason]", "Jatuh di angkot")
    phone.page.click("form >> text=Laporkan hilang")
    expect(phone.main).to_contain_text("dilaporkan hilang")
    phone.find_network()
    phone.sent()
    assert EnvelopeStep.objects.get(state="lost").reason == "Jatuh di angkot"


def test_envelope_of_a_household_on_hold_is_not_to_be_delivered(phone, households, cadre, branch):
    envelope = in_hand(households[0], cadre)
    set_hold(household=households[0], reason="deceased", starts_on=branch.today(), by=None)
    phone.sign_in(cadre.user)
    phone.open("/amplop")
    expect(phone.main).to_contain_text("ditahan, jangan diantar")
    phone.page.click(f"text={envelope.number}")
    expect(phone.main).to_contain_text("jangan diantar, kembalikan")
    expect(phone.page.locator("text=Sudah sampai di keluarga")).to_have_count(0)
    expect(phone.page.locator("[name=reason]")).to_be_visible()


# Being there


def qr_path(meeting) -> str:
    step = codes.step_of(timezone.now())
    return f"/hadir/{meeting.pk}/{step}/{codes.check_in_mac(meeting.check_in_key, meeting.pk, step)}"


def test_code_at_the_door_is_opened_without_network_and_counts_once(phone, households, cadre, meeting):
    phone.sign_in(cadre.user)
    expect(phone.main).to_contain_text("Hari ini ada pertemuan")
    phone.lose_network()
    code = qr_path(meeting)
    phone.page.goto("about:blank")
    phone.open(code)
    expect(phone.main).to_contain_text("Kehadiran tercatat di ponsel")
    expect(phone.main).to_contain_text("menunggu terkirim")
    phone.page.reload()
    expect(phone.main).to_contain_text("menunggu terkirim")
    phone.open(code)  # scanned once more
    expect(phone.main).to_contain_text("menunggu terkirim")
    phone.waiting(1)
    phone.find_network()
    phone.sent()
    row = Attendance.objects.get()
    assert (row.cadre, row.state, row.means, row.is_late) == (cadre, "present", "qr", False)
    assert DeviceRecord.objects.filter(kind="check_in").count() == 1
    expect(phone.main).to_contain_text("Hadir")
    expect(phone.page.locator("text=Ketik kode hadir")).to_have_count(0)


def test_typed_code_is_taken_and_a_wrong_one_can_be_put_right(phone, households, cadre, meeting):
    phone.sign_in(cadre.user)
    phone.open("/hadir")
    phone.page.fill("[name=number]", "12345")
    phone.page.click("text=Catat hadir")
    expect(phone.main).to_contain_text("Kodenya 6 angka.")
    phone.page.fill("[name=number]", wrong_number(meeting))
    phone.page.click("text=Catat hadir")
    expect(phone.main).to_contain_text("Kode ini salah atau sudah lewat.")
    phone.page.click("text=Ketik kode hadir")
    shown = codes.check_in_number(meeting.check_in_key, meeting.pk, codes.step_of(timezone.now()))
    phone.page.fill("[name=number]", f"{shown[:3]} {shown[3:]}")
    phone.page.click("text=Catat hadir")
    phone.sent()  # nothing is left of the wrong one
    assert Attendance.objects.get().means == "code"


def wrong_number(meeting) -> str:
    now = codes.step_of(timezone.now())
    shown = {codes.check_in_number(meeting.check_in_key, meeting.pk, now + step) for step in range(-10, 10)}
    return next(f"{number:06}" for number in range(100) if f"{number:06}" not in shown)


def test_no_code_is_asked_for_without_a_meeting(phone, households, cadre, branch):
    make_meeting(branch, branch.today() + timedelta(days=1))
    phone.sign_in(cadre.user)
    phone.open("/hadir")
    expect(phone.main).to_contain_text("Tidak ada pertemuan hari ini")


# Around the meeting


def test_page_of_meetings_says_what_to_bring(phone, households, cadre, meeting):
    mine, back = in_hand(households[0], cadre), in_hand(households[1], cadre)
    phone.sign_in(cadre.user)
    phone.lose_network()
    phone.open(f"/amplop/{back.pk}")
    phone.page.click("summary:has-text('Tidak sampai')")
    phone.page.fill("[name=reason]", "Pindah")
    phone.page.click("form >> text=Kembalikan")
    phone.page.click("text=Semua pertemuan")
    expect(phone.main).to_contain_text(f"Amplop untuk diperlihatkan (1){mine.number}")
    expect(phone.main).to_contain_text(f"Amplop kembali untuk diserahkan (1){back.number}")
    phone.find_network()
    phone.sent()
    expect(phone.main).to_contain_text(f"Amplop kembali untuk diserahkan (1){back.number}")


def test_answer_of_the_office_is_announced_until_it_was_read(phone, households, cadre, branch):
    meeting = make_meeting(branch, branch.today() - timedelta(days=3))
    facts = {"kind": "question", "answer_due": branch.today(), "made_at": timezone.now(), "answered_at": timezone.now()}
    note = MeetingNote.objects.create(meeting=meeting, cadre=cadre, text="Kapan REHAB?", answer="Januari", **facts)
    phone.sign_in(cadre.user)
    expect(phone.main).to_contain_text("Pertanyaan Anda sudah dijawab.")
    phone.page.click("text=Baca")
    expect(phone.main).to_contain_text("jawaban baru")
    expect(phone.main).to_contain_text("Januari")
    until_true(lambda: MeetingNote.objects.get(pk=note.pk).answer_seen_at is not None)
    phone.open()
    expect(phone.main).not_to_contain_text("Pertanyaan Anda sudah dijawab.")


# Materials


@pytest.fixture
def materials(meeting, settings):
    """A picture and a PDF, and one that is too large to be fetched unasked; served by a view of the test's."""
    settings.ROOT_URLCONF = "tests.system.phone.urls"
    picture = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(picture, "JPEG")
    made = [
        make_material(meeting, "Alur REHAB", "alur.jpg", "image/jpeg", picture.getvalue()),
        make_material(meeting, "Peraturan baru", "peraturan.pdf", "application/pdf", PDF),
        make_material(meeting, "Buku besar", "buku.pdf", "application/pdf", PDF + b"0" * 2_200_000),
    ]
    yield made
    urls.CONTENT.clear()


def make_material(meeting, title, name, content_type, content) -> Material:
    facts = {"title": title, "topic": "rehab", "file_name": name, "content_type": content_type, "size": len(content)}
    material = Material.objects.create(branch=meeting.branch, stored_file="uji", **facts)
    material.meetings.add(meeting)
    urls.CONTENT[material.pk] = content
    return material


def kept(phone) -> set[str]:
    return {name for name in phone.kept()["blobs"] if name.startswith("bahan-")}


def test_materials_are_fetched_unasked_and_open_without_network(phone, households, cadre, materials):
    picture, pdf, large = materials
    phone.sign_in(cadre.user)
    until_true(lambda: kept(phone) == {f"bahan-{picture.pk}", f"bahan-{pdf.pk}"})
    phone.lose_network()
    phone.open("/bahan")
    expect(phone.main).to_contain_text("Buku besar")
    expect(phone.page.locator("text=belum di ponsel")).to_have_count(1)
    phone.page.click("text=Alur REHAB")
    shown = phone.page.locator("#main img")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 900
    phone.open(f"/bahan/{pdf.pk}")
    expect(phone.page.locator("h1")).to_have_text("Peraturan baru")
    with phone.page.expect_download() as download:
        phone.page.click("text=Simpan sebagai berkas")
    assert download.value.suggested_filename == "peraturan.pdf"
    assert download.value.path().read_bytes() == PDF
    with phone.page.context.expect_page() as opened:
        phone.page.get_by_text("Buka", exact=True).click()
    assert opened.value.url.startswith("blob:")
    opened.value.close()
    phone.open(f"/bahan/{large.pk}")
    phone.page.click("text=Ambil sekarang")
    expect(phone.main).to_contain_text("Belum berhasil")
    phone.find_network()
    phone.page.click("text=Belum berhasil")
    expect(phone.main).to_contain_text("Buka")
    assert f"bahan-{large.pk}" in kept(phone)


def test_nothing_of_a_material_can_be_read_in_the_database_of_the_phone(phone, households, cadre, materials):
    phone.sign_in(cadre.user)
    until_true(lambda: len(kept(phone)) == 2)
    found = phone.page.evaluate(READ, f"bahan-{materials[1].pk}")
    assert bytes(found)[:4] != PDF[:4]
    assert len(found) == len(PDF) + 16  # and the seal of AES-GCM


READ = """async (name) => {
  const open = indexedDB.open("kaderjkn");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const request = database.transaction("blobs").objectStore("blobs").get(name);
  await new Promise((done) => (request.onsuccess = done));
  database.close();
  return [...new Uint8Array(request.result.content)];
}"""


def test_material_that_was_taken_off_leaves_the_phone_and_all_go_with_signing_out(phone, households, cadre, materials):
    picture, pdf, _large = materials
    phone.sign_in(cadre.user)
    until_true(lambda: len(kept(phone)) == 2)
    Material.objects.filter(pk=picture.pk).update(removed_at=timezone.now(), stored_file="")
    phone.send()
    until_true(lambda: kept(phone) == {f"bahan-{pdf.pk}"})
    phone.open("/lainnya")
    phone.page.click("text=Keluar")
    expect(phone.page).to_have_title("Kader JKN – kaderjkn")
    assert kept(phone) == set()


def test_material_that_cannot_be_fetched_keeps_no_other_from_coming(phone, households, cadre, materials):
    picture, pdf, _large = materials
    urls.CONTENT.pop(picture.pk)
    phone.sign_in(cadre.user)
    until_true(lambda: kept(phone) == {f"bahan-{pdf.pk}"})


# For everybody

PAGES = {
    "/amplop": "Amplop saya",
    "/amplop/{envelope}": "{number}",
    "/amplop/{envelope}/hilang": "Amplop hilang",
    "/amplop/nomor/0905-2611-999999": "0905-2611-999999",
    "/terima": "Terima amplop",
    "/pertemuan": "Pertemuan",
    "/pertemuan/{meeting}": "Pertemuan",
    "/hadir": "Kode hadir",
    "/bahan": "Bahan",
    "/bahan/{picture}": "Alur REHAB",
    "/bahan/{pdf}": "Peraturan baru",
    "/bahan/{large}": "Buku besar",
}


def test_every_page_is_accessible_and_fits_a_small_phone(phone, households, bundle, meeting, materials):
    cadre = bundle.cadre
    envelope = in_hand(households[5], cadre)
    facts = {"kind": "question", "answer_due": meeting.held_on, "made_at": timezone.now()}
    MeetingNote.objects.create(meeting=meeting, cadre=cadre, text="Apakah REHAB berlaku untuk kelas 1?", **facts)
    picture, pdf, large = (material.pk for material in materials)
    known = {"envelope": envelope.pk, "number": envelope.number, "meeting": meeting.pk}
    known |= {"picture": picture, "pdf": pdf, "large": large}
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.sign_in(cadre.user)
    until_true(lambda: len(kept(phone)) == 2)
    found = {}
    for page, title in PAGES.items():
        phone.open(page.format(**known))
        expect(phone.page).to_have_title(f"{title.format(**known)} – kaderjkn")
        phone.page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        small, problems = phone.page.evaluate(SMALL_TARGETS), phone.page.evaluate(AXE + RUN)
        if problems or wide > 320 or small:
            found[page] = (problems, wide, small)
    assert found == {}
