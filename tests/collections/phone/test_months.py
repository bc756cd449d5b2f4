"""The cadre's months: figures of the closing, every line, and what did not count and why."""

from datetime import date

import pytest
from django.utils import timezone

from kaderjkn.collections.goals.models import CadreGoal
from kaderjkn.collections.models import RewardStatement
from kaderjkn.collections.payouts.actions import approve_statements, release_statements
from kaderjkn.collections.phone.months import month_in_work, months_of, weeks_of
from kaderjkn.common.models import Period
from kaderjkn.common.months import add_months
from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)


@pytest.fixture
def closing(branch):
    return builders.make_closing(branch, MONTH, state="closed")


def the_month(cadre) -> dict:
    [found] = months_of(cadre)
    return found


def settle(closing, cadre, day, amount, *, earns=True, has_line=True, late_from=None, **fields):
    case = builders.make_case(cadre, month=MONTH)
    payment = builders.make_payment(case, date(2026, 3, day), amount)
    settlement = builders.make_settlement(closing, payment, case, **({"cadre": cadre} if earns else {}), **fields)
    return builders.make_line(settlement, late_from=late_from) if earns and has_line else settlement


def test_figures_lines_and_what_did_not_count(cadre, closing):
    builders.make_figure(closing, cadre)
    line = settle(closing, cadre, 5, 600_000)
    lost = settle(closing, cadre, 6, 90_000, earns=False, verdict="no_contact")
    found = the_month(cadre)
    assert (found["figure"]["collected"], found["figure"]["target"], found["reward"]) == (600_000, 1_200_000, 150_000)
    assert found["own"] == [
        {
            "payment": line.settlement.payment_id,
            "reference": f"BANK {line.reference}",
            "on": date(2026, 3, 5),
            "amount": 600_000,
            "months": 6,
            "rate": "25,0 %",
            "reward": 150_000,
            "late_from": "",
        }
    ]
    assert found["uncounted"] == [
        {
            "payment": lost.payment_id,
            "reference": f"BANK {lost.payment.reference}",
            "on": date(2026, 3, 6),
            "amount": 90_000,
            "why": "Tidak ada kontak dalam tenggang; diakui untuk cabang",
        }
    ]


def test_late_lines_stand_apart(cadre, closing):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000, late_from=date(2026, 2, 1))
    found = the_month(cadre)
    assert (found["own"], [line["late_from"] for line in found["late"]]) == ([], ["Februari 2026"])


def test_collected_without_agreement_says_why_it_earned_nothing(cadre, closing):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000, has_line=False)
    [row] = the_month(cadre)["uncounted"]
    assert row["why"] == "Diakui, tanpa imbal jasa: tidak ada perjanjian yang berlaku pada hari bayar"


def test_collected_for_who_held_the_case_on_the_day_says_so(cadre, branch, closing):
    builders.make_figure(closing, cadre)
    case = builders.make_case(cadre, month=MONTH)
    payment = builders.make_payment(case, date(2026, 3, 5), 1000)
    builders.make_settlement(closing, payment, case, cadre=factories.CadreFactory(branch=branch))
    [row] = the_month(cadre)["uncounted"]
    assert row["why"] == "Diakui untuk kader yang memegang binaan pada hari bayar"


def test_parts_of_the_active_status(cadre, closing):
    builders.make_figure(closing, cadre, cases=4, contacted=1, meetings_counted=0, meetings_attended=0, incidents=1)
    parts = the_month(cadre)["parts"]
    assert [part["is_met"] for part in parts] == [False, True, False]
    assert (parts[0]["done"], parts[0]["total"]) == (1, 4)


def test_closed_or_provisional_and_when(cadre, branch, closing):
    builders.make_figure(closing, cadre)
    assert the_month(cadre)["is_closed"] is True
    builders.make_figure(builders.make_closing(branch, date(2026, 4, 1)), cadre)
    assert [month["is_closed"] for month in months_of(cadre)] == [False, True]


def test_closing_that_was_opened_again_does_not_stand(cadre, branch, closing):
    builders.make_figure(closing, cadre)
    reopened = {"reopened_at": timezone.now(), "reopen_reason": "uji"}
    type(closing).objects.update(state="superseded", **reopened)
    builders.make_figure(builders.make_closing(branch, MONTH, version=2), cadre, collected=1)
    assert the_month(cadre)["figure"]["collected"] == 1


