"""The page «Amplop per kader»: period, links to the envelopes behind a figure, files."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kaderjkn.common.models import AccessLog
from kaderjkn.common.months import add_months, first_day, month_text
from meetings.models import EnvelopeStep
from tests.meetings.builders import make_cadre, make_case, make_envelope

REPORT = "meetings:envelope-report"


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def month(branch):
    return first_day(branch.today())


def text_of(page):
    return " ".join(page.content.decode().split())


def period(first, last=None):
    return {"dari": month_text(first), "sampai": month_text(last or first)}


def handed(branch, cadre, state="handed_over", days_ago=0):
    return make_envelope(make_case(branch, cadre), cadre, state, days_ago=days_ago)


def test_the_page_shows_the_last_three_months_with_a_sum(office, branch, cadre, month):
    handed(branch, cadre, "delivered"), handed(branch, cadre)
    page = office.get(reverse(REPORT))
    assert page.context["filter"].months() == (add_months(month, -2), month)
    (row,) = page.context["rows"]
    assert (row["handed_over"], row["delivered"], row["held"]) == (2, 1, 1)
    assert page.context["total"]["handed_over"] == 2


def test_a_figure_leads_to_exactly_its_envelopes(office, branch, cadre):
    other = make_cadre(branch, "K02")
    mine, _theirs, _brought = handed(branch, cadre), handed(branch, other), handed(branch, cadre, "delivered")
    page = office.get(reverse(REPORT))
    row = next(row for row in page.context["rows"] if row["cadre_id"] == cadre.pk)
    assert [each["number"] for each in office.get(row["held_url"]).context["rows"]] == [mine.number]
    assert row["lost_url"] == ""
    total = office.get(page.context["total"]["held_url"])
    assert len(total.context["rows"]) == 2


def test_the_period_is_chosen_from_month_to_month(office, branch, cadre, month):
    envelope = handed(branch, cadre)
    EnvelopeStep.objects.filter(envelope=envelope).update(at=add_months(month, -5).strftime("%Y-%m-10 12:00+07"))
    before = add_months(month, -5)
    assert office.get(reverse(REPORT), period(before)).context["total"]["handed_over"] == 1
    assert office.get(reverse(REPORT), period(month)).context["total"]["handed_over"] == 0


@pytest.mark.parametrize("wrong", [{"dari": "2026-13"}, {"dari": "x"}, {"sampai": ""}])
def test_a_wrong_period_is_an_error_on_the_page(office, cadre, wrong):
    page = office.get(reverse(REPORT), wrong)
    assert page.context["filter"].errors
    assert page.context["rows"] == []


def test_the_first_month_is_not_after_the_last(office, cadre, month):
    page = office.get(reverse(REPORT), period(month, add_months(month, -1)))
    assert "tidak boleh sesudah" in text_of(page)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_files_hold_the_same_figures_and_are_logged(office, branch, cadre, file_format, month):
    cadre.name = "=HYPERLINK(1)"
    cadre.save()
    handed(branch, cadre, days_ago=20)
    answer = office.get(reverse(REPORT), {**period(month), "format": file_format})
    content = b"".join(answer.streaming_content)
    heading, row = read(content, file_format)
    values = dict(zip(heading, row, strict=True))
    assert values["cadre"] == "K01"
    assert values["name"].startswith("=") is (file_format == "xlsx")  # there it is stored as text
    assert (str(values["held"]), str(values["age_30"]), str(values["oldest"])) == ("1", "1", "20")
    assert AccessLog.objects.filter(act="export", by__branch=branch).count() == 1


def read(content, file_format):
    if file_format == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(BytesIO(content)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_unknown_figures_and_another_branchs_cadre_are_not_found(office, other_branch, cadre):
    stranger = make_cadre(other_branch)
    assert office.get(reverse("meetings:envelope-report-rows", args=["semua"])).status_code == 404
    for who in (stranger.pk, "x", 999_999):
        answer = office.get(reverse("meetings:envelope-report-rows", args=["held"]), {"kader": who})
        assert answer.status_code == 404
