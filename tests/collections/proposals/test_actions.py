"""Proposing, approving, refusing, withdrawing: two persons, nothing closed is touched, twice is once."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from arrears.models import BranchPolicy
from kaderjkn.collections.models import Proposal, RewardScheme
from kaderjkn.collections.proposals.actions import approve, propose, refuse, withdraw
from kaderjkn.collections.proposals.errors import CannotDecide, CannotPropose
from kaderjkn.common.models import Period
from tests import factories
from tests.collections.builders import make_period
from tests.collections.proposals.builders import APRIL, MARCH, make_proposal, policy_with, scheme_with

TIERS = [{"from": 4, "below": 13, "rate_bp": 1500}, {"from": 13, "below": None, "rate_bp": 2550}]


@pytest.fixture
def second(branch):
    return factories.UserFactory(username="kedua", role="supervisor", branch=branch)


@pytest.fixture
def proposal(branch, supervisor):
    return make_proposal(branch, supervisor)


# Proposing


def test_proposal_changes_nothing_yet(branch, proposal):
    assert (proposal.state, proposal.values["cadre_min_months"]) == ("open", 3)
    assert BranchPolicy.objects.in_force(branch, APRIL).cadre_min_months == 4


def test_start_lies_after_every_closed_period(branch, supervisor):
    make_period(branch, APRIL, state="closed")
    with pytest.raises(CannotPropose, match="April 2026 sudah tutup buku"):
        make_proposal(branch, supervisor)
    assert make_proposal(branch, supervisor, starts_on=date(2026, 5, 1)).is_open


@pytest.mark.parametrize("wrong", [{"starts_on": date(2026, 4, 2)}, {"reason": "  "}])
def test_start_of_a_month_and_reason_are_needed(branch, supervisor, wrong):
    asked = {"starts_on": APRIL, "reason": "Perlu"} | wrong
    with pytest.raises(CannotPropose):
        propose(branch=branch, kind="policy", values=policy_with(branch, cadre_min_months=3), by=supervisor, **asked)


def test_what_is_in_force_already_is_no_proposal(branch, supervisor):
    with pytest.raises(CannotPropose, match="sama dengan"):
        propose(branch=branch, kind="scheme", values=scheme_with(branch), starts_on=APRIL, reason="Ya", by=supervisor)


def test_one_open_proposal_per_kind_and_start(branch, supervisor, proposal):
    with pytest.raises(CannotPropose, match="Masih ada usulan"):
        make_proposal(branch, supervisor, cadre_min_months=5)
    assert make_proposal(branch, supervisor, kind="scheme").is_open


# Deciding


def test_second_person_makes_the_policy(branch, second, proposal):
    approve(proposal=proposal, by=second, reason="Setuju")
    policy = BranchPolicy.objects.in_force(branch, APRIL)
    proposal.refresh_from_db()
    assert (policy.branch, policy.starts_on, policy.cadre_min_months) == (branch, APRIL, 3)
    assert (proposal.policy, proposal.decided_by, proposal.decision_reason) == (policy, second, "Setuju")
    assert BranchPolicy.objects.in_force(branch, MARCH).branch is None


def test_second_person_makes_the_scheme_with_its_tiers(branch, supervisor, second):
    proposal = make_proposal(branch, supervisor, kind="scheme", name="Baru", tiers=TIERS, cap_per_case=50_000)
    approve(proposal=proposal, by=second)
    scheme = RewardScheme.objects.in_force(branch, APRIL)
    assert (scheme.name, scheme.cap_per_case, scheme.cap_per_month) == ("Baru", 50_000, None)
    assert scheme_with(branch)["tiers"] == TIERS


def test_regional_supervisor_is_a_second_person(regional, proposal):
    assert approve(proposal=proposal, by=regional).state == "approved"


def test_approved_twice_is_once(second, regional, proposal):
    approve(proposal=proposal, by=second)
    assert approve(proposal=proposal, by=regional).decided_by == second
    assert BranchPolicy.objects.filter(branch=proposal.branch).count() == 1


@pytest.mark.parametrize("act", [approve, refuse])
def test_proposer_does_not_decide(supervisor, proposal, act):
    with pytest.raises(CannotDecide, match="orang kedua"):
        act(proposal=proposal, by=supervisor, reason="Setuju sendiri")
    assert not BranchPolicy.objects.filter(branch=proposal.branch).exists()


def test_month_closed_meanwhile_is_refused(branch, second, proposal):
    make_period(branch, APRIL, state="closed")
    with pytest.raises(CannotDecide, match="April 2026 sudah tutup buku"):
        approve(proposal=proposal, by=second)


def test_start_taken_by_another_row_meanwhile_is_refused(branch, second, proposal):
    BranchPolicy.objects.create(branch=branch, starts_on=APRIL)
    with pytest.raises(CannotDecide, match="Sudah ada pengaturan"):
        approve(proposal=proposal, by=second)
    proposal.refresh_from_db()
    assert proposal.is_open


def test_refused_with_a_reason_and_not_approved_afterwards(second, proposal):
    with pytest.raises(CannotDecide, match="alasan"):
        refuse(proposal=proposal, by=second, reason=" ")
    refuse(proposal=proposal, by=second, reason="Terlalu luas")
    with pytest.raises(CannotDecide, match="sudah ditolak"):
        approve(proposal=proposal, by=second)


def test_only_the_proposer_withdraws(supervisor, second, proposal):
    with pytest.raises(CannotDecide, match="pengusul"):
        withdraw(proposal=proposal, by=second)
    assert withdraw(proposal=proposal, by=supervisor).state == "withdrawn"
    with pytest.raises(CannotDecide, match="sudah ditarik"):
        approve(proposal=proposal, by=second)


# The database's own word


def force(proposal, **values):
    with transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**values)


def decided(by, **values):
    return {"decided_by": by, "decided_at": timezone.now()} | values


def test_database_refuses_the_proposer_as_approver(branch, supervisor, proposal):
    policy = BranchPolicy.objects.create(branch=branch, starts_on=APRIL)
    with pytest.raises(IntegrityError, match="proposal_two_persons"):
        force(proposal, state="approved", policy=policy, **decided(supervisor))
    with pytest.raises(IntegrityError, match="proposal_two_persons"):
        force(proposal, state="refused", decision_reason="Tidak", **decided(supervisor))


@pytest.mark.parametrize("wrong", [{"state": "approved"}, {"state": "refused"}, {"state": "open"}])
def test_database_refuses_half_a_decision(second, proposal, wrong):
    with pytest.raises(IntegrityError):
        force(proposal, **wrong, **decided(second))


def test_database_refuses_approval_into_a_closed_period(branch, second, proposal):
    Period.objects.create(branch=branch, month=APRIL, state="closed")
    policy = BranchPolicy.objects.create(branch=branch, starts_on=APRIL)
    with pytest.raises(IntegrityError, match="closed period"):
        force(proposal, state="approved", policy=policy, **decided(second))


def test_database_keeps_a_decided_proposal(second, proposal):
    refuse(proposal=proposal, by=second, reason="Tidak")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(reason="Lain")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).delete()


def test_approved_proposal_outlives_the_closing_of_its_month(branch, second, proposal):
    approve(proposal=proposal, by=second)
    make_period(branch, APRIL, state="closed")
    assert Proposal.objects.get().state == "approved"
