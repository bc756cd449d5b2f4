"""Reports from the field: taken once they are whole, settled once by the office, and what they warn of."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from kaderjkn.collections.field import reports
from kaderjkn.collections.field.errors import ReportRefused
from kaderjkn.collections.field.photos import FOLDER, photo_of
from kaderjkn.collections.models import RegistrationInterest, ServiceComplaint
from tests import factories
from tests.cadres.pictures import PDF, photo_with_place, picture
from tests.collections.builders import make_case, make_complaint, make_danger, make_event, make_interest


def by(cadre, **values) -> dict:
    return {"cadre": cadre, "by": cadre.user, "made_at": timezone.now()} | values


def note_interest(cadre, **values):
    first = {"name": " Rina Wati ", "phone": "0812-9876-5432", "agreed_to_call": True}
    return reports.note_interest(**by(cadre, **first | values))


def note_event(cadre, **values):
    first = {"held_on": cadre.branch.today(), "place": "Balai RW 02", "topic": "Cara membayar", "people_reached": 25}
    return reports.note_event(**by(cadre, **first | values))


def note_complaint(cadre, **values):
    return reports.note_complaint(**by(cadre, **{"category": "officer", "text": " Kurang ramah "} | values))


def report_danger(cadre, household, **values):
    first = {"happened_on": cadre.branch.today(), "kind": "threat", "text": "Diancam"}
    return reports.report_danger(household=household, **by(cadre, **first | values))


# Taken in


def test_interest_is_stored_with_a_number_to_call(cadre):
    interest = note_interest(cadre, area=factories.AreaFactory(branch=cadre.branch))
    assert (interest.name, interest.phone, interest.state) == ("Rina Wati", "+6281298765432", "open")
    assert (interest.branch, interest.cadre) == (cadre.branch, cadre)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"agreed_to_call": False}, "bersedia ditelepon"),
        ({"phone": "0812"}, "tidak dapat dibaca"),
        ({"phone": ""}, "tidak dapat dibaca"),
        ({"name": " "}, "nama"),
        ({"made_at": timezone.now() + timedelta(hours=25)}, "jam pada perangkat"),
    ],
)
def test_interest_that_cannot_be_called_is_refused(cadre, values, words):
    with pytest.raises(ReportRefused, match=words):
        note_interest(cadre, **values)
    assert not RegistrationInterest.objects.exists()


def test_area_of_another_branch_is_refused(cadre, other_branch):
    with pytest.raises(ReportRefused, match="Kelurahan ini"):
        note_interest(cadre, area=factories.AreaFactory(branch=other_branch))


def test_event_keeps_only_the_picture_encrypted_and_no_larger_than_a_screen(cadre):
    event = note_event(cadre, photo=photo_with_place())
    with Image.open(BytesIO(photo_of(event))) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (60, 80), {})
    assert b"Rahasia" not in photo_of(event)
    assert b"JFIF" not in (Path(settings.MEDIA_ROOT) / event.stored_photo).read_bytes()
    large = note_event(cadre, photo=picture(size=(3200, 800), comment=b"Rahasia"))
    with Image.open(BytesIO(photo_of(large))) as kept:
        assert kept.size == (1600, 400)
    assert b"Rahasia" not in photo_of(large)


def test_event_without_photo_is_kept(cadre):
    assert note_event(cadre, people_reached=0).stored_photo == ""


@pytest.mark.parametrize("photo", [b"x", PDF, picture("GIF")], ids=["text", "pdf", "gif"])
def test_event_with_something_else_than_a_photo_is_refused(cadre, photo):
    with pytest.raises(ReportRefused, match="bukan foto"):
        note_event(cadre, photo=photo)


@pytest.mark.parametrize("values", [{"place": ""}, {"topic": " "}, {"people_reached": -1}, {"people_reached": 100_001}])
def test_half_an_event_is_refused(cadre, values):
    with pytest.raises(ReportRefused):
        note_event(cadre, **values)


def test_event_of_tomorrow_is_refused(cadre):
    with pytest.raises(ReportRefused, match="belum tiba"):
        note_event(cadre, held_on=cadre.branch.today() + timedelta(days=1))


def test_photo_of_an_event_that_is_not_stored_is_not_left_behind(cadre):
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    before = set(folder.glob("*"))
    with pytest.raises(DataError), transaction.atomic():
        note_event(cadre, photo=picture(), note="x" * 501)
    assert set(folder.glob("*")) == before


def test_complaint_may_name_a_household_of_the_branch_only(cadre, other_branch):
    assert note_complaint(cadre, household=make_case(cadre).household).text == "Kurang ramah"
    with pytest.raises(ReportRefused, match="cabang yang sama"):
        note_complaint(cadre, household=factories.HouseholdFactory(branch=other_branch))


@pytest.mark.parametrize("values", [{"category": "weather"}, {"text": " "}])
def test_half_a_complaint_is_refused(cadre, values):
    with pytest.raises(ReportRefused):
        note_complaint(cadre, **values)


@pytest.mark.parametrize("values", [{"kind": "rain"}, {"text": ""}])
def test_half_a_danger_is_refused(cadre, values):
    with pytest.raises(ReportRefused):
        report_danger(cadre, make_case(cadre).household, **values)


def test_danger_of_tomorrow_or_at_a_house_of_another_branch_is_refused(cadre, other_branch):
    with pytest.raises(ReportRefused, match="belum tiba"):
        report_danger(cadre, make_case(cadre).household, happened_on=cadre.branch.today() + timedelta(days=1))
    with pytest.raises(ReportRefused, match="cabang yang sama"):
        report_danger(cadre, factories.HouseholdFactory(branch=other_branch))


# Settled by the office


def test_interest_is_called_again_and_again_until_done(cadre, staff):
    interest = make_interest(cadre)
    reports.settle_interest(interest=interest, state="called", note="Tidak diangkat", by=staff)
    called = reports.settle_interest(interest=interest, state="called", note=" Minta besok ", by=staff)
    assert (called.state, called.office_note, called.settled_by) == ("called", "Minta besok", staff)
    reports.settle_interest(interest=interest, state="done", by=staff)
    with pytest.raises(ReportRefused, match="sudah selesai"):
        reports.settle_interest(interest=interest, state="called", by=staff)
    with pytest.raises(ReportRefused, match="Pilih keadaan"):
        reports.settle_interest(interest=interest, state="open", by=staff)


def test_danger_is_closed_once_and_with_a_reason(cadre, supervisor):
    danger = make_danger(cadre, make_case(cadre).household)
    with pytest.raises(ReportRefused, match="Tuliskan mengapa"):
        reports.close_danger(danger=danger, note="", by=supervisor)
    closed = reports.close_danger(danger=danger, note="Anjing sudah diikat", by=supervisor)
    assert (closed.state, closed.closed_by) == ("closed", supervisor)
    with pytest.raises(ReportRefused, match="sudah ditutup"):
        reports.close_danger(danger=danger, note="Lagi", by=supervisor)


def test_open_dangers_of_many_households_are_one_query(cadre, supervisor, django_assert_num_queries):
    first, second, third = (make_case(cadre).household for _turn in range(3))
    older, newer = make_danger(cadre, first), make_danger(cadre, first, cadre.branch.today())
    reports.close_danger(danger=make_danger(cadre, second), note="Selesai", by=supervisor)
    with django_assert_num_queries(1):
        found = reports.open_dangers(cadre.branch_id, [first, second, third])
    assert found == {first.pk: [newer, older]}


# What the database holds


@pytest.mark.parametrize(
    ("make", "values", "name"),
    [
        (make_interest, {"agreed_to_call": False}, "interest_agreed_to_call"),
        (make_interest, {"name": ""}, "interest_has_name"),
        (make_interest, {"phone": "0812"}, "interest_phone_e164"),
        (make_interest, {"state": "called"}, "interest_settled_has_time_and_person"),
        (make_interest, {"settled_at": timezone.now()}, "interest_settled_has_time_and_person"),
        (make_event, {"place": ""}, "event_has_place_and_topic"),
        (make_event, {"people_reached": -1}, "people_reached"),
        (make_complaint, {"text": ""}, "complaint_has_text"),
    ],
)
def test_database_refuses_half_a_report(cadre, make, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(cadre, **values)


@pytest.mark.parametrize("values", [{"state": "closed"}, {"closed_at": timezone.now()}, {"closing_note": "Aman"}])
def test_database_refuses_half_a_closing_of_a_danger(cadre, values):
    household = make_case(cadre).household
    with pytest.raises(IntegrityError, match="danger_closed"), transaction.atomic():
        make_danger(cadre, household, **values)


def test_cadre_sees_own_reports_and_the_office_those_of_the_branch(cadre, staff, other_branch):
    mine, colleague = make_complaint(cadre), factories.CadreFactory(branch=cadre.branch)
    others = make_complaint(colleague)
    make_complaint(factories.CadreFactory(branch=other_branch))
    assert list(ServiceComplaint.objects.visible_to(cadre.user)) == [mine]
    assert set(ServiceComplaint.objects.visible_to(staff)) == {mine, others}


def test_reports_leave_a_trail_of_who_did_what(cadre, supervisor):
    danger = report_danger(cadre, make_case(cadre).household)
    reports.close_danger(danger=danger, note="Aman", by=supervisor)
    trail = [(event.pgh_label, event.pgh_context.metadata["user"]) for event in danger.events.order_by("pgh_id")]
    assert trail == [("insert", cadre.user.pk), ("update", supervisor.pk)]