def test_other_cadres_figures_and_lines_are_not_shown(cadre, branch, closing):
    other = factories.CadreFactory(branch=branch)
    builders.make_figure(closing, other)
    assert "figure" not in the_month(cadre)
    builders.make_figure(closing, cadre)
    settle(closing, other, 5, 600_000)
    found = the_month(cadre)
    assert (found["own"], found["uncounted"], found["reward"]) == ([], [], 0)


def test_work_of_the_month_is_counted_without_a_closing(cadre, branch):
    case = builders.make_case(cadre, month=MONTH)
    for day in (date(2026, 2, 28), MONTH, date(2026, 3, 31), date(2026, 4, 1)):
        builders.make_contact(case, cadre, day, outcome="promised", promised_on=day)
    builders.make_contact(case, factories.CadreFactory(branch=branch), MONTH)
    builders.cover_payments(branch, date(2026, 3, 10))
    found = the_month(cadre)
    assert (found["contacts"], found["promises"]) == (2, {"kept": 0, "broken": 1, "waiting": 1})


def test_newest_six_months_that_have_begun(cadre, branch):
    today = builders.month_of(branch)
    for number in range(-1, 8):
        builders.make_period(branch, add_months(today, -number))
    assert [month["month"] for month in months_of(cadre)] == [add_months(today, -number) for number in range(6)]


def test_branch_without_list_has_no_months(cadre):
    assert months_of(cadre) == []


def test_goal_stands_with_its_progress(cadre, closing):
    builders.make_figure(closing, cadre, collected=750_000)
    CadreGoal.objects.create(branch=cadre.branch, cadre=cadre, starts_on=MONTH, months=1, amount=1_500_000)
    assert the_month(cadre)["goals"] == [{"label": "Sasaran bulan ini", "collected": 750_000, "amount": 1_500_000}]


def test_statement_is_there_once_it_is_released(cadre, closing, supervisor, regional):
    builders.make_figure(closing, cadre)
    statement = RewardStatement.objects.create(branch=cadre.branch, closing=closing, cadre=cadre, total=50_000)
    assert the_month(cadre)["statement"] is None
    chosen = {"closing": closing, "pks": [statement.pk]}
    approve_statements(by=supervisor, **chosen)
    release_statements(by=regional, **chosen)
    assert the_month(cadre)["statement"] == {"url": statement.get_absolute_url(), "paid_on": None}


def test_same_queries_for_one_line_and_three(cadre, closing, django_assert_max_num_queries):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000)
    settle(closing, cadre, 5, 600_000, earns=False)
    with django_assert_max_num_queries(100) as one:
        months_of(cadre)
    for day in (6, 7):
        settle(closing, cadre, day, 600_000)
        settle(closing, cadre, day, 600_000, earns=False)
    with django_assert_max_num_queries(len(one)):
        assert len(the_month(cadre)["own"]) == 3


def test_households_visited_are_counted_week_by_week(cadre):
    first, second = builders.make_case(cadre, month=MONTH), builders.make_case(cadre, month=MONTH)
    for case, day in ((first, date(2026, 2, 23)), (first, date(2026, 3, 1)), (second, date(2026, 3, 2)),
                      (second, date(2026, 3, 8)), (first, date(2026, 3, 31)), (first, date(2026, 4, 5))):  # fmt: skip
        builders.make_contact(case, cadre, day)
    builders.make_contact(first, cadre, date(2026, 3, 3), mode="phone")
    mondays = [date(2026, 2, 23), *(date(2026, 3, day) for day in (2, 9, 16, 23, 30))]
    counts = [1, 1, 0, 0, 0, 1]  # a call is no visit; Sunday belongs to the Monday before, also of another month
    found = weeks_of(cadre, MONTH)
    assert [(week["monday"], week["visited"]) for week in found] == list(zip(mondays, counts, strict=True))


def test_month_in_work_is_the_newest_open_one_that_has_begun(branch):
    assert month_in_work(branch) is None
    this = builders.month_of(branch)
    Period.objects.create(branch=branch, month=date(2026, 1, 1))
    assert month_in_work(branch) == date(2026, 1, 1)
    Period.objects.create(branch=branch, month=this)
    Period.objects.create(branch=branch, month=date(this.year + 1, 1, 1))
    assert month_in_work(branch) == this


def test_closed_month_is_worked_on_no_more(branch):
    builders.make_period(branch, date(2026, 1, 1))
    builders.make_period(branch, date(2026, 2, 1), state="closed")
    assert month_in_work(branch) == date(2026, 1, 1)
