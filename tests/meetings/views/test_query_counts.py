"""Lists ask the database equally often for one row and for three."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Attendance
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_meeting


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


def test_envelope_list(same, branch, staff):
    same(staff, reverse("meetings:envelope-list"), lambda count: add_cadres(branch, count))


def test_letters(same, branch, staff, cadre):
    address = reverse("meetings:cadre-letters", args=[cadre.pk])
    same(staff, address, lambda count: add_envelopes(branch, cadre, count))


def test_hand_over(same, branch, staff, cadre):
    address = reverse("meetings:hand-over", args=[cadre.pk])
    same(staff, address, lambda count: add_envelopes(branch, cadre, count))
