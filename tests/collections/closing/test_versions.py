"""What was closed once stays readable and is ruled by the settings that were used then."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from arrears.imports.policies import KIND as POLICIES
from arrears.models import BranchPolicy
from kaderjkn.collections.closing.actions import close_period, reopen_period
from kaderjkn.collections.closing.versions import payment_changes
from kaderjkn.collections.models import Settlement
from kaderjkn.collections.views.supervisor.closing_presenters import cadre_rows, payment_change
from kaderjkn.common.errors import Refused
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.take_in import take_in
from kaderjkn.common.imports.undo import undo_import
from kaderjkn.common.models import ImportRun
from tests.collections.closing.worlds import MARCH, SOME_MONTH, build, import_payments, said
from tests.factories import CadreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(db):
    return build(SOME_MONTH)


def undo_newest_file(branch):
    runs = ImportRun.objects.applied().filter(branch=branch, kind="payments")
    undo_import(run_id=runs.latest("pk").pk)


def settlements_and_lines(branch, state) -> list[str]:
    """Those of March in the state, without what says whether they are in force."""
    rows = [*said(branch)["settlements"], *said(branch)["lines"]]
    mine = [row for row in rows if row.startswith(f"({MARCH!r}") and f"'{state}'" in row]
    return [row.replace(f"'{state}'", "").removesuffix("True)").removesuffix("False)") for row in mine]


def test_old_version_stays_readable_when_a_payment_file_is_undone(branch):
    close_period(branch=branch, month=MARCH)
    before = settlements_and_lines(branch, "closed")
    reopen_period(branch=branch, month=MARCH, reason="Berkas bank keliru")
    undo_newest_file(branch)
    close_period(branch=branch, month=MARCH)
    assert settlements_and_lines(branch, "superseded") == before
    assert len(settlements_and_lines(branch, "closed")) < len(before)


def test_payment_that_came_again_in_another_file_is_no_change(branch):
    """Two payments of the undone file are gone; one comes again, as another row of the database."""
    old, _is_new = close_period(branch=branch, month=MARCH)
    reopen_period(branch=branch, month=MARCH, reason="Berkas bank keliru")
    undo_newest_file(branch)
    import_payments(branch, SOME_MONTH.file(2)[:1])
    new, _is_new = close_period(branch=branch, month=MARCH)
    changes = payment_changes(old, new)
    assert [(row["reference"], row["payment_id"], row["old_eligible"], row["new_eligible"]) for row in changes] == [
        ("R03", None, 1, None)
    ]
    assert payment_change(changes[0])["url"] is None


def test_settlement_in_force_cannot_lose_its_payment(branch):
    close_period(branch=branch, month=MARCH)
    with pytest.raises(IntegrityError, match="settlement_knows_its_payment"), transaction.atomic():
        Settlement.objects.filter(branch=branch).update(payment=None)


@pytest.mark.parametrize("change", [{"eligible": 5}, {"paid": {"source": "BRI"}}])
def test_settlement_of_an_old_version_changes_in_nothing_else(branch, change):
    close_period(branch=branch, month=MARCH)
    reopen_period(branch=branch, month=MARCH, reason="Berkas bank keliru")
    with pytest.raises(DatabaseError, match="fixed"), transaction.atomic():
        Settlement.objects.filter(closing__state="superseded").update(**change)


def test_policy_that_closed_a_month_cannot_change_although_a_newer_one_would_rule_it_now(branch, tmp_path):
    close_period(branch=branch, month=MARCH)
    used = BranchPolicy.objects.get(branch=branch)
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 2, 1), attribution="contact")
    path = tmp_path / "kebijakan.csv"
    path.write_text(f"berlaku_mulai,attribution\n{used.starts_on},contact\n")
    with pytest.raises(Refused):
        take_in(Intake(POLICIES, branch), path)
    used.refresh_from_db()
    assert used.attribution == "holder"


def test_cadre_with_nothing_but_a_fee_is_shown_and_summed(branch):
    """The page's sum is what the statements pay out, also for a cadre without a case."""
    cadre = CadreFactory(branch=branch, code="K9")
    cadre.registrations.create(branch=branch, card="0000009999999", confirmed_on=date(2026, 3, 7))
    closing, _is_new = close_period(branch=branch, month=MARCH)
    rows = cadre_rows(closing)
    assert [row["reward"] for row in rows if row["cadre"] == str(cadre)] == [5000]
    assert sum(row["reward"] for row in rows) == sum(closing.statements.values_list("total", flat=True))
