"""Asking about a payment and answering: whose, once at a time, by when, and never half an answer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from arrears.models import BranchPolicy
from kaderjkn.collections.models import Question
from kaderjkn.collections.questions.actions import answer_question, ask_question, may_ask_about
from kaderjkn.collections.questions.errors import CannotAsk
from tests import factories
from tests.collections.builders import make_case, make_payment, month_of


@pytest.fixture
def payment(cadre, branch):
    return make_payment(make_case(cadre), month_of(branch), 90_000)


def ask(cadre, payment, text="Kenapa tidak dihitung?"):
    return ask_question(cadre=cadre, payment=payment, text=text, by=cadre.user)


def answer(question, by, **values):
    return answer_question(question=question, by=by, **{"kind": "explained", "text": "Target sudah penuh."} | values)


def test_answer_is_owed_within_the_days_of_the_policy(branch, cadre, payment):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 1, 1), question_answer_days=3)
    assert ask(cadre, payment).due_on == branch.today() + timedelta(days=3)


def test_same_question_pressed_twice_is_one(cadre, payment):
    assert ask(cadre, payment) == ask(cadre, payment, "Lagi")
    assert Question.objects.get().text == "Kenapa tidak dihitung?"


def test_cadre_asks_only_about_households_in_care(branch, payment):
    stranger = factories.CadreFactory(branch=branch, code="0905-77", agreement_from=date(2026, 1, 1))
    with pytest.raises(CannotAsk, match="bukan dari keluarga binaan"):
        ask(stranger, payment)


def test_empty_question_is_refused(cadre, payment):
    with pytest.raises(CannotAsk):
        ask(cadre, payment, "  ")


def test_answered_once_and_asked_again_as_a_new_question(cadre, payment, staff):
    first = answer(ask(cadre, payment), staff)
    assert (first.answer_kind, first.answered_by) == ("explained", staff)
    with pytest.raises(CannotAsk, match="sudah dijawab"):
        answer(first, staff, text="Lain")
    assert ask(cadre, payment, "Belum jelas") != first


@pytest.mark.parametrize("values", [{"text": " "}, {"kind": "maybe"}])
def test_half_an_answer_is_refused(cadre, payment, staff, values):
    with pytest.raises(CannotAsk):
        answer(ask(cadre, payment), staff, **values)


def test_database_refuses_half_an_answer_and_a_second_open_question(branch, cadre, payment):
    question = ask(cadre, payment)
    with pytest.raises(IntegrityError, match="question_answer_whole"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(answer="Ya")
    values = {"branch": branch, "cadre": cadre, "payment": payment, "text": "Lagi", "due_on": branch.today()}
    with pytest.raises(IntegrityError, match="question_one_open"), transaction.atomic():
        Question.objects.create(**values)


def test_waiting_questions_stand_first_the_most_urgent_on_top(branch, cadre, staff):
    payments = [make_payment(make_case(cadre), month_of(branch), 1000) for _turn in range(3)]
    answered, later, sooner = (ask(cadre, payment) for payment in payments)
    answer(answered, staff)
    Question.objects.filter(pk=sooner.pk).update(due_on=branch.today() - timedelta(days=1))
    assert list(Question.objects.for_list()) == [sooner, later, answered]
    assert list(Question.objects.overdue(branch.today())) == [sooner]


def test_cadre_asks_about_a_reversal_of_a_payment_in_care(branch, cadre, payment):
    other = factories.CadreFactory(branch=branch)
    facts = {"household": None, "listed_month": None, "matched_by": "", "reverses": payment}
    reversal = make_payment(payment.household.cases.get(), payment.paid_on, 1, **facts)
    assert (may_ask_about(cadre, reversal), may_ask_about(other, reversal)) == (True, False)
