"""A replay over random branches: with the settings that were used it gives the closed rows, with others what the
second calculation gives, and it leaves nothing behind.
"""

import tempfile
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kaderjkn.collections.closing.models import Closing
from kaderjkn.collections.proposals.dry_runs import newest_closings
from kaderjkn.collections.proposals.replay.months import Replay
from kaderjkn.collections.proposals.setting_values import Settings, policy_values
from kaderjkn.common.models import Branch
from kaderjkn.common.months import month_text
from tests.second_calculation.branches import policy_row, scheme_rows
from tests.second_calculation.ledger import HOLDING_OUTCOMES, Ledger
from tests.second_calculation.program import program_report, run_scenario
from tests.second_calculation.scenarios import Scenario, Step, scenarios
from tests.second_calculation.test_program_agrees import assert_same

pytestmark = pytest.mark.django_db
slow = settings(deadline=None, suppress_health_check=list(HealthCheck))

ROWS = {
    "collections_settlement": "closing_id, payment_id, case_id, paid_month, is_late, eligible, cadre_id, verdict",
    "collections_rewardline": "closing_id, cadre_id, registration_id, case_id, source, reference, dated, months, "
    "scheme_id, rate_bp, eligible, calculated, reward, late_from",
    "collections_cadrefigure": "closing_id, cadre_id, cases, target, collected, paying, settled, late_collected, "
    "held_days, contacted, meetings_counted, meetings_attended, incidents, is_active",
    "collections_areafigure": "closing_id, area_id, cases, target, collected, paying, settled",
}
CHECKSUM = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM public.{table} AS t"
DIFFERING = """
(SELECT {columns} FROM public.{table} WHERE closing_id = ANY(%(ids)s)
 EXCEPT ALL SELECT {columns} FROM {table} WHERE closing_id = ANY(%(ids)s))
UNION ALL
(SELECT {columns} FROM {table} WHERE closing_id = ANY(%(ids)s)
 EXCEPT ALL SELECT {columns} FROM public.{table} WHERE closing_id = ANY(%(ids)s))
"""
REAL = ("arrears_case", "arrears_caseholder", "arrears_listedhousehold", "arrears_payment", "arrears_casetouch",
        "arrears_branchpolicy", "arrears_branchpolicyevent", "collections_closing", "collections_closingevent",
        "collections_rewardscheme", "collections_rewardschemeevent", "collections_rewardtier",
        "cadres_agreement", "cadres_territory", *ROWS)  # fmt: skip


LEFT_OUT = ("import_registrations", "decide_review")


def known_in_time(scenario: Scenario) -> Scenario:
    """Without what came in after its month was closed: one transaction is one moment, in which it looks known.

    And without decisions, since other settings open other reviews.
    """
    steps, closed = [], ""
    for step in scenario.steps:
        if step.command == "close_period":
            closed = max(closed, step.options["period"])
        if step.command == "import_contacts":
            step = replace(step, rows=[row for row in step.rows if row["waktu"][:7] > closed])  # noqa: PLW2901
        if step.command not in LEFT_OUT and (step.rows or step.command != "import_contacts"):
            steps.append(step)
    return Scenario(scenario.branch, steps)


@contextmanager
def closed_branch(scenario):
    """The branch of the scenario, all steps done; afterwards it is gone."""
    note(f"the whole scenario:\n{scenario}")
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        run_scenario(scenario, folder)
        yield Branch.objects.get(code=scenario.branch), folder
        transaction.set_rollback(True)


def checksums() -> dict:
    with connection.cursor() as cursor:
        found = {}
        for table in REAL:
            cursor.execute(CHECKSUM.format(table=table))
            found[table] = cursor.fetchone()
        return found


def differing(closings) -> dict:
    """Rows that only one side has, by table."""
    ids, found = [closing.pk for closing in closings], {}
    with connection.cursor() as cursor:
        for table, columns in ROWS.items():
            cursor.execute(DIFFERING.format(table=table, columns=columns), {"ids": ids})
            if rows := cursor.fetchall():
                found[table] = rows
    return found


