"""The program and the second calculation give the same rows over random branches."""

import tempfile

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, note, settings

from tests.second_calculation.ledger import Ledger
from tests.second_calculation.program import program_report, run_scenario
from tests.second_calculation.program_versions import stored_closing
from tests.second_calculation.reports import settlements
from tests.second_calculation.scenarios import scenarios

REPORTS = (
    "cases",
    "collectability",
    "collectability-by-kecamatan",
    "rewards",
    "reviews",
    "active-cadres",
    "attendance",
    "unmatched-payments",
)
# Commands that may find nothing to take in a random file; whether they say so is not compared.
MAY_REFUSE = {
    "import_payments",
    "import_contacts",
    "move_cases",
    "import_holds",
    "import_writeoffs",
    "import_registrations",
}


@pytest.mark.django_db
@given(scenario=scenarios())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_program_and_ledger_agree_after_every_closing(scenario):
    note(f"the whole scenario:\n{scenario}")
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        try:
            compare_all_along(scenario, folder)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{scenario}") from None
        connection.check_constraints()
        transaction.set_rollback(True)


def compare_all_along(scenario, folder):
    ledger = Ledger(scenario.branch)

    def after(step, outcome, message):
        expected = ledger.apply(step)
        if step.command not in MAY_REFUSE:
            assert outcome == expected, f"{step}\nprogram: {outcome} ({message}); ledger: {expected}"
        if step.command == "close_period" and outcome == "done":
            compare_period(ledger, step.options["period"], folder)

    run_scenario(scenario, folder, after)
    for period in sorted(ledger.book.closings):
        compare_period(ledger, period, folder)
    compare_versions(ledger)


def compare_period(ledger, period, folder):
    """Right after its closing, and once more in the end: what came later has changed nothing that it should not."""
    for name in REPORTS:
        program = program_report(name, ledger.book.branch, period, folder)
        closed = sorted(ledger.book.closings)
        assert_same(f"{name} of {period}, closed: {closed}", program, ledger.report(name, period))


def compare_versions(ledger):
    """Every closing, also those that were opened again: why each payment counted, and the figures as they were."""
    book = ledger.book
    for closing in [*book.closings.values(), *book.old_closings]:
        title = f"of {closing.period} in version {closing.version}"
        stored = stored_closing(book.branch, closing.period, closing.version)
        assert_same(f"settlements {title}", stored["settlements"], settlements(closing))
        for name in ("collectability", "rewards"):
            assert_same(f"{name} {title}", stored[name], closing.reports[name])


def assert_same(title, program, ledger):
    """Compare without regard to order; show only the rows that differ."""
    only_program, only_ledger = without(program, ledger), without(ledger, program)
    if only_program or only_ledger:
        lines = [
            title,
            *(f"  program: {row}" for row in only_program),
            *(f"  ledger:  {row}" for row in only_ledger),
        ]
        raise AssertionError("\n".join(lines))


def without(rows, others):
    """The rows that are not among the others, as often as they are left over; no kecamatan without cases."""
    left = list(others)
    result = []
    for row in sorted(rows):
        if row in left:
            left.remove(row)
        elif not is_empty_kecamatan(row):
            result.append(row)
    return result


def is_empty_kecamatan(row):
    return len(row) == 8 and "." in row[0] and row[2] == "0"
