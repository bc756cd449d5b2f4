"""Why a payment counted or not, in words: each way it can end, against the verdict that the closing stored."""

from datetime import date, timedelta

import pytest
from psycopg.types.range import DateRange

from arrears.models import BranchPolicy, CaseHolder, ListedHousehold
from kaderjkn.collections.closing.actions import close_period, recompute
from kaderjkn.collections.closing.explaining import explain, settlement_of
from kaderjkn.collections.models import RewardScheme
from tests.collections.builders import at, make_case, make_contact, make_payment, make_period

MONTH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
DAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _period(branch):
    make_period(branch, MONTH)


@pytest.fixture
def case(cadre):
    return make_case(cadre, month=MONTH, target=600_000)


def paid(case, day, amount, **fields):
    """A payment that was given to the household by hand: the small case has no rows of a list to match."""
    return make_payment(case, day, amount, **{"matched_by": "hand"} | fields)


def told(payment):
    """Verdict, title and kind of the last step, and all that is said."""
    payment.refresh_from_db()
    recompute(branch=payment.branch, month=MONTH)
    steps = explain(payment)
    settlement = settlement_of(payment)
    return settlement and settlement.verdict, steps[-1], " ".join(f"{step.title}: {step.text}" for step in steps)


def test_collected_payment_names_holder_rate_and_reward(case, cadre):
    verdict, last, words = told(paid(case, DAY, 200_000))
    assert (verdict, last.title) == ("collected", "Sementara")
    for said in (cadre.name, "25,0", "50.000", "6 bulan"):
        assert said in words


def test_part_above_the_target_is_the_running_contribution(case):
    _verdict, _last, words = told(paid(case, DAY, 650_000))
    assert "Selebihnya" in words
    assert "50.000" in words


def test_nothing_left_says_how_much_counted_before(case):
    paid(case, DAY, 600_000)
    verdict, last, _words = told(paid(case, DAY + timedelta(days=1), 90_000))
    assert (verdict, last.title, last.kind) == ("nothing_left", "Tidak ada sisa target", "danger")
    assert "600.000" in last.text


def test_no_case_says_why_the_household_was_none(case):
    payment = paid(case, DAY, 90_000)
    case.holders.all().delete()
    case.touches.all().delete()
    case.delete()
    ListedHousehold.objects.update(status="above_band")
    verdict, last, _words = told(payment)
    assert (verdict, last.kind) == ("no_case", "danger")
    assert "bukan binaan" in last.text


def test_payer_on_an_earlier_list_only_is_said(case, cadre):
    earlier = make_case(cadre, month=date(2026, 2, 1))
    verdict, last, _words = told(paid(earlier, DAY, 90_000, listed_month=date(2026, 2, 1)))
    assert verdict == "no_case"
    assert "Februari 2026" in last.text


def test_no_holder_on_the_day(case):
    CaseHolder.objects.filter(case=case).update(from_on=DAY + timedelta(days=1))
    verdict, last, _words = told(paid(case, DAY, 90_000))
    assert (verdict, last.title) == ("no_holder", "Belum ada pemegang")


def test_place_that_nobody_holds(case):
    CaseHolder.objects.create(branch=case.branch, case=case, from_on=DAY, cadre=None)
    verdict, last, _words = told(paid(case, DAY, 90_000))
    assert (verdict, last.title) == ("no_holder", "Tidak ada pemegang")


@pytest.fixture
def _by_contact(branch):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 1, 1), attribution="contact", attribution_days=7)


@pytest.mark.usefixtures("_by_contact")
def test_contact_in_time_is_named(case, cadre):
    make_contact(case, cadre, DAY - timedelta(days=7))
    verdict, _last, words = told(paid(case, DAY, 90_000))
    assert verdict == "collected"
    assert "2 Mar 2026" in words


@pytest.mark.usefixtures("_by_contact")
def test_contact_too_early_does_not_count_and_the_days_are_said(case, cadre):
    make_contact(case, cadre, DAY - timedelta(days=8))
    verdict, last, _words = told(paid(case, DAY, 90_000))
    assert (verdict, last.title) == ("no_contact", "Tidak ada kontak dalam tenggang")
    assert "2 Mar 2026 dan 9 Mar 2026" in last.text


@pytest.mark.usefixtures("_by_contact")
def test_contact_that_arrived_too_late_is_said(case, cadre):
    contact = make_contact(case, cadre, DAY)
    payment = paid(case, DAY, 90_000)
    type(contact).objects.update(received_at=at(DAY + timedelta(days=8)))
    type(payment).objects.update(imported_at=at(DAY + timedelta(days=2)))
    verdict, last, _words = told(payment)
    assert verdict == "no_contact"
    assert "7 hari" in last.text


def test_without_agreement_the_collection_counts_and_earns_nothing(case, cadre):
    cadre.agreements.update(valid=DateRange(date(2026, 1, 1), DAY))
    verdict, _last, words = told(paid(case, DAY, 90_000))
    assert verdict == "collected"
    assert "Tanpa perjanjian" in words


def test_cap_is_named_with_what_it_left(case, branch):
    shipped = RewardScheme.objects.in_force(branch, MONTH)
    scheme = RewardScheme.objects.create(
        branch=branch, name="Uji", starts_on=date(2026, 1, 1), cap_per_case=10_000, cap_per_month=12_000
    )
    scheme.tiers.create(months=shipped.tiers.get().months, rate_bp=2500)
    _verdict, _last, words = told(paid(case, DAY, 90_000))
    assert "Dipotong batas" in words
    assert "per binaan Rp" in words
    assert "tersisa Rp" in words


def test_unmatched_payment_says_so(case):
    payment = paid(case, DAY, 90_000, household=None, matched_by="", listed_month=None)
    verdict, last, _words = told(payment)
    assert (verdict, last.title) == (None, "Belum cocok dengan keluarga")


def test_reversal_before_closing_says_that_neither_counts(case):
    payment = paid(case, DAY, 90_000)
    reversal = paid(case, DAY, 90_000, reverses=payment, household=None, matched_by="", listed_month=None)
    recompute(branch=case.branch, month=MONTH)
    assert explain(payment)[-1].title == "Dibatalkan"
    assert "sebelum dibukukan" in explain(reversal)[-1].text


def test_late_payment_is_explained_by_the_rules_of_its_own_month(case, branch):
    close_period(branch=branch, month=MONTH)
    make_period(branch, APRIL)
    payment = paid(case, DAY, 90_000)
    recompute(branch=branch, month=APRIL)
    last = explain(payment)[-1]
    assert last.title == "Susulan"
    assert "April 2026" in last.text
    assert "Maret 2026" in last.text


def test_payment_that_no_closing_has_seen(case):
    assert explain(paid(case, DAY, 90_000))[-1].title == "Belum dihitung"
