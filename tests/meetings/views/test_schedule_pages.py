"""Pages of groups, holidays and the schedule: they work, and what is wrong stays a sentence on the page."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from kaderjkn.common.enums import Role
from meetings.models import CadreGroup, GroupMembership, Holiday, Meeting
from tests.meetings.builders import join, make_cadre, make_group, make_holiday, make_meeting, make_user


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def today(branch):
    return branch.today()


def text_of(page):
    return " ".join(page.content.decode().split())


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


# Meetings


def test_create_a_meeting_of_a_group(office, branch, today):
    group = make_group(branch)
    make_group(branch, name="Lama", is_ended=True)
    assert "Lama" not in text_of(office.get(url("meeting-create")))
    data = {"group": group.pk, "held_on": today, "starts_at": "13:00", "ends_at": "14:30", "late_after": "5"}
    office.post(url("meeting-create"), data)
    meeting = Meeting.objects.get()
    assert (meeting.group, meeting.ends_at, meeting.late_after) == (group, time(14, 30), 5)


def test_a_branch_without_groups_is_not_asked_for_one(office, branch, other_branch):
    make_group(other_branch)
    assert 'name="group"' not in text_of(office.get(url("meeting-create")))


def test_another_branchs_group_is_no_choice(office, branch, other_branch, today):
    make_group(branch)
    data = {"group": make_group(other_branch).pk, "held_on": today, "starts_at": "13:00"}
    assert office.post(url("meeting-create"), data).context["form"].errors["group"]
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("ends_at", "12:00"), ("late_after", "-1"), ("late_after", "999"), ("held_on", "2206-11-27")]
)
def test_create_meeting_keeps_what_was_typed_when_something_is_wrong(office, today, field, value):
    data = {"held_on": today, "starts_at": "13:00", "place": "Aula Besar"} | {field: value}
    page = office.post(url("meeting-create"), data)
    assert page.context["form"].errors
    assert "Aula Besar" in text_of(page)
    assert not Meeting.objects.exists()


def test_list_names_meetings_on_holidays_and_one_click_moves_them(office, branch, today):
    monday = today + timedelta(days=14 - today.weekday())
    meeting = make_meeting(branch, monday, group=make_group(branch))
    assert "jatuh pada hari libur" not in text_of(office.get(url("meeting-list")))
    make_holiday(monday, branch, name="Kantor pindah")
    page = text_of(office.get(url("meeting-list")))
    assert "1 pertemuan jatuh pada hari libur" in page
    assert "Kantor pindah" in page
    assert "dipindahkan ke Selasa" in text_of(office.post(url("closed-days-leave"), follow=True))
    meeting.refresh_from_db()
    assert meeting.held_on == monday + timedelta(days=1)


def test_list_names_the_group_of_each_meeting_and_counts_who_has_none(office, branch, cadre, today):
    make_cadre(branch, "K02")
    make_meeting(branch, today, group=make_group(branch, cadre)), make_meeting(branch, today + timedelta(days=1))
    page = text_of(office.get(url("meeting-list")))
    assert "Utara" in page
    assert "Semua kader" in page
    assert "1 kader belum punya kelompok" in page


def test_the_plan_button_knows_the_holidays_of_a_new_site(office, branch):
    office.post(url("meeting-plan"))
    assert not Meeting.objects.filter(held_on__in=Holiday.objects.national().values("day")).exists()
    assert Holiday.objects.national().exists()


# Holidays


def test_holidays_of_a_year_with_the_branchs_own(office, branch, other_branch, today):
    make_holiday(date(2027, 1, 1), name="Tahun Baru", is_estimated=True)
    make_holiday(date(2027, 1, 4), branch, name="Kantor pindah")
    make_holiday(date(2027, 1, 5), other_branch, name="X-Y")
    page = text_of(office.get(url("holiday-list"), {"year": "2027"}))
    assert "Tahun Baru" in page
    assert "(perkiraan)" in page
    assert "Kantor pindah" in page
    assert "X-Y" not in page
    assert "Kantor pindah" not in text_of(office.get(url("holiday-list"), {"year": "2026"}))


@pytest.mark.parametrize("year", ["abcd", "20", "99999", "²026", "-100"])
def test_a_year_that_is_none_is_not_found(office, year):
    assert office.get(url("holiday-list"), {"year": year}).status_code == 404


def test_enter_change_and_delete_an_own_day(office, branch, today):
    office.post(url("holiday-create"), {"day": today, "kind": "local", "name": "Kantor pindah"})
    holiday = Holiday.objects.get(branch=branch)
    office.post(url("holiday-change", holiday.pk), {"day": today, "kind": "open", "name": "Piket"})
    holiday.refresh_from_db()
    assert (holiday.kind, holiday.name) == ("open", "Piket")
    assert "hari kerja" in text_of(office.get(url("holiday-delete", holiday.pk)))
    office.post(url("holiday-delete", holiday.pk))
    assert not Holiday.objects.exists()


def test_a_second_entry_for_a_day_is_a_sentence_on_the_page(office, branch, today):
    make_holiday(today, branch, name="Kantor pindah")
    page = office.post(url("holiday-create"), {"day": today, "kind": "open", "name": "Piket panjang"})
    assert "sudah tercatat: Kantor pindah" in text_of(page)
    assert "Piket panjang" in text_of(page)


def test_the_nations_kinds_are_no_choice_of_a_branch(office, today):
    page = office.post(url("holiday-create"), {"day": today, "kind": "national", "name": "Besok"})
    assert page.context["form"].errors["kind"]


@pytest.mark.parametrize("name", ["holiday-change", "holiday-delete"])
def test_a_national_day_is_not_staffs_to_change(office, name, today):
    assert office.get(url(name, make_holiday(today).pk)).status_code == 404


def test_the_office_is_open_on_a_national_day_by_one_button(office, branch, other_branch, today):
    national = make_holiday(today, name="Hari Raya Besar")
    assert "Kantor cabang buka" in text_of(office.post(url("office-open", national.pk), follow=True))
    assert "diganti catatan cabang" in text_of(office.get(url("holiday-list")))
    assert Holiday.objects.get(kind="open").branch == branch
    assert office.post(url("office-open", Holiday.objects.get(kind="open").pk)).status_code == 404


def test_opening_on_a_day_that_the_branch_has_closed_is_refused_with_a_sentence(office, branch, today):
    make_holiday(today, branch)
    page = office.post(url("office-open", make_holiday(today).pk), follow=True)
    assert "sudah tercatat" in text_of(page)


# The nation's days, in the admin area


@pytest.fixture
def admin_area(client, db):
    client.force_login(make_user(None, Role.ADMIN, is_staff=True, is_superuser=True))
    return client


def test_the_administrator_changes_a_national_day_and_it_is_marked_as_changed(admin_area, today):
    national = make_holiday(today)
    address = reverse("admin:meetings_holiday_change", args=[national.pk])
    admin_area.post(address, {"day": today, "kind": "open", "name": "Tetap kerja"})
    national.refresh_from_db()
    assert (national.kind, national.changed_by.role) == ("open", Role.ADMIN)


def test_a_second_national_row_for_a_day_is_a_sentence_and_no_fault(admin_area, today):
    make_holiday(today)
    address = reverse("admin:meetings_holiday_add")
    page = admin_area.post(address, {"day": today, "kind": "national", "name": "Dua"})
    assert page.status_code == 200
    assert Holiday.objects.count() == 1


def test_only_what_was_changed_by_hand_can_be_given_back_to_the_calendar(admin_area, branch, today, staff):
    of_calendar, by_hand = make_holiday(today), make_holiday(today + timedelta(days=1), changed_by=staff)
    delete = [reverse("admin:meetings_holiday_delete", args=[row.pk]) for row in (of_calendar, by_hand)]
    assert [admin_area.get(address).status_code for address in delete] == [403, 200]
    own = make_holiday(today, branch)
    assert admin_area.get(reverse("admin:meetings_holiday_change", args=[own.pk])).status_code == 302


# Groups


def test_make_a_group_and_put_cadres_in(office, branch, cadre, today):
    data = {"name": "Utara", "first_on": today, "starts_at": "09:00", "place": "Aula"}
    page = office.post(url("group-create"), data)
    group = CadreGroup.objects.get()
    assert page.url == url("group-join", group.pk)
    assert "Ibu K01" in text_of(office.get(page.url))
    joined = office.post(page.url, {"day": today, "cadres": [cadre.pk]}, follow=True)
    assert "1 kader masuk kelompok" in text_of(joined)
    assert GroupMembership.objects.get().cadre == cadre


def test_a_taken_name_and_wrong_hours_stay_on_the_page(office, branch, today):
    make_group(branch)
    data = {"name": "utara", "first_on": today, "starts_at": "09:00", "place": "Aula Besar"}
    assert "Sudah ada kelompok bernama utara" in text_of(office.post(url("group-create"), data))
    page = office.post(url("group-create"), data | {"name": "Baru", "ends_at": "08:00"})
    assert "Pertemuan selesai setelah mulai" in text_of(page)
    assert "Aula Besar" in text_of(page)


def test_join_offers_who_is_not_in_the_group_and_says_where_they_are(office, branch, cadre, other_branch):
    group = make_group(branch, cadre)
    make_group(branch, make_cadre(branch, "K02"), name="Selatan")
    make_cadre(branch, "K03", None), make_cadre(other_branch, "K04")
    form = office.get(url("group-join", group.pk)).context["form"]
    assert [label for _pk, label in form["cadres"].field.choices] == ["K02 Ibu K02 · Selatan"]


def test_join_without_a_cadre_or_before_today_saves_nothing(office, branch, cadre, today):
    join_page = url("group-join", make_group(branch).pk)
    assert "Pilih paling sedikit satu kader" in text_of(office.post(join_page, {"day": today}))
    yesterday = today - timedelta(days=1)
    assert "Pilih hari ini atau sesudahnya" in text_of(office.post(join_page, {"day": yesterday, "cadres": [cadre.pk]}))
    assert not GroupMembership.objects.exists()


def test_let_a_cadre_leave(office, branch, cadre, today):
    group = make_group(branch)
    membership = join(group, cadre)
    page = office.post(url("membership-leave", membership.pk), {"day": today}, follow=True)
    assert "tidak lagi di kelompok Utara" in text_of(page)
    assert "Belum ada kader" in text_of(page)


def test_end_asks_in_numbers_and_the_list_offers_to_use_it_again(office, branch, cadre, today):
    group = make_group(branch, cadre)
    make_meeting(branch, today + timedelta(days=1), group=group)
    page = office.get(url("group-end", group.pk))
    assert page.context["consequences"][:2] == [
        (1, "kader tidak lagi punya kelompok mulai besok"),
        (1, "pertemuan yang akan datang dibatalkan"),
    ]
    assert "Tidak dipakai lagi" in text_of(office.post(url("group-end", group.pk), follow=True))
    assert Meeting.objects.get().is_cancelled
    office.post(url("group-reuse", group.pk))
    assert not CadreGroup.objects.get().is_ended


def test_the_list_of_groups_says_how_to_begin_and_who_has_none(office, branch, cadre):
    assert "Cabang ini bertemu sebagai satu kelompok" in text_of(office.get(url("group-list")))
    make_group(branch)
    page = text_of(office.get(url("group-list")))
    assert "1 kader belum punya kelompok" in page
    assert "K01 Ibu K01" in page
