"""Assigning the month and moving cases, as staff press the buttons."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from kaderjkn.common.models import JobRun
from kaderjkn.common.months import month_text, next_month
from tests.collections.builders import make_case, month_of
from tests.factories import AgreementFactory, CadreFactory


@pytest.fixture
def receiver(branch):
    cadre = CadreFactory(branch=branch, name="Ibu Sari")
    AgreementFactory(cadre=cadre, valid=DateRange(date(2020, 1, 1), None))
    return cadre


@pytest.fixture
def giver(branch):
    cadre = CadreFactory(branch=branch)
    AgreementFactory(cadre=cadre, valid=DateRange(date(2020, 1, 1), None))
    return cadre


def move_url(month, *cases, **query):
    chosen = "&".join([f"case={case.pk}" for case in cases] + [f"{key}={value}" for key, value in query.items()])
    return f"{reverse('arrears:cases-move')}?month={month_text(month)}&{chosen}"


def holder_of(case):
    return case.holders.order_by("-from_on").first().cadre


# Assigning


def test_button_starts_one_job(client_of, staff, branch, cadre):
    make_case(cadre)
    client, data = client_of(staff), {"month": month_text(month_of(branch))}
    for _each in range(2):
        answer = client.post(reverse("arrears:cases-assign"), data)
    job = JobRun.objects.get(kind="assign_cases")
    assert (job.month, job.by, answer["Location"]) == (month_of(branch), staff, job.get_absolute_url())


@pytest.mark.parametrize("month", ["2031-01", "kemarin", ""])
def test_month_without_list_is_not_found(client_of, staff, month):
    assert client_of(staff).post(reverse("arrears:cases-assign"), {"month": month}).status_code == 404


# Moving


def test_move_asks_in_numbers_and_moves_what_was_ticked(client_of, staff, branch, giver, receiver):
    moved, other, stays = make_case(giver, target=300_000), make_case(giver, target=200_000), make_case(giver)
    client, url = client_of(staff), move_url(month_of(branch), moved, other)
    answers = {"cadre": receiver.pk, "day": branch.today().isoformat()}
    question = client.post(url, answers).content.decode()
    assert "keluarga pindah ke Ibu Sari" in question
    assert "Rp 500.000" in question
    assert holder_of(moved) == giver
    client.post(url, answers | {"confirmed": "2"})
    assert [holder_of(case) for case in (moved, other, stays)] == [receiver, receiver, giver]


def test_move_of_all_that_a_filter_shows(client_of, staff, branch, giver, receiver):
    mine, theirs = make_case(giver), make_case(receiver)
    client, url = client_of(staff), move_url(month_of(branch), all=1, cadre=giver.pk)
    assert client.get(url).context["totals"]["households"] == 1
    client.post(url, {"cadre": receiver.pk, "day": branch.today().isoformat(), "confirmed": "1"})
    assert [holder_of(case) for case in (mine, theirs)] == [receiver, receiver]


def test_refused_move_says_why_and_changes_nothing(client_of, staff, branch, giver, receiver):
    case = make_case(giver)
    day = next_month(month_of(branch)).isoformat()
    answer = client_of(staff).post(
        move_url(month_of(branch), case), {"cadre": receiver.pk, "day": day, "confirmed": "1"}
    )
    assert answer.context["form"].non_field_errors()
    assert holder_of(case) == giver


def test_cadre_without_agreement_cannot_be_chosen(client_of, staff, branch, giver):
    lapsed = CadreFactory(branch=branch)
    answers = {"cadre": lapsed.pk, "day": branch.today().isoformat(), "confirmed": "1"}
    answer = client_of(staff).post(move_url(month_of(branch), make_case(giver)), answers)
    assert "cadre" in answer.context["form"].errors


def test_cases_of_another_branch_cannot_be_chosen(client_of, staff, branch, other_branch, giver):
    make_case(giver)
    foreign = make_case(CadreFactory(branch=other_branch))
    page = client_of(staff).get(move_url(month_of(branch), foreign))
    assert page.context["totals"]["households"] == 0
