"""Lists ask the database equally often for one row and for three."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaderjkn.common.months import first_day
from meetings import actions
from meetings.models import Attendance, BundleItem, EnvelopeBundle, LetterBatch
from tests.meetings.builders import (
    join,
    make_cadre,
    make_case,
    make_envelope,
    make_group,
    make_holiday,
    make_material,
    make_meeting,
    make_note,
)


def queries(client, address):
    """How many statements one answer takes, once everything that is kept is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add_meetings(branch, cadre, count):
    for number in range(count):
        past = make_meeting(branch, branch.today() - timedelta(days=number + 1 + 10 * count))
        Attendance.objects.create(meeting=past, cadre=cadre, state="present")
        make_meeting(branch, branch.today() + timedelta(days=number + 10 * count))


def add_cadres(branch, count):
    for number in range(count):
        other = make_cadre(branch, f"L{count}{number}")
        make_envelope(make_case(branch, other), other, "handed_over", days_ago=number)


def add_envelopes(branch, cadre, count, state="printed"):
    for _each in range(count):
        make_envelope(make_case(branch, cadre), cadre, state)


@pytest.fixture
def same(client):
    """Assert that an address takes as many queries after `add(2)` as after `add(1)`."""

    def check(user, address, add):
        client.force_login(user)
        add(1)
        before = queries(client, address)
        add(2)
        assert queries(client, address) == before

    return check


def test_meeting_list(same, branch, staff, cadre):
    same(staff, reverse("meetings:meeting-list"), lambda count: add_meetings(branch, cadre, count))


@pytest.mark.parametrize("days", [0, 1])
def test_meeting_page(same, branch, staff, days):
    meeting = make_meeting(branch, branch.today() + timedelta(days=days))
    same(staff, meeting.get_absolute_url(), lambda count: add_cadres(branch, count))


def add_groups(branch, count):
    for number in range(count):
        cadre = make_cadre(branch, f"G{count}{number}")
        make_group(branch, cadre, name=f"Kelompok {count}-{number}")


def add_members(group, count):
    for number in range(count):
        join(group, make_cadre(group.branch, f"M{count}{number}", phone="+6281234567890"))
        make_cadre(group.branch, f"N{count}{number}")
        make_meeting(group.branch, group.branch.today() + timedelta(days=10 * count + number), group=group)


def add_closed_days(branch, count):
    for number in range(count):
        day = branch.today() + timedelta(days=14 * count + number)
        make_holiday(day), make_meeting(branch, day, group=make_group(branch, name=f"Kelompok {count}-{number}"))


def test_meeting_list_with_groups_and_closed_days(same, branch, staff):
    same(staff, reverse("meetings:meeting-list"), lambda count: add_closed_days(branch, count))


def test_holiday_list(same, branch, staff):
    address = f"{reverse('meetings:holiday-list')}?year=2027"
    same(staff, address, lambda count: [make_holiday(date(2027, count, day + 1)) for day in range(count)])


def test_group_list(same, branch, staff):
    same(staff, reverse("meetings:group-list"), lambda count: add_groups(branch, count))


@pytest.mark.parametrize("name", ["group-detail", "group-join"])
def test_group_pages(same, branch, staff, name):
    group = make_group(branch)
    same(staff, reverse(f"meetings:{name}", args=[group.pk]), lambda count: add_members(group, count))


def test_invitation(same, branch, staff):
    group = make_group(branch)
    address = reverse("meetings:meeting-invitation", args=[make_meeting(branch, group=group).pk])
    same(staff, address, lambda count: add_members(group, count))


def test_envelope_list(same, branch, staff):
    same(staff, reverse("meetings:envelope-list"), lambda count: add_cadres(branch, count))


def test_printing(same, branch, staff, cadre):
    month = first_day(branch.today())
    address = f"{reverse('meetings:bundle-print')}?cadre=&month={month}&limit=50&layout=labels"
    same(staff, address, lambda count: [make_case(branch, cadre) for _each in range(count)])


def test_batch_page(same, branch, staff, cadre):
    batch = LetterBatch.objects.create(branch=branch, expires_on=branch.today(), letters_file="x")

    def add(count):
        batch.envelopes.add(*[make_envelope(make_case(branch, cadre)) for _each in range(count)])

    same(staff, batch.get_absolute_url(), add)


def test_bundle_list(same, branch, staff, cadre):
    def add(count):
        for _each in range(count):
            envelopes = [make_envelope(make_case(branch, cadre)) for _envelope in range(count)]
            actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff)
            add_envelopes(branch, cadre, 1, "handed_over")

    same(staff, reverse("meetings:bundle-list"), add)


def test_bundle_page(same, branch, staff, cadre):
    bundle = EnvelopeBundle.objects.create(branch=branch, cadre=cadre, offered_by=staff)

    def add(count):
        for _each in range(count):
            BundleItem.objects.create(bundle=bundle, envelope=make_envelope(make_case(branch, cadre)))

    same(staff, bundle.get_absolute_url(), add)


@pytest.mark.parametrize("name", ["envelope-report", "envelope-report-rows"])
def test_envelope_report(same, branch, staff, name):
    address = reverse(f"meetings:{name}", args=["held"] if name.endswith("rows") else [])
    same(staff, address, lambda count: add_cadres(branch, count))


def test_hand_over(same, branch, staff, cadre):
    address = reverse("meetings:hand-over", args=[cadre.pk])
    same(staff, address, lambda count: add_envelopes(branch, cadre, count))


def add_papers(meeting, cadre, count):
    for number in range(count):
        make_material(meeting)
        make_note(meeting, cadre), make_note(meeting, make_cadre(meeting.branch, f"N{count}{number}"))


@pytest.mark.parametrize("name", ["material-list", "note-list", "attendance-report"])
def test_lists_of_what_meetings_are_about(same, branch, staff, cadre, name):
    meeting = make_meeting(branch)
    same(staff, reverse(f"meetings:{name}"), lambda count: add_papers(meeting, cadre, count))


@pytest.mark.parametrize("name", ["meeting-detail", "meeting-notes", "meeting-materials", "meeting-minutes"])
def test_papers_of_one_meeting(same, branch, staff, cadre, name):
    meeting = make_meeting(branch)
    same(staff, reverse(f"meetings:{name}", args=[meeting.pk]), lambda count: add_papers(meeting, cadre, count))


def test_material_page(same, branch, staff):
    material = make_material(make_meeting(branch))

    def add(count):
        days = range(10 * count, 11 * count)
        material.meetings.add(*(make_meeting(branch, branch.today() + timedelta(days=day)) for day in days))

    same(staff, material.get_absolute_url(), add)


def test_meetings_of_one_cadre(same, branch, staff, cadre):
    address = reverse("meetings:attendance-cadre", args=[cadre.pk])

    def add(count):
        for number in range(count):
            meeting = make_meeting(branch, branch.today() - timedelta(days=number + 3 * count))
            Attendance.objects.create(meeting=meeting, cadre=cadre, state="present")

    same(staff, address, add)
