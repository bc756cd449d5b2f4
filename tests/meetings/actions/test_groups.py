"""Groups: who belongs to them from when on, and that the past stays as it was."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from meetings import actions
from meetings.actions.attendance import concerned_cadres
from meetings.actions.groups import cadres_without_group
from meetings.errors import CadreNotConcerned, DayPast, GroupRefused, HoursWrong
from meetings.models import CadreGroup, GroupMembership, Meeting
from tests.meetings.builders import join, make_cadre, make_group, make_meeting

ONE_DAY = timedelta(days=1)


@pytest.fixture
def today(branch):
    return branch.today()


def facts(**others):
    return {"name": "Utara", "first_on": date(2026, 11, 9), "starts_at": time(9), "ends_at": None, "place": ""} | others


def put(group, *cadres, day, by):
    return actions.put_in_group(group=group, cadres=cadres, day=day, by=by)


def spans(cadre):
    rows = GroupMembership.objects.filter(cadre=cadre).order_by("valid")
    return [(row.group.name, row.valid.lower, row.valid.upper) for row in rows]


def test_add_and_change_a_group(branch, staff):
    group = actions.add_group(branch=branch, by=staff, **facts())
    assert (group.name, group.ends_at) == ("Utara", time(12))
    changed = actions.change_group(group=group, by=staff, **facts(name="Timur", place="Aula"))
    assert (changed.name, changed.place) == ("Timur", "Aula")


def test_a_name_is_taken_once_in_a_branch_whatever_its_case(branch, other_branch, staff):
    actions.add_group(branch=branch, by=staff, **facts())
    actions.add_group(branch=other_branch, by=staff, **facts())
    with pytest.raises(GroupRefused, match="UTARA"):
        actions.add_group(branch=branch, by=staff, **facts(name="UTARA"))


def test_hours_of_a_group_are_in_order(branch, staff):
    with pytest.raises(HoursWrong):
        actions.add_group(branch=branch, by=staff, **facts(ends_at=time(8)))


def test_cadres_belong_from_the_day_on_and_a_second_time_nothing_happens(branch, staff, cadre, today):
    group = make_group(branch)
    assert put(group, cadre, day=today, by=staff) == 1
    assert put(group, cadre, day=today + ONE_DAY, by=staff) == 0
    assert spans(cadre) == [("Utara", today, None)]


def test_a_move_ends_the_former_membership_the_day_before(branch, staff, cadre, today):
    make_group(branch, cadre), put(make_group(branch, name="Selatan"), cadre, day=today, by=staff)
    assert spans(cadre) == [("Utara", date(2020, 1, 1), today), ("Selatan", today, None)]


def test_a_move_on_the_day_of_the_former_one_replaces_it(branch, staff, cadre, today):
    put(make_group(branch), cadre, day=today, by=staff)
    put(make_group(branch, name="Selatan"), cadre, day=today, by=staff)
    assert spans(cadre) == [("Selatan", today, None)]


def test_putting_in_is_refused_before_today_for_strangers_and_for_groups_that_ended(
    branch, other_branch, staff, cadre, today
):
    group = make_group(branch)
    with pytest.raises(DayPast):
        put(group, cadre, day=today - ONE_DAY, by=staff)
    with pytest.raises(GroupRefused):
        put(group, cadre, make_cadre(other_branch), day=today, by=staff)
    with pytest.raises(GroupRefused):
        put(make_group(branch, name="Lama", is_ended=True), cadre, day=today, by=staff)
    assert not GroupMembership.objects.exists()


def test_a_move_that_is_already_planned_is_named(branch, staff, cadre, today):
    join(make_group(branch), cadre, today + timedelta(days=9))
    with pytest.raises(GroupRefused, match="sudah dicatat masuk Utara"):
        put(make_group(branch, name="Selatan"), cadre, day=today, by=staff)


def test_a_cadre_recorded_today_leaves_tomorrow_at_the_earliest(branch, staff, cadre, today):
    group, other = make_group(branch, cadre), make_group(branch, name="Selatan")
    actions.record_attendance(meeting=make_meeting(branch, group=group), cadre=cadre, state="present", by=staff)
    with pytest.raises(GroupRefused, match="sudah dicatat"):
        put(other, cadre, day=today, by=staff)
    put(other, cadre, day=today + ONE_DAY, by=staff)
    assert spans(cadre)[0] == ("Utara", date(2020, 1, 1), today + ONE_DAY)


def test_take_out_ends_a_membership_and_takes_back_one_that_has_not_begun(branch, staff, cadre, today):
    group = make_group(branch)
    begun = join(group, cadre, until=today + timedelta(days=5))
    planned = join(group, cadre, today + timedelta(days=9))
    actions.take_out(membership=planned, day=today, by=staff)
    actions.take_out(membership=begun, day=today, by=staff)
    assert spans(cadre) == [("Utara", date(2020, 1, 1), today)]
    with pytest.raises(GroupRefused):
        actions.take_out(membership=begun, day=today, by=staff)


def test_end_group_lets_its_cadres_go_and_cancels_what_was_planned(branch, staff, cadre, today):
    group, second = make_group(branch, cadre), make_cadre(branch, "K02")
    join(group, second, today + timedelta(days=9))
    held, planned = make_meeting(branch, group=group), make_meeting(branch, today + ONE_DAY, group=group)
    assert actions.end_group(group=group, by=staff) == 1
    assert spans(cadre) == [("Utara", date(2020, 1, 1), today + ONE_DAY)]
    assert spans(second) == []
    held.refresh_from_db(), planned.refresh_from_db()
    assert (held.is_cancelled, planned.is_cancelled) == (False, True)
    assert actions.end_group(group=CadreGroup.objects.get(), by=staff) == 0
    assert not actions.reuse_group(group=group, by=staff).is_ended


def test_cadres_without_a_group_are_named_where_the_branch_has_groups(branch, cadre, today):
    second = make_cadre(branch, "K02")
    make_cadre(branch, "K03", None)
    assert list(cadres_without_group(branch, today)) == []
    make_group(branch, cadre)
    assert list(cadres_without_group(branch, today)) == [second]


def test_a_groups_meeting_concerns_who_belonged_to_it_that_day(branch, staff, cadre, today):
    second, third = make_cadre(branch, "K02"), make_cadre(branch, "K03")
    group = make_group(branch, cadre)
    join(group, second, today - timedelta(days=9), today)
    meeting, earlier = make_meeting(branch, group=group), make_meeting(branch, today - ONE_DAY, group=group)
    assert list(concerned_cadres(meeting)) == [cadre]
    assert list(concerned_cadres(earlier).order_by("code")) == [cadre, second]
    everybody = make_meeting(branch)
    concerning = [set(Meeting.objects.concerning(other)) for other in (cadre, second, third)]
    assert concerning == [{meeting, earlier, everybody}, {earlier, everybody}, {everybody}]
    with pytest.raises(CadreNotConcerned):
        actions.record_attendance(meeting=meeting, cadre=third, state="present", by=staff)


def test_the_database_refuses_a_cadre_in_two_groups_on_one_day(branch, cadre, today):
    make_group(branch, cadre)
    with pytest.raises(IntegrityError), transaction.atomic():
        join(make_group(branch, name="Selatan"), cadre, today, today + ONE_DAY)
