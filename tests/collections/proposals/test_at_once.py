"""Two people decide at once, and somebody changes what a closing uses, over real connections."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import psycopg
import pytest
from django.db import IntegrityError, connection

from arrears.models import BranchPolicy
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.models import Proposal, RewardTier
from kaderjkn.collections.proposals.actions import approve, refuse
from kaderjkn.common.errors import Refused
from tests import factories
from tests.collections.builders import make_period
from tests.collections.proposals.builders import JANUARY, make_proposal, make_scheme

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*acts) -> list:
    """Start all acts together; return for each its answer, or what refused it."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            return act()
        except (Refused, IntegrityError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def second(branch):
    return factories.UserFactory(username="kedua", role="supervisor", branch=branch)


@pytest.mark.parametrize("_try", range(3))
def test_two_who_approve_at_once_make_one_policy(branch, supervisor, second, regional, _try):
    proposal = make_proposal(branch, supervisor)
    at_once(lambda: approve(proposal=proposal, by=second), lambda: approve(proposal=proposal, by=regional))
    proposal.refresh_from_db()
    assert proposal.state == "approved"
    assert list(BranchPolicy.objects.filter(branch=branch)) == [proposal.policy]


@pytest.mark.parametrize("_try", range(3))
def test_approved_and_refused_at_once_is_one_of_them(branch, supervisor, second, regional, _try):
    proposal = make_proposal(branch, supervisor)
    at_once(
        lambda: approve(proposal=proposal, by=second), lambda: refuse(proposal=proposal, by=regional, reason="Tidak")
    )
    made = Proposal.objects.get()
    assert made.state in ("approved", "refused")
    assert BranchPolicy.objects.filter(branch=branch).count() == (made.state == "approved")


def test_tier_changed_while_its_month_is_being_closed_waits_and_is_refused(branch):
    scheme = make_scheme(branch, date(2026, 1, 1))
    make_period(branch, JANUARY)
    with psycopg.connect(**connection.get_connection_params()) as closing_at_work:
        closing_at_work.execute("SELECT FROM collections_rewardscheme WHERE id = %s FOR SHARE", [scheme.pk])
        with ThreadPoolExecutor(1) as pool:
            change = pool.submit(at_once, lambda: RewardTier.objects.filter(scheme=scheme).update(rate_bp=1))
            close_period(branch=branch, month=JANUARY)
            assert not change.done()
            closing_at_work.rollback()
            (answer,) = change.result(timeout=20)
    assert isinstance(answer, IntegrityError)
    assert RewardTier.objects.get(scheme=scheme).rate_bp == 2500
