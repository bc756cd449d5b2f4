"""The report on attendance: months, order, sum, files, and the meetings behind each row."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from kaderjkn.common.models import AccessLog
from meetings.models import Attendance, CadreGroup, GroupMembership
from tests.meetings.builders import make_cadre, make_meeting, make_user

JANUARY, MARCH = "2026-01", "2026-03"


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def people(branch):
    """Three cadres and two meetings in different months: K01 came twice, K02 once, K03 was excused and absent."""
    first, second = make_meeting(branch, date(2026, 1, 12)), make_meeting(branch, date(2026, 3, 9))
    cadres = [make_cadre(branch, code) for code in ("K01", "K02", "K03")]
    states = [("present", "present"), ("made_up", None), ("excused", "absent")]
    for cadre, marks in zip(cadres, states, strict=True):
        for meeting, state in zip((first, second), marks, strict=True):
            if state:
                extra = {"made_up": {"made_up_on": date(2026, 1, 13)}, "excused": {"excuse": "duty"}}.get(state, {})
                Attendance.objects.create(meeting=meeting, cadre=cadre, state=state, **extra)
    return cadres


def report(office, **asked):
    return office.get(reverse("meetings:attendance-report"), {"first": JANUARY, "last": MARCH} | asked)


def test_rows_sum_and_definition(office, people):
    page = report(office)
    rows = [(row["cadre"], row["meetings"], row["rate"]) for row in page.context["rows"]]
    assert rows == [("K01", 2, 1), ("K02", 2, 0.5), ("K03", 2, 0)]
    total = page.context["total"]
    assert (total["meetings"], total["excused"], total["duty"], total["unrecorded"]) == (6, 1, 1, 1)
    assert (total["rate"] * 5, total["reasons"]) == (3, "Tugas lain dari cabang 1")
    assert "Kehadiran = (hadir + susulan) ÷ (pertemuan − izin)" in page.text


def test_months_limit_what_is_counted(office, people):
    rows = report(office, last=JANUARY).context["rows"]
    assert [(row["meetings"], row["rate"]) for row in rows] == [(1, 1), (1, 1), (1, None)]


@pytest.mark.parametrize(
    ("sort", "codes"), [("", "K01 K02 K03"), ("rate", "K03 K02 K01"), ("absent", "K02 K03 K01"),
                        ("made_up", "K02 K01 K03"), ("excused", "K03 K01 K02"), ("late", "K01 K02 K03")]
)  # fmt: skip
def test_order_of_the_rows(office, people, sort, codes):
    assert [row["cadre"] for row in report(office, sort=sort).context["rows"]] == codes.split()


def test_who_has_no_rate_stands_last_when_the_lowest_come_first(office, people):
    rows = report(office, last=JANUARY, sort="rate").context["rows"]
    assert [row["cadre"] for row in rows] == ["K01", "K02", "K03"]


def test_without_months_the_running_one_is_shown(office, branch, cadre):
    make_meeting(branch)
    page = office.get(reverse("meetings:attendance-report"))
    assert page.context["rows"][0]["unrecorded"] == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"first": "2026-04"}, "tidak boleh sebelum"),
        ({"first": "besok"}, "tidak dikenal"),
        ({"first": "2020-01"}, "Paling banyak 36 bulan"),
        ({"sort": "luck"}, "luck"),
    ],
    ids=["turned round", "no month", "too long", "unknown order"],
)
def test_a_period_that_cannot_be_is_said_and_gives_no_file(office, people, asked, words):
    assert words in report(office, **asked).text
    assert report(office, format="csv", **asked)["Content-Type"].startswith("text/html")
    assert not AccessLog.objects.exists()


def test_csv_is_safe_to_open_and_logged(office, people, staff):
    people[0].name = "=HYPERLINK(1)"
    people[0].save()
    response = report(office, format="csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == (
        "cadre,name,meetings,present,late,made_up,excused,illness,family,duty,other,absent,unrecorded,rate"
    )
    assert lines[1:3] == [
        "K01,'=HYPERLINK(1),2,2,0,0,0,0,0,0,0,0,0,1.0000", "K02,Ibu K02,2,0,0,1,0,0,0,0,0,0,1,0.5000",
    ]  # fmt: skip
    assert response["Content-Disposition"] == 'attachment; filename="kehadiran-0905-2026-01-2026-03.csv"'
    assert AccessLog.objects.get().by == staff


def test_xlsx_keeps_order_and_figures(office, people):
    response = report(office, format="xlsx", sort="rate")
    sheet = openpyxl.load_workbook(BytesIO(response.getvalue())).active
    assert [[cell.value for cell in row][:4] for row in sheet.iter_rows(min_row=2)] == [
        ["K03", "Ibu K03", 2, 0], ["K02", "Ibu K02", 2, 0], ["K01", "Ibu K01", 2, 2],
    ]  # fmt: skip


def test_each_row_leads_to_the_meetings_that_it_counts(office, branch, people):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=date(2026, 1, 1))
    make_meeting(branch, date(2026, 2, 2), group=group), make_meeting(branch, date(2026, 2, 9), is_cancelled=True)
    GroupMembership.objects.create(group=group, cadre=people[1], valid=(date(2026, 1, 1), None))
    for row in report(office).context["rows"]:
        page = office.get(row["url"])
        shown = page.context["rows"]
        assert len(shown) == row["meetings"]
        assert sum(str(one["state"][0]) == "Belum dicatat" for one in shown) == row["unrecorded"]
        assert page.context["own"] == [row]
    assert [str(one["state"][0]) for one in office.get(row["url"]).context["rows"]] == ["Tidak hadir", "Izin"]


def test_a_meeting_to_come_is_not_yet_counted(office, branch, cadre):
    make_meeting(branch, branch.today() + timedelta(days=1))
    month = f"{branch.today():%Y-%m}"
    page = office.get(reverse("meetings:attendance-cadre", args=[cadre.pk]), {"first": month, "last": month})
    assert page.context["rows"] == []


def test_another_branch_sees_none_of_it(client, other_branch, people):
    client.force_login(make_user(other_branch))
    assert report(client).context["rows"] == []
