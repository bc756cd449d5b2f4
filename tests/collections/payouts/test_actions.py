"""The way of a statement: two persons, each step once, nothing changes what was fixed."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from kaderjkn.collections.closing.actions import close_period, reopen_period
from kaderjkn.collections.closing.errors import CannotReopen
from kaderjkn.collections.models import RewardLine, RewardStatement
from kaderjkn.collections.payouts import actions
from kaderjkn.collections.payouts.enums import StatementState
from kaderjkn.collections.payouts.errors import CannotPayOut
from kaderjkn.common.models import IssuedDocument
from tests import factories
from tests.collections.builders import make_period
from tests.collections.payouts.months import MONTH, paid_month


def approve(statement, by):
    return actions.approve_statements(closing=statement.closing, pks=[statement.pk], by=by)


def release(statement, by):
    return actions.release_statements(closing=statement.closing, pks=[statement.pk], by=by)


@pytest.fixture
def released(statement, supervisor, second):
    approve(statement, supervisor)
    release(statement, second)
    statement.refresh_from_db()
    return statement


# Made at closing


def test_closing_makes_one_statement_per_cadre_with_the_sum_of_its_lines(branch, cadre):
    other = factories.CadreFactory(branch=branch, code="0905-02", agreement_from=date(2026, 1, 1))
    paid_month(cadre, 200_000)
    paid_month(cadre, 100_001)
    paid_month(other, 40_000)
    closing, _is_new = close_period(branch=branch, month=MONTH)
    lines = RewardLine.objects.filter(closing=closing).order_by().values("cadre")
    sums = dict(lines.annotate(sum=Sum("reward")).values_list("cadre", "sum"))
    assert dict(closing.statements.values_list("cadre", "total")) == sums == {cadre.pk: 75_000, other.pk: 10_000}


def test_closing_twice_makes_no_second_statement(branch, closing):
    close_period(branch=branch, month=MONTH)
    assert RewardStatement.objects.count() == 1


def test_open_month_has_no_statement(branch, cadre):
    paid_month(cadre, 200_000)
    assert not RewardStatement.objects.exists()


# Two persons


def test_approved_by_one_and_released_by_another(released, supervisor, second):
    assert (released.approved_by, released.released_by, released.state) == (
        supervisor,
        second,
        StatementState.RELEASED,
    )
    assert released.document.number.startswith("IJ-0905-")


def test_same_person_cannot_release_what_they_approved(statement, supervisor):
    approve(statement, supervisor)
    with pytest.raises(CannotPayOut, match="dua orang"):
        release(statement, supervisor)


def test_regional_supervisor_can_be_the_second_person(statement, supervisor, regional):
    approve(statement, supervisor)
    assert release(statement, regional) == 1


def test_database_refuses_one_person_for_both(released, second):
    with pytest.raises(IntegrityError, match="statement_two_persons"), transaction.atomic():
        RewardStatement.objects.filter(pk=released.pk).update(approved_by=second)


def test_database_refuses_a_release_without_approval(statement, second):
    document = IssuedDocument.objects.create(
        branch=statement.branch, kind="reward_statement", number="1", token="t", subject_id=statement.pk
    )
    values = {"released_by": second, "released_at": timezone.now(), "document": document}
    with pytest.raises(IntegrityError, match="statement_released_after_approval"), transaction.atomic():
        RewardStatement.objects.filter(pk=statement.pk).update(**values)


def test_release_waits_for_the_approval(statement, second):
    assert release(statement, second) == 0
    statement.refresh_from_db()
    assert statement.state == StatementState.WAITING


def test_each_step_happens_once_however_often_it_is_pressed(statement, supervisor, second):
    assert [approve(statement, supervisor), approve(statement, second)] == [1, 0]
    assert [release(statement, second), release(statement, second)] == [1, 0]
    assert IssuedDocument.objects.filter(kind="reward_statement").count() == 1


# Back


def test_approval_can_be_taken_back_before_the_release(statement, supervisor):
    approve(statement, supervisor)
    actions.take_back_approval(closing=statement.closing, pks=[statement.pk], by=supervisor)
    statement.refresh_from_db()
    assert statement.state == StatementState.WAITING


def test_release_taken_back_revokes_the_number_and_a_new_one_is_given(released, supervisor, second):
    old = released.document
    actions.take_back_release(statement=released, reason="Salah rekening", by=second)
    old.refresh_from_db()
    assert old.revoke_reason == "Salah rekening"
    approve(released, supervisor)
    release(released, second)
    released.refresh_from_db()
    assert released.document.number != old.number


def test_release_is_taken_back_with_a_reason_only(released, second):
    with pytest.raises(CannotPayOut, match="alasan"):
        actions.take_back_release(statement=released, reason=" ", by=second)


def test_paid_statement_keeps_its_release(released, supervisor, second):
    actions.note_paid(closing=released.closing, pks=[released.pk], paid_on=released.branch.today(), by=supervisor)
    with pytest.raises(CannotPayOut, match="belum dibayar"):
        actions.take_back_release(statement=released, reason="Salah", by=second)


# Paid


def test_day_of_payment_is_noted_and_taken_back(released, staff):
    today = released.branch.today()
    chosen = {"closing": released.closing, "pks": [released.pk], "by": staff}
    assert actions.note_paid(paid_on=today, **chosen) == 1
    released.refresh_from_db()
    assert (released.paid_on, released.state) == (today, StatementState.PAID)
    assert actions.take_back_paid(**chosen) == 1


@pytest.mark.parametrize("days", [-400, 1])
def test_day_of_payment_lies_between_closing_and_today(released, staff, days):
    day = date.fromordinal(released.branch.today().toordinal() + days)
    with pytest.raises(CannotPayOut, match="Hari bayar"):
        actions.note_paid(closing=released.closing, pks=[released.pk], paid_on=day, by=staff)


def test_database_refuses_a_day_of_payment_before_the_release(statement, staff):
    with pytest.raises(IntegrityError, match="statement_paid_after_release"), transaction.atomic():
        RewardStatement.objects.filter(pk=statement.pk).update(paid_on=date(2026, 4, 1), paid_noted_by=staff)


# Fixed


def test_total_is_never_changed(statement):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        RewardStatement.objects.filter(pk=statement.pk).update(total=1)


def test_released_statement_stops_the_month_from_being_reopened(released, branch, supervisor):
    with pytest.raises(CannotReopen, match="sudah disahkan"):
        reopen_period(branch=branch, month=MONTH, reason="Salah", by=supervisor)


def test_reopened_month_gets_new_statements_and_keeps_the_old_with_its_version(branch, statement, supervisor):
    approve(statement, supervisor)
    reopen_period(branch=branch, month=MONTH, reason="Berkas kurang", by=supervisor)
    with pytest.raises(CannotPayOut, match="dibuka lagi"):
        approve(statement, supervisor)
    again, _is_new = close_period(branch=branch, month=MONTH)
    assert (RewardStatement.objects.count(), again.statements.get().state) == (2, StatementState.WAITING)
    assert list(RewardStatement.objects.in_force()) == [again.statements.get()]


def test_correction_is_a_new_line_in_the_open_month(branch, cadre, released):
    """A payment that came in late leaves the released statement as it is."""
    april = date(2026, 4, 1)
    late = paid_month(cadre, 80_000)
    make_period(branch, april)
    paid_month(cadre, 40_000, april)
    closing, _is_new = close_period(branch=branch, month=april)
    released.refresh_from_db()
    assert released.total == 50_000
    assert closing.statements.get().total == 20_000 + 10_000
    line = RewardLine.objects.get(settlement__payment=late)
    assert (line.closing, line.late_from) == (closing, MONTH)
