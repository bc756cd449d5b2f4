"""An old version beside the present figures: what changed, for whom, payment by payment."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import close_period, reopen_period
from kaderjkn.collections.closing.versions import cadre_changes, payment_changes
from kaderjkn.collections.models import Closing, Registration, RewardScheme
from tests.collections.builders import make_case, make_payment, make_period

MONTH, DAY = date(2026, 3, 1), date(2026, 3, 9)


@pytest.fixture
def versions(branch, cadre, supervisor):
    """A month that is closed, opened again for one more payment, and closed once more."""
    make_period(branch, MONTH)
    case = make_case(cadre, month=MONTH, target=600_000)
    make_payment(case, DAY, 200_000, matched_by="hand")
    old, _is_new = close_period(branch=branch, month=MONTH)
    reopen_period(branch=branch, month=MONTH, reason="Berkas BRI terlambat", by=supervisor)
    make_payment(case, date(2026, 3, 2), 500_000, matched_by="hand")
    new, _is_new = close_period(branch=branch, month=MONTH)
    return Closing.objects.get(pk=old.pk), new


def test_same_figures_are_no_change(branch, cadre, supervisor):
    make_period(branch, MONTH)
    make_payment(make_case(cadre, month=MONTH), DAY, 200_000, matched_by="hand")
    old, _is_new = close_period(branch=branch, month=MONTH)
    reopen_period(branch=branch, month=MONTH, reason="Salah tekan", by=supervisor)
    new, _is_new = close_period(branch=branch, month=MONTH)
    assert (cadre_changes(old, new), payment_changes(old, new)) == ([], [])


def test_cadre_whose_figures_changed_stands_with_both(versions, cadre):
    (change,) = cadre_changes(*versions)
    assert change["cadre"] == cadre
    assert [
        (change[side]["collected"], change[side]["reward"], change[side]["settled"]) for side in ("old", "new")
    ] == [
        (200_000, 50_000, 0),
        (600_000, 150_000, 1),
    ]


def test_payments_that_count_otherwise_stand_with_both(versions):
    """The one that came later in the file comes first in the order, and takes from what was left."""
    first, second = payment_changes(*versions)
    assert (first["old_verdict"], first["new_eligible"]) == (None, 500_000)
    assert (second["old_eligible"], second["new_eligible"], second["new_reward"]) == (200_000, 100_000, 25_000)


def test_page_shows_reason_changes_and_old_figures(client_of, supervisor, versions, cadre):
    page = client_of(supervisor).get(reverse("collections:closing-version", args=["2026-03", 1]))
    for words in ("Berkas BRI terlambat", cadre.name, "200.000", "600.000", "400.000", "tidak dihitung"):
        assert words in page.text


def test_present_version_is_no_old_one(client_of, supervisor, versions):
    assert client_of(supervisor).get(reverse("collections:closing-version", args=["2026-03", 2])).status_code == 404


def test_cadre_who_is_only_paid_a_fee_stands_in_the_comparison(branch, cadre, supervisor):
    make_period(branch, MONTH)
    scheme = RewardScheme.objects.create(branch=branch, name="Uji", starts_on=MONTH, registration_fee=15_000)
    scheme.tiers.create(months=(1, None), rate_bp=2500)
    old, _is_new = close_period(branch=branch, month=MONTH)
    reopen_period(branch=branch, month=MONTH, reason="Pendaftaran terlambat", by=supervisor)
    Registration.objects.create(branch=branch, cadre=cadre, card="0000000000701", confirmed_on=DAY)
    new, _is_new = close_period(branch=branch, month=MONTH)
    (change,) = cadre_changes(old, new)
    assert (change["cadre"], change["old"], change["new"]["reward"]) == (cadre, None, 15_000)
