"""The minutes: everything that happened at a meeting stands on the paper, what is missing too, and no family."""

from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from pypdf import PdfReader

from kaderjkn.common.models import AccessLog
from meetings import actions
from meetings.minutes import minutes_pdf
from meetings.minutes_presenters import number_ranges
from meetings.models import Attendance, CadreGroup, GroupMembership
from tests.meetings.builders import (
    SIGNATURE,
    make_cadre,
    make_case,
    make_envelope,
    make_material,
    make_meeting,
    make_note,
)

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 3, 12, 14, 5, tzinfo=JAKARTA)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def paper(meeting, now=NOW) -> str:
    meeting.refresh_from_db()
    return text_of(minutes_pdf(meeting, now))


def mark(meeting, cadre, state, **facts):
    Attendance.objects.create(meeting=meeting, cadre=cadre, state=state, **facts)


def test_head_agenda_and_materials(branch):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=MONDAY)
    meeting = make_meeting(branch, MONDAY, group=group, place="Aula", agenda="REHAB\nAmplop [lama] *bintang*")
    make_material(meeting, title="Aturan baru", topic="regulation")
    words = paper(meeting)
    for wanted in (
        "Senin, 9 Maret 2026", "09.00–12.00", "Aula", "Utara", "REHAB", "Amplop [lama] *bintang*",
        "Aturan baru (Peraturan)", "Angka per 12 Maret 2026 14.05 WIB", "Pimpinan pertemuan", "Notulis",
    ):  # fmt: skip
        assert wanted in words


def test_who_was_there_and_how(branch):
    meeting = make_meeting(branch, MONDAY)
    cadres = [make_cadre(branch, f"K0{number}") for number in range(1, 7)]
    nine = datetime(2026, 3, 9, 9, 0, tzinfo=JAKARTA)
    mark(meeting, cadres[0], "present", arrived_at=nine, means="tap")
    mark(meeting, cadres[1], "present", arrived_at=nine + timedelta(minutes=20), is_late=True, means="tap")
    mark(meeting, cadres[2], "made_up", made_up_on=TUESDAY)
    mark(meeting, cadres[3], "excused", excuse="illness")
    mark(meeting, cadres[4], "absent")
    words = paper(meeting)
    for wanted in (
        "K01 Ibu K01 Hadir tiba pukul 09.00 WIB", "K02 Ibu K02 Hadir tiba pukul 09.20 WIB, terlambat",
        "K03 Ibu K03 Susulan 10 Maret 2026", "K04 Ibu K04 Izin Sakit", "K05 Ibu K05 Tidak hadir",
        "K06 Ibu K06 Belum dicatat", "1 kader belum dicatat kehadirannya.",
        "Hadir 2 (terlambat 1), susulan 1, izin 1, tidak hadir 1, belum dicatat 1",
    ):  # fmt: skip
        assert wanted in words


def test_notes_with_answer_or_the_day_that_is_owed(branch, cadre, staff):
    meeting = make_meeting(branch, MONDAY)
    make_note(meeting, cadre, "Kapan dibuka?", answer_due=date(2026, 3, 16))
    make_note(meeting, cadre, "Siapa petugasnya?", answer_due=date(2026, 3, 11))
    make_note(meeting, cadre, "Ruangnya nyaman.", kind="feedback", answer_due=None)
    actions.answer_note(note=make_note(meeting, cadre, "Di mana?"), answer="Di aula.", by=staff)
    words = paper(meeting)
    for wanted in (
        "Kapan dibuka? Menunggu jawaban sampai 16 Maret 2026",
        "Siapa petugasnya? Belum dijawab, seharusnya sampai 11 Maret 2026",
        "Masukan Ruangnya nyaman.", "Di mana? Jawaban: Di aula.",
        "2 pertanyaan belum dijawab. 1 di antaranya sudah lewat hari jawabannya.",
    ):  # fmt: skip
        assert wanted in words


@pytest.fixture
def counted(branch, cadre, staff):
    """Four envelopes from before today's meeting: one handed in, one lost, one shown, one unclear; two are new."""
    meeting = make_meeting(branch)
    old = [make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=14) for _each in range(4)]
    actions.take_in(envelope=old[0], reason="pindah", meeting=meeting, by=staff)
    actions.mark_lost(envelope=old[1], reason="hujan", meeting=meeting, by=staff)
    actions.see_envelopes(meeting=meeting, envelopes=[old[2]], by=staff)
    new = [make_envelope(make_case(branch, cadre)) for _each in range(2)]
    for envelope, is_make_up in zip(new, (False, True), strict=True):
        facts = {"meeting": meeting, "is_make_up": is_make_up, "signature": SIGNATURE}
        actions.hand_over(envelopes=[envelope], cadre=cadre, by=staff, **facts)
    return meeting, old, new


