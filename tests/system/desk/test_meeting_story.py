"""One whole meeting in three browsers, and its make-up the next day: everybody's clock is moved, the server's too."""

import io
import re
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from kaderjkn.common.months import first_day
from meetings import actions
from meetings.balance import balances
from meetings.jobs.attendance import attendance_rows
from meetings.models import Attendance, EnvelopeBundle, MeetingNote
from tests.collections.builders import make_case
from tests.meetings.builders import make_cadre, make_envelope, make_meeting
from tests.system.desk.conftest import Desk
from tests.system.phone.conftest import until_true

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
MOVED_CLOCK = """
const Real = Date, shift = %d;
globalThis.Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};
"""
FRIDAY = 4


class Clock:
    """The hour of the story, for the server and for every page that is opened from now on."""

    def __init__(self, monkeypatch):
        self.real, self.shift = timezone.now, timedelta(0)
        monkeypatch.setattr(timezone, "now", lambda: self.real() + self.shift)

    def set(self, moment: datetime) -> None:
        self.shift = moment - self.real()

    @property
    def script(self) -> str:
        return MOVED_CLOCK % (self.shift.total_seconds() * 1000)


def next_workday_before_a_workday() -> date:
    """Today or later: a make-up belongs to the next working day, which is to be tomorrow."""
    day = timezone.localdate()
    while day.weekday() >= FRIDAY:
        day += timedelta(days=1)
    return day


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def day(branch, clock):
    found = next_workday_before_a_workday()
    clock.set(datetime.combine(found, time(9, 5), branch.zone))
    return found


@pytest.fixture
def story(branch, cadre, day, households, fresh_cache):
    """A meeting; its cadres: one with a phone, one without, one who stays away; each has something to take."""
    meeting = make_meeting(branch, day, place="Aula")  # from nine to twelve
    for household in households[:3]:
        make_envelope(household.cases.get())
    others = [make_cadre(branch, code) for code in ("K98", "K99")]
    for other in others:
        make_envelope(make_case(other), other, "handed_over", days_ago=9)
        make_envelope(make_case(other))
    return meeting, *others


@pytest.fixture
def table(browser, wire, clock, story, staff):
    """Open the meeting's page on the office's tablet, at the hour that it is."""
    contexts = []

    def open_table() -> Desk:
        contexts.append(browser.new_context(viewport={"width": 1024, "height": 768}))
        contexts[-1].add_init_script(clock.script)
        return Desk(contexts[-1].new_page(), wire, story[0]).sign_in(staff)

    yield open_table
    for context in contexts:
        context.close()


def old_one(cadre):
    return cadre.envelopes.get()


def marks() -> dict[str, str]:
    return dict(Attendance.objects.order_by("cadre__code").values_list("cadre__code", "state"))


def test_one_meeting_with_its_make_up_the_next_day(  # noqa: PLR0917 (fixtures)
    table, phone, cadre, staff, branch, story, clock, day, client_of, households
):
    meeting, without_phone, away = story
    phone.page.context.add_init_script(clock.script)
    phone.sign_in(cadre.user)
    desk = table()

    # One is tapped, one scans the code at the door
    desk.tap(without_phone)
    desk.open("/pintu")
    code = desk.page.locator("#door svg").get_attribute("data-text")
    phone.open(re.search(r"#(/hadir/.+)$", code).group(1))
    until_true(lambda: marks() == {cadre.code: "present", "K98": "present"})
    desk.open()
    expect(desk.row(cadre)).to_contain_text("Hadir", timeout=30_000)

    # A bundle that is confirmed on the phone
    desk.of(cadre)
    desk.page.click("text=Serahkan, kader konfirmasi di ponsel")
    expect(desk.main).to_contain_text("menunggu konfirmasi di ponsel kader")
    desk.sent()
    phone.open("/terima")
    phone.page.click("text=Periksa lagi")
    phone.page.click("text=Saya terima 3 amplop")
    expect(phone.main).to_contain_text("3 amplop di tangan saya")
    phone.sent()
    until_true(lambda: cadre.envelopes.filter(state="handed_over").count() == 3)

    # An old envelope handed in, a new bundle signed for
    old = old_one(without_phone)
    desk.of(without_phone)
    desk.envelope(old).get_by_text("Kembalikan ke kantor").click()
    desk.page.fill(f"#id_back_{old.pk}", "keluarga pindah")
    desk.envelope(old).get_by_role("button", name="Terima kembali").click()
    expect(desk.main).to_contain_text("Cocok")
    desk.sent()
    desk.hand_over()
    desk.sent()
    until_true(lambda: without_phone.envelopes.filter(state="handed_over").count() == 1)

    # A question, its answer, read on the phone
    desk.of(cadre)
    desk.page.fill("#id_text", "Kapan REHAB dibuka lagi?")
    desk.page.click("text=Simpan catatan")
    expect(desk.main).to_contain_text("Catatan tersimpan.")
    desk.sent()
    actions.answer_note(note=MeetingNote.objects.get(), answer="Bulan depan.", by=staff)
    phone.page.reload()
    phone.open(f"/pertemuan/{meeting.pk}")
    expect(phone.main).to_contain_text("Bulan depan.", timeout=30_000)

    # Who is missing when the list is closed
    desk.open("/susulan")
    desk.page.click("text=Tutup daftar hadir: 1 yang belum dicatat tidak hadir")
    desk.page.click("text=Ya, catat 1 kader tidak hadir")
    expect(desk.main).to_contain_text("Daftar hadir ditutup.")
    desk.sent()
    assert marks() == {cadre.code: "present", "K98": "present", "K99": "absent"}
    assert [row.number for row in balances(meeting)[away.pk].unclear] == [old_one(away).number]

    # The next day
    clock.set(datetime.combine(day + timedelta(days=1), time(10), branch.zone))
    desk = table().open("/susulan")
    desk.page.click("text=Datang susulan")
    expect(desk.main).to_contain_text("Semua datang")
    desk.of(away)
    desk.envelope(old_one(away)).get_by_role("button", name="Sampai").click()
    expect(desk.main).to_contain_text("Cocok")
    desk.sent()
    desk.hand_over()
    desk.sent()

    # Counted
    made_up = Attendance.objects.get(cadre=away)
    assert (made_up.state, made_up.made_up_on) == ("made_up", day + timedelta(days=1))
    assert EnvelopeBundle.objects.get(cadre=away, meeting=meeting).is_make_up
    assert all(found.is_balanced for found in balances(meeting).values())
    rates = {row["cadre"]: row["rate"] for row in attendance_rows(branch, first_day(day))}
    assert rates == {cadre.code: 1, "K98": 1, "K99": 1}
    minutes = client_of(staff).get(reverse("meetings:meeting-minutes", args=[meeting.pk]))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes.content)).pages)
    assert "Kapan REHAB dibuka lagi?" in text
    assert "Bulan depan." in text
