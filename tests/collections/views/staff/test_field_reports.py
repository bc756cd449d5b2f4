"""Reports from the field at the office: what waits, whom to call, what to answer, when to stop warning."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kaderjkn.collections.field.photos import keep_event_photo
from kaderjkn.common.models import AccessLog
from tests import factories
from tests.cadres.pictures import picture
from tests.collections.builders import (
    make_case,
    make_complaint,
    make_contact,
    make_danger,
    make_event,
    make_interest,
    month_of,
)

LIST = "/dari-lapangan/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def household(cadre):
    return make_case(cadre).household


def danger_at(cadre):
    return make_danger(cadre, make_case(cadre).household)


MAKERS = {"interest": make_interest, "event": make_event, "danger": danger_at}


def rows(office, query="") -> list[str]:
    return [row["url"] for row in office.get(f"{LIST}{query}").context["rows"]]


# The lists


@pytest.mark.parametrize("kind", MAKERS)
def test_list_shows_the_branchs_reports_and_links_to_each(office, cadre, other_branch, kind):
    report = MAKERS[kind](cadre)
    MAKERS[kind](factories.CadreFactory(branch=other_branch))
    assert rows(office, f"?kind={kind}") == [report.get_absolute_url()]
    assert office.get(report.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("kind", MAKERS)
def test_empty_list_says_how_it_begins(office, kind):
    assert "Belum ada laporan" in office.get(f"{LIST}?kind={kind}&show=all").text


def test_first_opened_is_what_waits(office, cadre):
    danger = danger_at(cadre)
    answer = office.get(LIST)
    assert [row["url"] for row in answer.context["rows"]] == [danger.get_absolute_url()]
    assert [tab["count"] for tab in answer.context["tabs"]] == [0, None, 1]


def test_what_is_done_stands_under_all(office, cadre, staff):
    done = {"state": "done", "settled_by": staff, "settled_at": "2026-03-06T09:00Z"}
    interest = make_interest(cadre, **done)
    assert rows(office, "?kind=interest") == []
    assert rows(office, "?kind=interest&show=all") == [interest.get_absolute_url()]
    assert "Tidak ada yang menunggu" in office.get(f"{LIST}?kind=interest").text


def test_unknown_kind_shows_the_first(office):
    assert office.get(f"{LIST}?kind=weather").context["kind"] == "interest"


@pytest.mark.parametrize("kind", MAKERS)
def test_list_asks_the_database_as_often_for_three_reports_as_for_one(
    office, cadre, kind, django_assert_num_queries, django_assert_max_num_queries
):
    MAKERS[kind](cadre)
    with django_assert_max_num_queries(100) as one:
        office.get(f"{LIST}?kind={kind}")
    for _turn in range(2):
        MAKERS[kind](cadre)
    with django_assert_num_queries(len(one)):
        office.get(f"{LIST}?kind={kind}")


def test_home_counts_what_waits_and_links_to_it(office, cadre, household):
    make_interest(cadre)
    make_complaint(cadre)
    make_danger(cadre, household)
    make_event(cadre)
    tiles = office.get(reverse("collections:branch-home")).context["tiles"]
    assert {tile["label"]: (tile["value"], tile["url"]) for tile in tiles if tile["url"].startswith(LIST)} == {
        "Laporan keamanan": ("1", f"{LIST}?kind=danger"),
        "Peminat pendaftaran": ("1", f"{LIST}?kind=interest"),
    }


# Each of them


def test_number_to_call_is_shown_for_a_reason_that_is_logged(office, cadre):
    interest = make_interest(cadre)
    page = interest.get_absolute_url()
    assert "+6281298765432" not in office.get(page).text
    asked = {"kind": "interest", "id": interest.pk, "reason": "Menelepon peminat", "next": page}
    assert "+6281298765432" in office.post(reverse("access-show"), asked, follow=True).text
    assert AccessLog.objects.get().subject_kind == "interest"


def test_office_notes_a_call_and_then_that_all_is_done(office, cadre, staff):
    interest = make_interest(cadre)
    page = interest.get_absolute_url()
    assert office.post(page, {"state": "called", "note": "Telepon lagi besok"})["Location"] == page
    assert "Telepon lagi besok" in office.get(page).text
    office.post(page, {"state": "done"})
    interest.refresh_from_db()
    assert (interest.state, interest.settled_by) == ("done", staff)
    assert "sudah selesai" in office.post(page, {"state": "called"}).text


def test_state_of_an_interest_must_be_chosen(office, cadre):
    assert "state" in office.post(make_interest(cadre).get_absolute_url(), {}).context["form"].errors


def test_photo_of_an_event_is_shown_and_kept_by_no_cache(office, cadre):
    event = make_event(cadre, stored_photo=keep_event_photo(picture()))
    photo = reverse("collections:event-photo", args=[event.pk])
    assert photo in office.get(event.get_absolute_url()).text
    answer = office.get(photo)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "no-store")
    assert answer.content.startswith(b"\xff\xd8\xff")


def test_event_without_photo_has_none_to_show(office, cadre):
    event = make_event(cadre)
    assert "Tanpa foto." in office.get(event.get_absolute_url()).text
    assert office.get(reverse("collections:event-photo", args=[event.pk])).status_code == 404


def test_an_old_link_to_a_complaint_leads_to_its_place_in_the_queue(office, cadre):
    complaint = make_complaint(cadre)
    assert office.get(complaint.get_absolute_url())["Location"] == complaint.source.item.get_absolute_url()


def test_staff_read_of_a_danger_and_a_supervisor_closes_it(office, client_of, supervisor, cadre, household):
    danger = make_danger(cadre, household)
    close = reverse("collections:danger-close", args=[danger.pk])
    assert close not in office.get(danger.get_absolute_url()).text
    assert office.post(close, {"note": "Aman"}).status_code == 403
    upstairs = client_of(supervisor)
    assert close in upstairs.get(danger.get_absolute_url()).text
    assert upstairs.post(close, {"note": "Anjing sudah diikat"})["Location"] == f"{LIST}?kind=danger"
    assert "sudah ditutup" in upstairs.post(close, {"note": "Lagi"}).text
    assert "Anjing sudah diikat" in office.get(danger.get_absolute_url()).text


def test_household_warns_as_long_as_the_danger_is_open(office, client_of, supervisor, cadre, household):
    page = reverse("collections:household-detail", args=[household.pk])
    assert "Hati-hati" not in office.get(page).text
    danger = make_danger(cadre, household)
    assert "Hati-hati di rumah ini" in office.get(page).text
    client_of(supervisor).post(reverse("collections:danger-close", args=[danger.pk]), {"note": "Aman"})
    assert "Hati-hati" not in office.get(page).text


def test_household_shows_what_the_family_told_masked_until_somebody_says_why(office, cadre):
    case, day = make_case(cadre), month_of(cadre.branch)
    make_contact(case, cadre, day, reason="lost_job", confirmed_phone="+6281311112222")
    make_contact(case, cadre, day - timedelta(days=40), new_address="Jalan Kenanga 4")
    page = reverse("collections:household-detail", args=[case.household_id])
    masked = office.get(page).text
    assert "Kehilangan pekerjaan" in masked
    assert "Nomor HP terkonfirmasi" in masked
    assert "+6281311112222" not in masked
    assert "Jalan Kenanga 4" not in masked
    asked = {"kind": "household", "id": case.household_id, "reason": "Kunjungan", "next": page}
    shown = office.post(reverse("access-show"), asked, follow=True).text
    assert "+6281311112222" in shown
    assert "Jalan Kenanga 4" in shown


@pytest.mark.parametrize("kind", MAKERS)
def test_report_of_another_branch_and_one_that_never_was_are_not_found(office, other_branch, kind):
    report = MAKERS[kind](factories.CadreFactory(branch=other_branch))
    address = report.get_absolute_url()
    assert office.get(address).status_code == 404
    assert office.get(address.replace(f"/{report.pk}/", "/0/")).status_code == 404


@pytest.mark.parametrize("kind", ["event", "danger"])
def test_pages_that_only_show_take_no_post(office, cadre, kind):
    assert office.post(MAKERS[kind](cadre).get_absolute_url()).status_code == 405


def test_cadre_does_not_open_the_offices_pages(client_of, cadre):
    phone = client_of(cadre.user)
    assert phone.get(LIST).status_code == 403
    assert phone.get(make_complaint(cadre).get_absolute_url()).status_code == 403
