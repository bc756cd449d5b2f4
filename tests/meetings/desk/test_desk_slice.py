"""What the device at the door keeps: the meetings at hand of its branch, and nothing of a family."""

import json
import re
from datetime import datetime, time, timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from arrears.models import Hold
from cadres.letters import letter_of
from kaderjkn.common.enums import Role
from meetings import actions
from meetings.desk.program import DESK
from meetings.desk.slices import desk_slice_of
from meetings.models import CadreGroup, GroupMembership, MeetingNote
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope, make_meeting, make_user


@pytest.fixture
def meeting(branch):
    return make_meeting(branch)


def nine_o_clock(meeting) -> datetime:
    return datetime.combine(meeting.held_on, time(9), meeting.branch.zone)


def slice_for(staff) -> dict:
    """As it arrives: through JSON."""
    return json.loads(json.dumps(desk_slice_of(staff), cls=DjangoJSONEncoder))


def test_meetings_from_ten_days_ago_to_tomorrow_are_at_hand(branch, staff, other_branch):
    today = branch.today()
    days = [today + timedelta(days=step) for step in (-11, -10, 0, 1, 2)]
    for day in days:
        make_meeting(branch, day)
    make_meeting(branch, today - timedelta(days=1), is_cancelled=True)
    make_meeting(other_branch, today)
    assert [one["on"] for one in slice_for(staff)["meetings"]] == [f"{day}" for day in (days[3], days[2], days[1])]


def test_meeting_of_a_group_lists_its_members_of_that_day(branch, staff, cadre):
    other, former = make_cadre(branch, "K02"), make_cadre(branch, "K03")
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=branch.today())
    today = branch.today()
    GroupMembership.objects.create(group=group, cadre=other, valid=(today - timedelta(days=9), None))
    GroupMembership.objects.create(group=group, cadre=former, valid=(today - timedelta(days=9), today))
    make_meeting(branch, group=group)
    [found] = slice_for(staff)["meetings"]
    assert (found["group"], [one["code"] for one in found["cadres"]]) == ("Utara", ["K02"])


def test_cadre_comes_with_attendance_count_bundles_and_notes(branch, staff, cadre, meeting):
    old = make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=9)
    ready, offered, given = (make_envelope(make_case(branch, cadre)) for _ in range(3))
    actions.check_in(meeting=meeting, cadre=cadre, at=nine_o_clock(meeting), means="tap", by=staff)
    bundle = actions.offer_bundle(envelopes=[offered], cadre=cadre, meeting=meeting, by=staff).bundle
    actions.hand_over(envelopes=[given], cadre=cadre, meeting=meeting, signature=SIGNATURE, by=staff)
    MeetingNote.objects.create(
        meeting=meeting, cadre=cadre, kind="feedback", text="Mobile JKN lambat", made_at=nine_o_clock(meeting)
    )
    found = slice_for(staff)
    [one] = found["meetings"]
    [row] = one["cadres"]
    mark = {"state": "present", "excuse": "", "made_up_on": None, "arrived": "09:00", "late": False, "means": "tap"}
    assert row["mark"] == mark
    assert row["counted"] == [
        {"id": old.pk, "number": old.number, "state": "handed_over", "seen": False, "taken_in": False}
    ]
    assert row["given"] == 1
    assert found["ready"] == {str(cadre.pk): [{"id": ready.pk, "number": ready.number, "area": "Pademangan Timur"}]}
    [waiting] = found["bundles"]
    assert (waiting["id"], waiting["envelopes"]) == (bundle.pk, [{"id": offered.pk, "number": offered.number}])
    assert [note["text"] for note in one["notes"]] == ["Mobile JKN lambat"]


def test_letter_of_assignment_names_its_cadre(branch, staff, cadre, meeting):
    document = letter_of(agreement=cadre.agreements.get(), kind="assignment_letter", by=staff)
    assert slice_for(staff)["cards"] == {document.token: cadre.pk}


def test_households_on_hold_get_no_envelope_ready(branch, staff, cadre, meeting):
    envelope = make_envelope(make_case(branch, cadre))
    today = branch.today()
    Hold.objects.create(branch=branch, household=envelope.case.household, reason="deceased", starts_on=today)
    assert slice_for(staff)["ready"] == {}


def test_no_family_is_in_it(branch, staff, cadre, meeting):
    case = make_case(branch, cadre)
    make_envelope(case)
    text = json.dumps(slice_for(staff))
    assert case.household.key not in text
    assert case.head_card not in text
    assert "Siti Aminah" not in text


def test_slice_is_the_same_until_something_changes(branch, staff, cadre, meeting):
    before = desk_slice_of(staff)["version"]
    assert desk_slice_of(staff)["version"] == before
    actions.check_in(meeting=meeting, cadre=cadre, at=nine_o_clock(meeting), means="tap", by=staff)
    assert desk_slice_of(staff)["version"] != before


def test_queries_do_not_grow_with_cadres_and_envelopes(branch, staff, cadre, meeting, django_assert_max_num_queries):
    for number in range(2, 12):
        other = make_cadre(branch, f"K{number:02}")
        for _ in range(3):
            make_envelope(make_case(branch, other), other, "handed_over", days_ago=9)
    with django_assert_max_num_queries(24):
        desk_slice_of(staff)


# Asked over the network


def test_office_gets_it_and_the_same_version_once(client, staff, meeting):
    client.force_login(staff)
    found = client.get(reverse("desk:slice"))
    assert found.status_code == 200
    assert client.get(reverse("desk:slice"), headers={"X-Slice": found.json()["version"]}).status_code == 304


def test_cadres_and_visitors_get_nothing(client, branch):
    assert client.get(reverse("desk:slice")).status_code == 401
    client.force_login(make_user(branch, Role.CADRE))
    assert client.get(reverse("desk:slice")).status_code == 403
    assert client.get(reverse("desk:page")).status_code == 403


def test_shell_is_one_page_without_anybodys_data(client, staff, cadre, meeting):
    client.force_login(staff)
    page = client.get(reverse("desk:page"))
    assert (page.status_code, cadre.name in page.text) == (200, False)
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert set(loaded) - set(DESK.urls()) == set()
