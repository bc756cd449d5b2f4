"""A fair share of kelurahan: who takes part, what is proposed and why, accepting it and taking it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.types.range import DateRange

from arrears.actions.fair_shares import accept_fair_share, is_stale, propose_fair_share, undo_change, work_out
from arrears.errors import CannotShare
from arrears.models import FairShare
from cadres.errors import CannotGive, CannotTakeBack
from cadres.models import Agreement, Territory, TerritoryChange
from tests.arrears.fair_share.builders import assigned, kecamatan, kelurahan, proposal, uneven, working
from tests.at_once import at_once, refusals
from tests.factories import TerritoryFactory

DAY = timedelta(days=1)


def holders(branch, day):
    return dict(Territory.objects.filter(area__branch=branch).in_force(day).values_list("area", "cadre"))


def moves(share):
    return [(move["from"], move["to"], move["why"]) for move in share.moves]


# What is proposed


def test_one_kelurahan_goes_from_who_has_most_to_who_has_least(branch):
    much, little = uneven(branch)
    share = proposal(branch)
    (district,) = share.outcome
    assert moves(share) == [(much.pk, little.pk, "uneven")]
    assert (district["before"], district["after"]) == (100, 0)
    assert share.moves[0]["shares"] == [[150, 100], [50, 100]]
    assert [row["after"]["amount"] for row in district["cadres"]] == [200_000, 200_000]
    assert district["is_proven"]


def test_same_branch_has_the_same_proposal_again(branch):
    uneven(branch)
    first, second = proposal(branch), proposal(branch)
    assert (first.outcome, first.fingerprint) == (second.outcome, second.fingerprint)


def test_what_is_even_is_left_alone(branch):
    district = kecamatan()
    for _number in range(2):
        kelurahan(branch, district, working(branch), amount=100_000)
    assert proposal(branch).moves == []


@pytest.mark.parametrize(("weighting", "moved"), [("amount", 0), ("households", 1)])
def test_weighting_says_what_is_evened(branch, weighting, moved):
    """Both cadres have 300,000 rupiah, one in three households of three kelurahan, the other in one."""
    district, many, one = kecamatan(), working(branch), working(branch)
    for _number in range(3):
        kelurahan(branch, district, many, amount=100_000)
    kelurahan(branch, district, one, amount=300_000)
    assert len(proposal(branch, weighting=weighting).moves) == moved


def test_kelurahan_without_cadre_is_given_to_the_lightest(branch):
    district, much, little = kecamatan(), working(branch), working(branch)
    kelurahan(branch, district, much, amount=300_000)
    kelurahan(branch, district, little, amount=100_000)
    kelurahan(branch, district, amount=100_000, by=much)
    assert moves(proposal(branch)) == [(None, little.pk, "vacant")]


def test_cadre_whose_agreement_is_over_on_the_day_takes_no_part(branch):
    district, staying, leaving = kecamatan(), working(branch), working(branch, days=5)
    kelurahan(branch, district, staying, amount=100_000)
    kelurahan(branch, district, leaving, amount=100_000)
    assert moves(proposal(branch, days=5)) == [(leaving.pk, staying.pk, "lapsed")]
    assert proposal(branch, days=4).moves == []


def test_cadre_stays_in_their_kecamatan(branch):
    uneven(branch)
    idle = working(branch)
    kelurahan(branch, kecamatan("31.72.91", "Cilincing"), idle)
    assert idle.pk not in {move["to"] for move in proposal(branch).moves}


def test_kecamatan_without_any_cadre_gets_one_who_has_no_kelurahan(branch):
    uneven(branch)
    new = working(branch)
    area = kelurahan(branch, kecamatan("31.72.91", "Cilincing"))
    assert (area.pk, new.pk) in [(move["area"], move["to"]) for move in proposal(branch).moves]


def test_kecamatan_for_which_nobody_is_left_stays_and_is_said(branch):
    uneven(branch)
    kelurahan(branch, kecamatan("31.72.91", "Cilincing"))
    assert [one["is_left"] for one in proposal(branch).outcome] == [False, True]


def test_what_a_cadre_has_in_another_kecamatan_counts(branch):
    district, both, here = kecamatan(), working(branch), working(branch)
    kelurahan(branch, district, both, amount=100_000)
    for amount in (100_000, 100_000):
        kelurahan(branch, district, here, amount=amount)
    kelurahan(branch, kecamatan("31.72.91", "Cilincing"), both, amount=100_000)
    assert proposal(branch).moves == []


def test_households_that_nobody_can_be_given_yet_count_as_load(branch):
    """A kelurahan without cadre has no cases, only listed households that wait for one."""
    district, one = kecamatan(), working(branch)
    area = kelurahan(branch, district, amount=500_000, by=one)
    area_load = {move["area"]: move["amount"] for move in proposal_with(branch, district, one).moves}
    assert area_load[area.pk] == 500_000


def proposal_with(branch, district, cadre):
    from arrears.models import Case, CaseHolder, ListedHousehold

    kelurahan(branch, district, cadre, amount=100_000)
    waiting = Case.objects.filter(target=500_000)
    CaseHolder.objects.filter(case__in=waiting).delete()
    ListedHousehold.objects.filter(amount=500_000).update(status="no_territory")
    waiting.delete()
    return proposal(branch)


def test_without_cases_there_is_nothing_to_measure(branch):
    with pytest.raises(CannotShare, match="Belum ada binaan"):
        proposal(branch)


def test_worked_out_again_it_stays_as_it_is(branch):
    much, _little = uneven(branch)
    share = proposal(branch)
    kelurahan(branch, kecamatan("31.72.91", "Cilincing"), much, amount=1)
    assert work_out(share=share, report=None).computed_at == share.computed_at


@pytest.mark.parametrize("days", [-1, 367])
def test_day_that_is_over_or_far_away_is_refused(branch, staff, days):
    with pytest.raises(CannotGive):
        propose_fair_share(branch=branch, on=branch.today() + days * DAY, weighting="amount", by=staff)
    assert not FairShare.objects.exists()


# Accepting


def test_accepted_it_is_so_from_the_day_on_and_not_before(branch, staff):
    much, little = uneven(branch)
    share = proposal(branch)
    before = holders(branch, share.on - DAY)
    accept_fair_share(share=share, by=staff)
    assert sorted(holders(branch, share.on).values()) == sorted([much.pk, much.pk, little.pk, little.pk])
    assert holders(branch, share.on - DAY) == before


def test_accepted_twice_it_is_refused_and_done_once(branch, staff):
    uneven(branch)
    share = proposal(branch)
    accept_fair_share(share=share, by=staff)
    with pytest.raises(CannotShare, match="sudah diterapkan"):
        accept_fair_share(share=share, by=staff)
    assert TerritoryChange.objects.count() == 1


def change_territory(much, little):
    Territory.objects.filter(cadre=little).update(cadre=much)


def end_agreement(much, little):
    Agreement.objects.filter(cadre=little).update(valid=DateRange(much.branch.today() - 30 * DAY, much.branch.today()))


def plan_ahead(much, little):
    territory = Territory.objects.filter(cadre=little).get()
    start = much.branch.today() + 50 * DAY
    Territory.objects.filter(pk=territory.pk).update(valid=DateRange(territory.valid.lower, start))
    TerritoryFactory(cadre=much, area=territory.area, valid=DateRange(start, None))


@pytest.mark.parametrize("meanwhile", [change_territory, end_agreement, plan_ahead])
def test_territories_or_agreements_that_changed_meanwhile_make_it_stale(branch, staff, meanwhile):
    much, little = uneven(branch)
    share = proposal(branch)
    meanwhile(much, little)
    before = holders(branch, share.on)
    assert is_stale(share)
    with pytest.raises(CannotShare, match="berubah sejak"):
        accept_fair_share(share=share, by=staff)
    assert holders(branch, share.on) == before


def test_other_branches_do_not_make_it_stale(branch, other_branch):
    uneven(branch)
    share = proposal(branch)
    uneven(other_branch, code="31.73.90")
    assert not is_stale(share)


def test_unfinished_and_empty_proposals_are_refused(branch, staff):
    district = kecamatan()
    kelurahan(branch, district, working(branch), amount=100_000)
    unfinished = FairShare.objects.create(branch=branch, on=branch.today())
    for share in (unfinished, proposal(branch)):
        with pytest.raises(CannotShare):
            accept_fair_share(share=share, by=staff)


def test_the_database_keeps_a_proposal_whole(branch):
    share = FairShare.objects.create(branch=branch, on=branch.today())
    with pytest.raises(IntegrityError), transaction.atomic():
        FairShare.objects.filter(pk=share.pk).update(computed_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_people_accept_at_once_it_is_done_once(branch, staff, supervisor):
    much, little = uneven(branch)
    share = proposal(branch)
    answers = at_once(*(lambda by=by: accept_fair_share(share=share, by=by) for by in (staff, supervisor)))
    assert len(refusals(answers)) == 1
    assert sorted(holders(branch, share.on).values()) == sorted([much.pk, much.pk, little.pk, little.pk])


# Taking back


def test_taken_back_everybody_has_what_they_had(branch, staff):
    uneven(branch)
    share = proposal(branch)
    before = holders(branch, share.on)
    undo_change(change=accept_fair_share(share=share, by=staff), by=staff)
    assert holders(branch, share.on) == before
    assert Territory.objects.count() == len(before)


def test_cases_assigned_by_the_new_territories_keep_it(branch, staff):
    _much, little = uneven(branch)
    share = proposal(branch, days=0)
    change = accept_fair_share(share=share, by=staff)
    area = change.kelurahan.get().area
    assigned(little, area, share.on)
    with pytest.raises(CannotTakeBack, match="Binaan yang sudah dibagi"):
        undo_change(change=change, by=staff)
    assert holders(branch, share.on)[area.pk] == little.pk
