"""The ledger keeps its own laws over random branches. No database."""

from collections import Counter

from hypothesis import HealthCheck, given, note, settings

from tests.second_calculation.households import household_of_payment
from tests.second_calculation.ledger import Ledger
from tests.second_calculation.occurrences import NAMED, occurrences
from tests.second_calculation.reports import own_eligible
from tests.second_calculation.scenarios import scenarios

quietly = settings(deadline=None, suppress_health_check=list(HealthCheck))


def run(scenario):
    note(str(scenario))
    ledger = Ledger(scenario.branch)
    for step in scenario.steps:
        ledger.apply(step)
    return ledger


@given(scenarios())
@quietly
def test_every_scenario_runs_to_the_end_and_reports(scenario):
    ledger = run(scenario)
    closed = [step.options["period"] for step in scenario.steps if step.command == "close_period"]
    assert sorted(ledger.book.closings) == sorted(set(closed))
    for period in closed:
        for name in ("cases", "arrears-by-kecamatan", "unmatched-payments", "reviews"):
            ledger.report(name, period)


@given(scenarios())
@quietly
def test_no_case_gives_more_than_its_target_or_its_cap(scenario):
    ledger = run(scenario)
    items = [item for closing in ledger.book.closings.values() for item in closing.items if item.case]
    for case in ledger.book.cases.values():
        mine = [item for item in items if item.case is case]
        assert 0 <= sum(item.eligible for item in mine) <= case.target
        cap = ledger.book.closings[case.period].scheme.cap_per_case
        assert sum(item.reward for item in mine) >= 0
        assert cap is None or sum(item.reward for item in mine) <= cap


@given(scenarios())
@quietly
def test_cadres_collect_no_more_than_the_branch(scenario):
    ledger = run(scenario)
    for period, closing in ledger.book.closings.items():
        by_cadre = sum(int(row[3]) for row in ledger.report_collectability(period))
        by_place = sum(int(row[4]) for row in ledger.report_collectability_by_kecamatan(period))
        assert by_cadre <= by_place == sum(own_eligible(closing).values())


@given(scenarios())
@quietly
def test_every_known_payment_is_settled_once_or_taken_back(scenario):
    ledger = run(scenario)
    settled = [item.payment.key for closing in ledger.book.closings.values() for item in closing.items]
    assert len(settled) == len(set(settled))
    taken_back = {(paid.source, paid.cancels) for paid in ledger.book.payments.values() if paid.cancels}
    for payment in ledger.book.payments.values():
        if f"{payment.paid_on:%Y-%m}" in ledger.book.closings and not payment.cancels:
            assert payment.key in settled or payment.key in taken_back or waits(ledger, payment)


def waits(ledger, payment):
    return household_of_payment(ledger.book, payment)[0] is None


def test_every_named_event_occurs():
    """The generator cannot silently go blank: what it is meant to bring about is counted."""
    seen = Counter()

    @given(scenarios())
    @settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
    def weave(scenario):
        seen.update(occurrences(scenario))

    weave()
    assert sorted(name for name in NAMED if not seen[name]) == []
