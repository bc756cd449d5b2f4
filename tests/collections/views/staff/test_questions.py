"""Questions of cadres at the office; the answer stands on the phone that asked."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import Question
from kaderjkn.collections.phone.slices import slice_of
from kaderjkn.collections.questions.actions import ask_question
from tests.collections.builders import make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


@pytest.fixture
def payment(branch, cadre):
    """A payment with nothing left to count for."""
    make_period(branch, MONTH)
    case = make_case(cadre, month=MONTH, target=100_000)
    make_payment(case, date(2026, 3, 2), 100_000, matched_by="hand")
    payment = make_payment(case, date(2026, 3, 9), 90_000, matched_by="hand")
    recompute(branch=branch, month=MONTH)
    return payment


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def question(cadre, payment):
    return ask_question(cadre=cadre, payment=payment, text="Keluarga ini baru membayar", by=cadre.user)


def test_office_answers_beside_the_explanation_and_the_cadre_reads_it(office, cadre, question):
    assert "Keluarga ini baru membayar" in office.get(reverse("collections:question-list")).text
    page = office.get(question.get_absolute_url())
    assert "Tidak ada sisa target" in page.text
    office.post(question.get_absolute_url(), {"kind": "explained", "text": "Targetnya 100 ribu."})
    [answered] = slice_of(cadre)["questions"]
    assert answered["answer"] == "Targetnya 100 ribu."
    assert answered["answered"].startswith("petugas, ")


def test_answer_without_a_kind_is_asked_for_and_keeps_the_text(office, question):
    page = office.post(question.get_absolute_url(), {"text": "Karena penuh."})
    assert page.status_code == 200
    assert "Karena penuh." in page.text
    assert Question.objects.unanswered().exists()


def test_home_counts_what_is_not_answered(office, question):
    tiles = {tile["label"]: tile["value"] for tile in office.get(reverse("collections:branch-home")).context["tiles"]}
    assert tiles["Pertanyaan kader belum dijawab"] == "1"


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_number_of_times(office, cadre, branch, count, django_assert_max_num_queries):
    for _turn in range(count):
        payment = make_payment(make_case(cadre), MONTH, 1000, matched_by="hand")
        Question.objects.create(branch=branch, cadre=cadre, payment=payment, text="?", due_on=MONTH)
    with django_assert_max_num_queries(9):
        office.get(reverse("collections:question-list"))
