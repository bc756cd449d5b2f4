"""Settings that a closed period used: the database, the imports and the admin leave them as they are."""

from datetime import date

import pytest
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from arrears.models import BranchPolicy
from kaderjkn.collections.closing.actions import close_period, reopen_period
from kaderjkn.collections.models import RewardScheme, RewardTier
from tests.collections.builders import make_period
from tests.collections.proposals.builders import JANUARY, make_scheme, run_command

START = date(2026, 1, 1)


@pytest.fixture
def settings_of(branch):
    """A policy and a scheme of the branch that January was closed with."""
    policy = BranchPolicy.objects.create(branch=branch, starts_on=START)
    scheme = make_scheme(branch, START)
    make_period(branch, JANUARY)
    close_period(branch=branch, month=JANUARY)
    return policy, scheme


def refused(act):
    with pytest.raises(IntegrityError, match="closed period used"), transaction.atomic():
        act()


def test_used_policy_is_neither_changed_nor_deleted(settings_of):
    policy, _scheme = settings_of
    refused(lambda: BranchPolicy.objects.filter(pk=policy.pk).update(cadre_min_months=1))
    refused(lambda: BranchPolicy.objects.filter(pk=policy.pk)._raw_delete("default"))


def test_used_scheme_and_its_tiers_are_neither_changed_nor_added_to(settings_of):
    _policy, scheme = settings_of
    refused(lambda: RewardScheme.objects.filter(pk=scheme.pk).update(cap_per_case=1))
    refused(lambda: RewardTier.objects.filter(scheme=scheme).update(rate_bp=1))
    refused(lambda: RewardTier.objects.filter(scheme=scheme).delete())
    other = make_scheme(scheme.branch, date(2026, 2, 1), (0, 5, 100))
    refused(lambda: other.tiers.update(scheme=scheme))
    refused(lambda: RewardTier.objects.create(scheme=scheme, months=NumericRange(500, 600), rate_bp=1))


def test_unused_settings_may_still_be_mended(branch):
    policy = BranchPolicy.objects.create(branch=branch, starts_on=START)
    scheme = make_scheme(branch, START)
    BranchPolicy.objects.filter(pk=policy.pk).update(cadre_min_months=1)
    scheme.tiers.update(rate_bp=1)
    scheme.delete()
    policy.delete()


def test_opened_again_the_month_no_longer_holds_them(branch, settings_of):
    reopen_period(branch=branch, month=JANUARY, reason="Skema keliru")
    settings_of[1].tiers.update(rate_bp=1)


def test_imports_say_so_in_a_sentence(branch, settings_of, tmp_path):
    policies, schemes = tmp_path / "kebijakan.csv", tmp_path / "skema.csv"
    policies.write_text("berlaku_mulai,cadre_min_months\n2026-01-01,1\n")
    schemes.write_text("nama,berlaku_mulai,min_bulan,tarif_bp\nUji,2026-01-01,0,100\n")
    for command, path in (("import_policies", policies), ("import_reward_schemes", schemes)):
        with pytest.raises(CommandError, match="sudah dipakai periode yang tutup buku"):
            run_command(command, str(path), "--branch", branch.code)
    assert RewardTier.objects.get(scheme=settings_of[1]).rate_bp == 2500
    assert BranchPolicy.objects.get(branch=branch).cadre_min_months == 4


def test_policy_for_all_that_is_hidden_by_a_newer_row_is_kept_with_the_same_sentence(branch, tmp_path):
    """January was closed with the policy for all; a row of the branch that came later does not free that one."""
    make_period(branch, JANUARY)
    close_period(branch=branch, month=JANUARY)
    BranchPolicy.objects.create(branch=branch, starts_on=START)
    path = tmp_path / "kebijakan.csv"
    path.write_text("berlaku_mulai,cadre_min_months\n2014-01-01,1\n2026-05-01,2\n")
    assert "sudah dipakai periode yang tutup buku" in run_command("import_policies", str(path))


def test_admin_only_reads(supervisor, client_of, settings_of):
    client = client_of(supervisor)
    for model, row in (("arrears/branchpolicy", settings_of[0]), ("collections/rewardscheme", settings_of[1])):
        page = client.get(f"/admin/{model}/{row.pk}/change/")
        assert page.status_code == 200
        assert not page.context["has_change_permission"]
        assert client.get(f"/admin/{model}/add/").status_code == 403
        assert client.post(f"/admin/{model}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
