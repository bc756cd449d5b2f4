"""Dry runs by hand: what enters and leaves, what is paid and earned then; kept, computed again, forgotten."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from arrears.models import Payment
from kaderjkn.collections.closing.actions import reopen_period
from kaderjkn.collections.models import Closing, DryRun, DryRunCadre, DryRunHousehold
from kaderjkn.collections.proposals.background import run_dry_run
from kaderjkn.collections.proposals.dry_runs import (
    compute_dry_run,
    forget_households,
    keep,
    newest_closings,
    try_proposal,
    try_settings,
)
from kaderjkn.collections.proposals.errors import CannotTry
from kaderjkn.common.models import JobRun
from tests.collections import builders
from tests.collections.proposals.builders import (
    FEBRUARY,
    JANUARY,
    MARCH,
    make_proposal,
    make_quarter,
    make_town,
    policy_with,
    scheme_with,
)


@pytest.fixture
def town(branch):
    return make_quarter(branch)


@pytest.fixture
def dry_run(branch, supervisor):
    """Compute one: `dry_run("policy", cadre_min_months=3)`."""

    def compute(kind, months=6, **changes):
        values = (policy_with if kind == "policy" else scheme_with)(branch, **changes)
        made = try_settings(branch=branch, kind=kind, values=values, by=supervisor, months=months)
        return compute_dry_run(made)

    return compute


def figures(dry_run, *names, side="if") -> list[tuple]:
    return [tuple(month[side][name] for name in names) for month in dry_run.summary["months"]]


def households(dry_run) -> list[tuple]:
    rows = DryRunHousehold.objects.filter(dry_run=dry_run).order_by("month", "household")
    return [(row.month, row.household, row.change, row.cadre, row.eligible, row.reward) for row in rows]


# Band


def test_lower_band_brings_a_family_with_its_payments_also_the_late_one(town, dry_run):
    """Budi (3 months, target 300,000): 100,000 in January, 200,000 of the late 250,000, then 50,000 in March."""
    made = dry_run("policy", cadre_min_months=3)
    names = ("cases", "target", "collected", "late_collected", "reward")
    assert figures(made, *names, side="real") == [
        (2, 2_600_000, 250_000, 0, 62_500),
        (2, 2_600_000, 600_000, 0, 150_000),
        (2, 2_600_000, 500_000, 0, 125_000),
    ]
    assert figures(made, *names) == [
        (3, 2_900_000, 350_000, 0, 87_500),
        (3, 2_900_000, 600_000, 200_000, 200_000),
        (3, 2_900_000, 550_000, 0, 137_500),
    ]
    budi, one = town.families["Budi"], town.cadres[0]
    assert households(made) == [
        (JANUARY, budi, "entered", one, 300_000, 75_000),
        (FEBRUARY, budi, "entered", one, 0, 0),
        (MARCH, budi, "entered", one, 50_000, 12_500),
    ]
    assert made.summary["total"]["entered"] == 3


def test_narrow_band_lets_a_family_go_and_the_cadre_loses_what_it_paid(town, dry_run):
    made = dry_run("policy", cadre_min_months=12, cadre_max_months=24)
    assert figures(made, "cases", "collected", "reward") == [(1, 0, 0), (1, 0, 0), (1, 500_000, 125_000)]
    citra, one = town.families["Citra"], town.cadres[0]
    assert households(made) == [
        (JANUARY, citra, "left", one, 250_000, 62_500),
        (FEBRUARY, citra, "left", one, 600_000, 150_000),
        (MARCH, citra, "left", one, 0, 0),
    ]
    of_one = made.cadres.filter(cadre=one).values_list("month", "real_cases", "if_cases", "real_reward", "if_reward")
    assert min(of_one) == (JANUARY, 1, 0, 62_500, 0)


def test_family_on_hold_that_day_or_without_territory_does_not_enter(branch, dry_run):
    town = make_town(branch)
    for name in ("Ditahan", "Tanpa kader", "Masuk"):
        town.list_family(name, JANUARY, 3, 100_000)
    town.families["Ditahan"].holds.create(branch=branch, reason="other", starts_on=JANUARY)
    listed = town.families["Tanpa kader"].listings.get()
    listed.area = builders.make_case(town.cadres[0], month=JANUARY).area  # a kelurahan that nobody cares for
    listed.save()
    town.close(JANUARY)
    made = dry_run("policy", cadre_min_months=3)
    assert [row[1] for row in households(made)] == [town.families["Masuk"]]


def test_entering_families_go_to_who_cared_for_the_kelurahan_on_the_day_of_assignment(branch, dry_run):
    """Assigned on the 5th, when the territory had passed to the second cadre."""
    town = make_town(branch)
    case = town.list_family("Citra", JANUARY, 6, 600_000)
    case.assigned_on = date(2026, 1, 5)
    case.save()
    territory = town.cadres[0].territories.get()
    territory.valid = type(territory.valid)(date(2026, 1, 1), date(2026, 1, 3))
    territory.save()
    town.cadres[1].territories.create(area=town.areas[0], valid=type(territory.valid)(date(2026, 1, 3), None))
    town.list_family("Budi", JANUARY, 3, 300_000)
    town.close(JANUARY)
    assert [row[3] for row in households(dry_run("policy", cadre_min_months=3))] == [town.cadres[1]]


# Attribution, active status, tiers, caps


def test_attribution_by_contact_leaves_to_the_branch_what_had_no_contact(town, dry_run):
    case = town.families["Citra"].cases.get(month=FEBRUARY)
    builders.make_contact(case, town.cadres[0], date(2026, 2, 1))
    made = dry_run("policy", attribution="contact", attribution_days=7)
    assert figures(made, "collected", "by_cadres", "reward") == [
        (250_000, 0, 0),
        (600_000, 600_000, 150_000),
        (500_000, 0, 0),
    ]
    assert made.summary["verdicts"]["no_contact"]["if"] == {"payments": 2, "eligible": 750_000}
    assert "real" not in made.summary["verdicts"]["no_contact"]


def test_contact_that_came_after_the_closing_counts_for_nothing(town, branch, dry_run):
    case = town.families["Citra"].cases.get(month=FEBRUARY)
    contact = builders.make_contact(case, town.cadres[0], date(2026, 2, 1))
    contact.received_at = Closing.objects.get(month=FEBRUARY).computed_at + timedelta(seconds=1)
    contact.save()
    later = contact.received_at + timedelta(seconds=1)  # in time for the payment, had the closing known of it
    Payment.objects.filter(branch=branch).update(imported_at=later)
    assert figures(dry_run("policy", attribution="contact"), "by_cadres") == [(0,), (0,), (0,)]


def test_lower_share_of_contacts_makes_cadres_active(town, dry_run):
    assert figures(dry_run("policy", active_min_contact_share="0.00"), "active") == [(2,), (2,), (2,)]


def test_tiers_and_caps_of_another_scheme(town, dry_run):
    """Citra (6 months) at 10 %, Dewi (20) at 50 %; at most 40,000 a case and 200,000 a cadre and month."""
    tiers = [{"from": 0, "below": 7, "rate_bp": 1000}, {"from": 7, "below": None, "rate_bp": 5000}]
    made = dry_run("scheme", tiers=tiers, cap_per_case=40_000, cap_per_month=200_000)
    assert figures(made, "reward", "cut_by_caps") == [(25_000, 0), (40_000, 20_000), (40_000, 210_000)]
    assert households(made) == []


def test_cap_per_month_alone(town, dry_run):
    assert figures(dry_run("scheme", cap_per_month=100_000), "reward") == [(62_500,), (100_000,), (100_000,)]


# Range, repetition, keeping


def test_range_begins_where_it_is_asked_to(town, dry_run):
    """From February on, the late payment of January meets January as it was: no case of Budi."""
    made = dry_run("policy", months=2, cadre_min_months=3)
    assert [month["month"] for month in made.summary["months"]] == ["2026-02", "2026-03"]
    assert figures(made, "late_collected") == [(0,), (0,)]


def test_settings_that_make_no_difference_are_not_computed(town, dry_run):
    made = dry_run("policy", visits_per_week_target=12)
    assert made.summary["months"] == []
    assert made.summary["untouched"] == ["2026-01", "2026-02", "2026-03"]


def test_computed_again_it_is_the_same(town, dry_run):
    made = dry_run("policy", cadre_min_months=3)
    first, rows = made.summary, households(made)
    again = compute_dry_run(DryRun.objects.get(pk=made.pk))
    assert (again.summary, households(again)) == (first, rows)
    assert DryRunCadre.objects.filter(dry_run=made).count() == again.cadres.count()


def test_month_opened_meanwhile_makes_it_refuse(town, branch, supervisor):
    """The month is opened again after the last one was computed, before anything is kept."""
    values = policy_with(branch, cadre_min_months=3)
    made = try_settings(branch=branch, kind="policy", values=values, by=supervisor)
    closings = newest_closings(branch, 6)
    reopen_period(branch=branch, month=MARCH, reason="Berkas kurang")
    with pytest.raises(CannotTry, match="dibuka lagi"):
        keep(made, closings, None)
    made.refresh_from_db()
    assert made.computed_at is None


def test_job_computes_the_dry_run_of_a_proposal(town, branch, supervisor):
    made = try_proposal(proposal=make_proposal(branch, supervisor), by=supervisor, months=2)
    job = JobRun.objects.get(kind="dry_run", subject=made.pk)
    phases = []
    job.result = run_dry_run(job, SimpleNamespace(report=lambda *words: phases.append(words)))
    made.refresh_from_db()
    assert made.computed_at
    assert phases == [
        ("Menghitung Februari 2026", 0, 2),
        ("Menghitung Maret 2026", 1, 2),
        ("Membandingkan", 2, 2),
    ]


def test_without_a_closed_month_there_is_nothing_to_try(branch, supervisor):
    with pytest.raises(CannotTry):
        try_settings(branch=branch, kind="policy", values=policy_with(branch), by=supervisor)


def test_after_ninety_days_households_go_and_sums_of_proposals_stay(town, branch, supervisor):
    values = policy_with(branch, cadre_min_months=3)
    trial = compute_dry_run(try_settings(branch=branch, kind="policy", values=values, by=supervisor))
    kept = compute_dry_run(try_proposal(proposal=make_proposal(branch, supervisor), by=supervisor))
    assert forget_households() == 0
    DryRun.objects.update(expires_on=branch.today() - timedelta(days=2))
    assert forget_households() == 6
    assert list(DryRun.objects.all()) == [kept]
    assert kept.cadres.exists()
    assert not DryRun.objects.filter(pk=trial.pk).exists()
