"""From when on envelopes are counted: the last meeting that concerned a cadre, whichever group it was."""

from datetime import timedelta

import pytest

from meetings.balance import last_meetings
from meetings.models import Meeting
from tests.meetings.builders import join, make_cadre, make_group, make_meeting


@pytest.fixture
def days(branch):
    return [branch.today() - timedelta(days=back) for back in (0, 7, 14, 21)]


def counted_on(meeting, *cadres):
    found = last_meetings(Meeting.objects.get(pk=meeting.pk), list(cadres))
    return [found[cadre.pk].date() if cadre.pk in found else None for cadre in cadres]


def test_the_last_meeting_of_everybody_that_was_held(branch, cadre, days):
    late = make_cadre(branch, "K02", days[1])
    now, *_rest = make_meeting(branch, days[0]), make_meeting(branch, days[2]), make_meeting(branch, days[3])
    make_meeting(branch, days[1], is_cancelled=True)
    assert counted_on(now, cadre, late) == [days[2], None]


def test_a_cadre_who_came_from_another_group_was_counted_there(branch, cadre, days):
    former, mine = make_group(branch, name="Utara"), make_group(branch, name="Selatan")
    stayed = make_cadre(branch, "K02")
    join(former, cadre, until=days[1]), join(mine, cadre, days[1]), join(mine, stayed)
    make_meeting(branch, days[2], group=former), make_meeting(branch, days[3], group=mine)
    assert counted_on(make_meeting(branch, days[0], group=mine), cadre, stayed) == [days[2], days[3]]


def test_all_cadres_take_one_query(branch, cadre, days, django_assert_num_queries):
    cadres, meeting = [cadre, make_cadre(branch, "K02")], make_meeting(branch, days[0])
    make_meeting(branch, days[1]), make_meeting(branch, days[2])
    with django_assert_num_queries(1):
        last_meetings(meeting, cadres)