def test_envelopes_by_number_and_the_count_that_must_balance(counted, cadre):
    meeting, old, new = counted
    words = paper(meeting, datetime.now(JAKARTA))
    for wanted in (
        f"Diserahkan pada pertemuan 1 {new[0].number}", f"Diserahkan saat susulan 1 {new[1].number}",
        f"Diterima kembali di kantor 1 {old[0].number}", f"Dilaporkan hilang 1 {old[1].number}",
        f"Belum jelas 1 {old[3].number}", "belum seimbang", "1 amplop belum jelas.",
        "Dari sebelumnya 4 = sampai 0 + dikembalikan 1 + hilang 1 + masih dipegang 1 + belum jelas 1",
    ):  # fmt: skip
        assert wanted in words


def test_nothing_of_a_family_stands_in_it(counted):
    meeting, old, new = counted
    words = paper(meeting, datetime.now(JAKARTA)).replace(" ", "")
    for envelope in (*old, *new):
        assert envelope.case.key not in words
        assert envelope.case.head_card not in words
    for word in ("Aminah", "Ancol", "Pademangan", "300.000"):  # name, street, kelurahan and arrears of the builders
        assert word not in words


def test_an_end_that_was_taken_back_is_not_counted(counted, staff):
    meeting, old, _new = counted
    actions.undo_end(envelope=old[1], by=staff)
    words = paper(meeting, datetime.now(JAKARTA))
    assert "Dilaporkan hilang" not in words
    assert f"Belum jelas 2 {old[1].number}, {old[3].number}" in words


def test_a_settled_meeting_says_nothing_of_missing_things(branch, cadre):
    meeting = make_meeting(branch, MONDAY)
    mark(meeting, cadre, "present")
    assert "Belum lengkap" not in paper(meeting)


def test_who_left_the_group_later_still_stands_on_the_paper_of_that_day(branch, cadre):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=MONDAY)
    meeting = make_meeting(branch, MONDAY, group=group)
    membership = GroupMembership.objects.create(group=group, cadre=cadre, valid=(MONDAY, None))
    mark(meeting, cadre, "present")
    make_cadre(branch, "K02")
    membership.delete()
    words = paper(meeting)
    assert "K01 Ibu K01 Hadir" in words
    assert "K02" not in words


def test_the_same_meeting_gives_the_same_file(branch, cadre):
    meeting = make_meeting(branch, MONDAY)
    meeting.refresh_from_db()
    assert minutes_pdf(meeting, NOW) == minutes_pdf(meeting, NOW)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        (["0905-2611-000007"], "0905-2611-000007"),
        (["0905-2611-000002", "0905-2611-000001", "0905-2611-000003"], "0905-2611-000001 s.d. 000003"),
        (["0905-2611-000001", "0905-2611-000003"], "0905-2611-000001, 0905-2611-000003"),
        (["0905-2610-000001", "0905-2611-000002"], "0905-2610-000001, 0905-2611-000002"),
        (["A-1", "A-x", "A-2"], "A-1 s.d. 2, A-x"),
    ],
)
def test_neighbouring_numbers_are_drawn_together(numbers, words):
    assert number_ranges(numbers) == words


# The page


def test_download_is_a_file_and_is_logged(client, branch, staff, cadre):
    meeting = make_meeting(branch)
    client.force_login(staff)
    response = client.get(reverse("meetings:meeting-minutes", args=[meeting.pk]))
    assert response["Content-Disposition"] == f'attachment; filename="notula-0905-{meeting.held_on}-{meeting.pk}.pdf"'
    assert "Notula pertemuan kader JKN" in text_of(response.content)
    entry = AccessLog.objects.get()
    assert (entry.by, entry.act, entry.subject_kind, entry.subject_id) == (staff, "print", "meeting", meeting.pk)


@pytest.mark.parametrize(("days", "cancelled"), [(1, False), (0, True)])
def test_there_are_no_minutes_of_a_meeting_that_does_not_take_place(client, branch, staff, days, cancelled):
    meeting = make_meeting(branch, branch.today() + timedelta(days=days), is_cancelled=cancelled)
    client.force_login(staff)
    response = client.get(reverse("meetings:meeting-minutes", args=[meeting.pk]))
    assert response.url == meeting.get_absolute_url()
    assert not AccessLog.objects.exists()


def test_the_paper_is_indonesian_whatever_the_visitor_reads(client, branch, staff, cadre):
    client.force_login(staff)
    address = reverse("meetings:meeting-minutes", args=[make_meeting(branch).pk])
    response = client.get(address, headers={"Accept-Language": "en"})
    assert "Belum dicatat" in text_of(response.content)
