"""Closing while others work, each over a connection of their own: one result, nothing half, and who is late is told."""

from contextlib import ExitStack
from datetime import date

import pytest

from arrears.actions.cases import move_cases
from arrears.models import Case, CaseHolder, Payment
from kaderjkn.collections.closing.actions import close_period, recompute, reopen_period
from kaderjkn.collections.field.actions import record_contact
from kaderjkn.collections.models import Closing, Contact, Settlement
from kaderjkn.common.errors import AlreadyRunning
from kaderjkn.common.imports.undo import undo_import
from kaderjkn.common.models import ImportRun
from tests.at_once import at_once, behind, refusals, stopped_at
from tests.collections import builders
from tests.collections.closing.worlds import MARCH, SOME_MONTH, after, build, import_payments, row, said

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

APRIL = date(2026, 4, 1)
LATER = row(9, 1, date(2026, 3, 20), 500, 3)
# The first table that a closing writes into, and the one that it writes when everything is computed
BEFORE, AFTER_ALL = "collections_settlement", "common_period"


@pytest.fixture
def branch(db):
    return build(SOME_MONTH)


@pytest.fixture
def undisturbed(branch):
    return after(branch, close(branch))


def close(branch):
    return lambda: close_period(branch=branch, month=MARCH)


def closings_of(branch, month):
    return Closing.objects.filter(branch=branch, month=month)


def closings(branch):
    return closings_of(branch, MARCH)


def without_payment(rows, reference):
    return rows | {"payments": [row for row in rows["payments"] if f"'{reference}'" not in row]}


def test_three_closings_at_once_yield_one(branch, undisturbed):
    answers = at_once(*[close(branch)] * 3)
    others = [answer for answer in answers if not isinstance(answer, AlreadyRunning)]
    assert [is_new for _closing, is_new in others].count(True) == 1
    assert said(branch) == undisturbed


@pytest.mark.parametrize("place", [BEFORE, AFTER_ALL])
def test_second_closing_is_told_while_the_first_is_at_work(branch, undisturbed, place):
    with stopped_at(place, close(branch)) as first:
        with pytest.raises(AlreadyRunning):
            close(branch)()
        assert not closings(branch).closed().exists()
    assert [is_new for _closing, is_new in first] == [True]
    assert close(branch)() == (closings(branch).get(), False)
    assert said(branch) == undisturbed


def test_payment_file_during_a_closing_waits_and_comes_late(branch, undisturbed):
    """The check of a file waits for its turn, in which the month is closed."""
    with ExitStack() as stack:
        with stopped_at(AFTER_ALL, close(branch)):
            imported = stack.enter_context(behind(lambda: import_payments(branch, [LATER])))
            assert not Payment.objects.filter(reference="R09").exists()
        assert imported().state == "applied"
    assert without_payment(said(branch), "R09") == undisturbed
    recompute(branch=branch, month=APRIL)
    late = Settlement.objects.get(payment__reference="R09")
    assert (late.closing.month, late.paid_month, late.eligible, late.is_late) == (APRIL, MARCH, 500, True)


def test_closing_while_a_payment_file_is_written_is_told_and_counts_it_afterwards(branch):
    with stopped_at("arrears_payment", lambda: import_payments(branch, [LATER])) as imported:
        with pytest.raises(AlreadyRunning):
            close(branch)()
        assert not closings(branch).exists()
    assert [run.state for run in imported] == ["applied"]
    close(branch)()
    assert Settlement.objects.get(payment__reference="R09").closing.month == MARCH


def test_undo_of_a_payment_file_during_a_closing_is_told_and_refused_afterwards(branch, undisturbed):
    newest = ImportRun.objects.filter(branch=branch, kind="payments").latest("pk")
    with stopped_at(AFTER_ALL, close(branch)), pytest.raises(AlreadyRunning):
        undo_import(run_id=newest.pk)
    answers = at_once(lambda: undo_import(run_id=newest.pk))
    assert "tutup buku" in str(refusals(answers)[0])
    assert said(branch) == undisturbed


def test_move_during_a_closing_is_told_and_refused_afterwards(branch, undisturbed):
    case = Case.objects.get(branch=branch, month=MARCH, key__endswith="2")
    cadre = branch.cadres.get(code="K0")

    def move():
        return move_cases(branch=branch, month=MARCH, case_ids=[case.pk], cadre=cadre, day=date(2026, 3, 5), by=None)

    with stopped_at(AFTER_ALL, close(branch)), pytest.raises(AlreadyRunning):
        move()
    assert "sudah tutup buku" in str(refusals(at_once(move))[0])
    assert not CaseHolder.objects.filter(case=case, from_on=date(2026, 3, 5)).exists()
    assert said(branch) == undisturbed


def test_contact_during_a_closing_is_kept_and_neither_waits_nor_is_lost(branch):
    """Field work does not stand behind the branch's lock: the phone gets its answer at once."""
    case = Case.objects.get(branch=branch, month=MARCH, key__endswith="2")
    cadre = branch.cadres.get(code="K2")
    facts = {"cadre": cadre, "household": case.household, "mode": "visit", "outcome": "met", "by": None}
    with stopped_at(AFTER_ALL, close(branch)) as closed:
        contact, is_new = record_contact(**facts, uuid=builders.uuid.uuid4(), made_at=builders.at(MARCH))
        assert is_new
    assert [is_new for _closing, is_new in closed] == [True]
    assert Contact.objects.get() == contact
    figure = closings(branch).get().cadrefigures.get(cadre=cadre)
    closed_with = figure.contacted
    record_contact(**facts, uuid=builders.uuid.uuid4(), made_at=builders.at(date(2026, 3, 2)))
    figure.refresh_from_db()
    assert figure.contacted == closed_with


def test_closing_and_computing_anew_at_once_leave_the_closing(branch, undisturbed):
    with stopped_at(AFTER_ALL, close(branch)), pytest.raises(AlreadyRunning):
        recompute(branch=branch, month=MARCH)
    assert "sudah tutup buku" in str(refusals(at_once(lambda: recompute(branch=branch, month=MARCH)))[0])
    assert said(branch) == undisturbed


def test_two_reopenings_at_once_yield_one_version(branch):
    close(branch)()
    answers = at_once(*[lambda: reopen_period(branch=branch, month=MARCH, reason="Uji")] * 3)
    assert len(refusals(answers)) == 2
    assert [closing.state for closing in closings(branch)] == ["superseded"]
    close(branch)()
    assert sorted(closings(branch).values_list("version", "state")) == [(1, "superseded"), (2, "closed")]


def test_reopening_during_a_closing_of_the_next_month_is_told(branch):
    close(branch)()
    with stopped_at(BEFORE, lambda: close_period(branch=branch, month=APRIL)), pytest.raises(AlreadyRunning):
        reopen_period(branch=branch, month=MARCH, reason="Uji")
    assert closings_of(branch, APRIL).closed().exists()
    assert "periode terakhir" in str(
        refusals(at_once(lambda: reopen_period(branch=branch, month=MARCH, reason="U")))[0]
    )
