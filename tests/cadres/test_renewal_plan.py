"""What a renewal would do, and every reason why it cannot."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from psycopg.types.range import DateRange

from cadres.models import Agreement
from cadres.renewal_plan import a_year_after, consequences, plan_renewal
from cadres.validators import check_number_pattern
from tests.cadres.builders import ending_in, terms, territory_with
from tests.factories import AgreementFactory, CadreFactory, TerritoryFactory


def plan_for(*agreements, **how):
    mine = Agreement.objects.filter(pk__in=[one.pk for one in agreements]).select_related("cadre__branch")
    return plan_renewal(mine.order_by("cadre__code"), terms(**how))


def only(plan):
    (row,) = plan.rows
    return row


def test_new_agreement_follows_on_the_next_day_for_a_year(branch):
    old = ending_in(branch, 20)
    row = only(plan_for(old))
    assert row.refusals == []
    assert row.valid == DateRange(old.valid.upper, a_year_after(old.valid.upper))
    assert (row.gap, row.number) == (0, f"PKS/{old.cadre.code}/{old.valid.upper:%Y}")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (date(2027, 1, 1), date(2028, 1, 1)),
        (date(2028, 2, 29), date(2029, 3, 1)),
        (date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_a_year_after(first, later):
    assert a_year_after(first) == later


def test_chosen_days_hold_for_all(branch):
    first = branch.today() + timedelta(days=40)
    last = first + timedelta(days=99)
    plan = plan_for(ending_in(branch, 5), ending_in(branch, 9), first=first, last=last)
    assert {row.valid for row in plan.accepted} == {DateRange(first, last + timedelta(days=1))}
    assert sorted(row.gap for row in plan.rows) == [30, 34]


def test_open_ended_agreement_is_refused(branch):
    old = AgreementFactory(cadre=CadreFactory(branch=branch), valid=DateRange(date(2026, 1, 1), None))
    assert only(plan_for(old)).refusals == ["Perjanjian ini tanpa hari terakhir; tidak perlu diperpanjang."]


def test_first_day_inside_the_old_agreement_is_an_overlap(branch):
    old = ending_in(branch, 20)
    (why,) = only(plan_for(old, first=branch.today())).refusals
    assert f"Bertumpang tindih dengan perjanjian {old.number}" in why


def test_later_agreement_after_a_gap_is_an_overlap_until_the_gap_alone_is_filled(branch):
    old = ending_in(branch, -10)
    later = DateRange(old.valid.upper + timedelta(days=5), None)
    AgreementFactory(cadre=old.cadre, number="BARU", valid=later)
    assert "perjanjian BARU" in only(plan_for(old)).refusals[0]
    assert only(plan_for(old, last=old.valid.upper + timedelta(days=4))).refusals == []


def test_last_day_before_the_default_first_day_is_refused(branch):
    old = ending_in(branch, 20)
    assert only(plan_for(old, last=branch.today())).refusals == ["Hari terakhir lebih awal daripada hari pertama."]


def test_number_in_use_is_refused_in_the_branch_only(branch, other_branch):
    old = ending_in(branch, 20, code="K1")
    number = f"PKS/K1/{old.valid.upper:%Y}"
    AgreementFactory(cadre=CadreFactory(branch=other_branch), number=number)
    assert only(plan_for(old)).refusals == []
    AgreementFactory(cadre=CadreFactory(branch=branch), number=number)
    assert only(plan_for(old)).refusals == [f"Nomor «{number}» sudah dipakai."]


def test_same_number_for_two_is_refused_for_both(branch):
    plan = plan_for(ending_in(branch, 20), ending_in(branch, 20), pattern="PKS/{tahun}")
    assert [len(row.refusals) for row in plan.rows] == [1, 1]


def test_number_that_is_too_long_is_refused(branch):
    (why,) = only(plan_for(ending_in(branch, 20), pattern="x" * 70 + "{kode}{kode}{kode}")).refusals
    assert "lebih panjang dari 80 huruf" in why


def test_only_territories_that_end_with_the_agreement_go_on(branch):
    old = ending_in(branch, 20)
    mine = territory_with(old)
    earlier = DateRange(old.valid.lower, old.valid.upper - timedelta(days=1))
    TerritoryFactory(cadre=old.cadre, valid=earlier)
    TerritoryFactory(cadre=old.cadre, valid=DateRange(old.valid.lower, None))
    assert only(plan_for(old)).territories == [mine]
    assert only(plan_for(old, prolongs=False)).territories == []


def test_territory_that_somebody_else_gets_is_refused(branch):
    old = ending_in(branch, 20)
    mine = territory_with(old)
    successor = CadreFactory(branch=branch, name="Ibu Rini")
    TerritoryFactory(cadre=successor, area=mine.area, valid=DateRange(mine.valid.upper, None))
    (why,) = only(plan_for(old)).refusals
    assert f"Kelurahan {mine.area.name} sudah diberikan kepada Ibu Rini" in why
    assert only(plan_for(old, prolongs=False)).refusals == []


def test_consequences_count_agreements_territories_and_gaps(branch):
    late, soon = ending_in(branch, -30), ending_in(branch, 10)
    territory_with(late)
    first = branch.today() + timedelta(days=11)
    figures = [one[0] for one in consequences(plan_for(late, soon, first=first)) if isinstance(one, tuple)]
    assert figures == ["2", "1", "1"]


def test_queries_do_not_grow_with_the_agreements(branch, django_assert_num_queries):
    several = [ending_in(branch, 10 + day) for day in range(3)]
    for agreement in several:
        territory_with(agreement)
    for count in (1, 3):
        with django_assert_num_queries(5):
            assert not plan_for(*several[:count]).refused


@pytest.mark.parametrize("pattern", ["PKS/{kode}", "{cabang}-{kode}-{bulan}{tahun}"])
def test_pattern_that_is_understood(pattern):
    check_number_pattern(pattern)


@pytest.mark.parametrize("pattern", ["PKS/{tahun}", "{kode}/{nama}", "{kode", "kode}{kode}", "{kode}{}", "{{kode}}"])
def test_pattern_that_is_not_understood(pattern):
    with pytest.raises(ValidationError):
        check_number_pattern(pattern)