@given(scenario=scenarios().map(known_in_time), count=st.integers(1, 5))
@slow
def test_settings_really_used_give_the_closed_rows(scenario, count):
    with closed_branch(scenario) as (branch, _folder):
        before, closings = checksums(), newest_closings(branch, count)
        for with_cases in (False, True):
            with Replay(branch, closings, with_cases=with_cases)():
                assert differing(closings) == {}
                assert not Closing.objects.filter(pk__in=[closing.pk for closing in closings]).exclude(state="closed")
            assert checksums() == before


TIERS = st.sampled_from([[(1, "", 1000)], [(1, 4, 0), (5, 7, 2500), (8, "", 4000)], [(6, 12, 9999)]])
CAPS = st.sampled_from(["", 1, 900, 30_000])


@given(
    scenario=scenarios().map(known_in_time),
    tiers=TIERS,
    per_case=CAPS,
    per_month=CAPS,
    fee=st.sampled_from(["", 12_500]),
)
@slow
def test_another_scheme_gives_the_rewards_of_the_second_calculation(scenario, tiers, per_case, per_month, fee):
    rows = scheme_rows(tiers, "2014-01-01", "Andaikan", per_case=per_case, per_month=per_month, fee=fee)
    tiers = [{"from": low, "below": high + 1 if high else None, "rate_bp": rate} for low, high, rate in tiers]
    amounts = {"cap_per_case": per_case, "cap_per_month": per_month}
    values = {name: None if value == "" else value for name, value in amounts.items()}
    values |= {"name": "Andaikan", "registration_fee": fee or 0, "tiers": tiers}
    steps = [step for step in scenario.steps if step.command != "import_reward_schemes"]
    ledger = Ledger(scenario.branch)
    for step in [Step("import_reward_schemes", rows), *steps]:
        ledger.apply(step)
    with closed_branch(scenario) as (branch, folder):
        compare(branch, folder, Settings("scheme", values, branch), ledger, ["rewards", "collectability"])


BAND = {
    "cadre_min_months": st.sampled_from([0, 1, 3, 4, 5, 7]),
    "cadre_max_months": st.sampled_from([None, 7, 12, 19]),
    "attribution": st.sampled_from(["holder", "contact"]),
    "attribution_days": st.sampled_from([1, 7, 30]),
}
REPORTS = ("rewards", "collectability", "collectability-by-kecamatan")


@given(scenario=scenarios().map(known_in_time), changes=st.fixed_dictionaries(BAND))
@slow
def test_another_policy_gives_the_figures_of_the_second_calculation(scenario, changes):
    real = plain(scenario)
    cells = {name: "" if value is None else value for name, value in changes.items()}
    ledger = Ledger(scenario.branch)
    for step in [Step("import_policies", [policy_row("2014-01-02", **cells)]), *real.steps]:
        ledger.apply(step)
    with closed_branch(real) as (branch, folder):
        shipped = newest_closings(branch, 1)[0].policy
        compare(branch, folder, Settings("policy", policy_values(shipped) | changes, branch), ledger, REPORTS)


def plain(scenario: Scenario) -> Scenario:
    """The scenario under the shipped policy, without moves, corrections and holds, assigned once a month on its first
    day: what a dry run assumes of households that enter then happens to them in the second calculation too.
    """
    steps, seen = [], set()
    for step in scenario.steps:
        month = step.options.get("period")
        asked = step.command, month
        if step.command in ("import_policies", "move_cases", "import_holds"):
            continue
        if step.command in ("import_arrears", "assign_cases"):
            if asked in seen or ("assign_cases", month) in seen:
                continue
            seen.add(asked)
        steps.append(Step(step.command, without_holds(step.rows), plain_options(step)))
    return Scenario(scenario.branch, steps)


def plain_options(step: Step) -> dict:
    return {"period": step.options["period"]} if step.command == "assign_cases" else step.options


def without_holds(rows):
    """Contacts that put a household on hold become others."""
    return rows and [row | {"hasil": "met"} if row.get("hasil") in HOLDING_OUTCOMES else row for row in rows]


def compare(branch, folder, settings, ledger, reports):
    before, closings = checksums(), newest_closings(branch, 12)
    with Replay(branch, closings, settings)():
        for closing in closings:
            period = month_text(closing.month)
            for name in reports:
                program = program_report(name, branch.code, period, folder)
                assert_same(f"{name} of {period}", program, ledger.report(name, period))
    assert checksums() == before
