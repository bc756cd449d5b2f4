"""The appeal: once and in time; overturned, an ending that has not begun is as if it never was."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from arrears.actions.cases import move_cases
from arrears.actions.covers import start_cover
from arrears.models import CaseHolder, Cover, Handover
from cadres.models import Agreement, Territory
from kaderjkn.collections.models import Appeal, Ending
from kaderjkn.collections.reviews.actions import (
    decide_appeal,
    decide_review,
    file_appeal,
    last_day_to_appeal,
    see_decision,
)
from kaderjkn.collections.reviews.errors import CannotDecide
from kaderjkn.collections.reviews.timeline import timeline
from kaderjkn.common.models import Period

ONE_DAY = timedelta(days=1)


@pytest.fixture
def coached(answered, supervisor):
    facts = {"decision": "coaching", "reason": "Didampingi", "look_again_on": answered.branch.today() + ONE_DAY}
    return decide_review(review=answered, by=supervisor, **facts)


@pytest.fixture
def ended(answered, supervisor, case, plan):
    return decide_review(review=answered, decision="end", reason="Cukup", by=supervisor, **plan)


def appealed(review):
    return file_appeal(review=review, text="Mohon dilihat lagi", by=review.cadre.user)


def overturn(review, by):
    return decide_appeal(appeal=appealed(review), is_upheld=False, reason="Alasan sakit cukup", by=by)


def everything() -> dict:
    """All rows that an ending may change, without ids of holders."""
    return {
        "holders": list(
            CaseHolder.objects.order_by("case", "from_on").values_list("case", "from_on", "cadre", "cover")
        ),
        "agreements": list(Agreement.objects.order_by("pk").values_list("pk", "cadre", "number", "valid")),
        "territories": list(Territory.objects.order_by("pk").values_list("pk", "cadre", "area", "valid")),
        "covers": list(Cover.objects.order_by("pk").values_list("pk", "days", "undone_at")),
    }


# Filing


def test_appeal_within_the_days_after_the_decision_was_seen(coached, leaving):
    see_decision(review=coached, by=leaving.user)
    type(coached).objects.update(decision_seen_at=timezone.now() - 7 * ONE_DAY)
    coached.refresh_from_db()
    assert last_day_to_appeal(coached) == leaving.branch.today()
    assert appealed(coached).against == "coaching"


def test_appeal_that_comes_too_late_is_refused(coached):
    type(coached).objects.update(decision_seen_at=timezone.now() - 8 * ONE_DAY)
    with pytest.raises(CannotDecide, match="tidak dapat diajukan"):
        appealed(coached)


def test_second_appeal_is_refused_also_by_the_database(coached):
    appealed(coached)
    with pytest.raises(CannotDecide, match="tidak dapat diajukan"):
        appealed(coached)
    copy = {"branch": coached.branch, "review": coached, "against": "coaching", "text": "Lagi"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(**copy)


def test_continue_needs_no_appeal(answered, supervisor):
    decided = decide_review(review=answered, decision="continue", reason="Baik", by=supervisor)
    with pytest.raises(CannotDecide, match="tidak dapat diajukan"):
        appealed(decided)


def test_seen_decision_is_noted_once(coached, leaving):
    first = see_decision(review=coached, by=leaving.user).decision_seen_at
    assert see_decision(review=coached, by=leaving.user).decision_seen_at == first


# Deciding


def test_upheld_changes_nothing_but_is_told(ended, regional):
    before = everything()
    decide_appeal(appeal=appealed(ended), is_upheld=True, reason="Sudah benar", by=regional)
    ended.refresh_from_db()
    assert (ended.state, everything()) == ("end", before)
    titles = [step["title"] for step in timeline(ended)]
    assert titles[:2] == ["Keputusan dikuatkan", "Kader mengajukan banding"]


def test_appeal_is_decided_once_and_with_a_reason(coached, regional):
    appeal = appealed(coached)
    with pytest.raises(CannotDecide, match="alasan"):
        decide_appeal(appeal=appeal, is_upheld=True, reason=" ", by=regional)
    decide_appeal(appeal=appeal, is_upheld=True, reason="Sudah benar", by=regional)
    with pytest.raises(CannotDecide, match="sudah diputuskan"):
        decide_appeal(appeal=appeal, is_upheld=False, reason="Tidak jadi", by=regional)


def test_database_wants_reason_and_person(coached):
    appeal = appealed(coached)
    with pytest.raises(IntegrityError, match="appeal_decided_has_reason_and_person"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(state="upheld", decided_at=timezone.now())


def test_overturned_coaching_goes_on_without(coached, regional):
    assert overturn(coached, regional).manual_steps == []
    coached.refresh_from_db()
    assert (coached.state, coached.look_again_on) == ("continue", None)


def test_overturned_before_its_day_an_ending_is_as_if_it_never_was(case, plan, answered, regional, request):
    before = everything()
    ended = request.getfixturevalue("ended")
    assert everything() != before
    assert overturn(ended, regional).manual_steps == []
    ended.refresh_from_db()
    assert (ended.state, ended.ends_on, everything()) == ("continue", None, before)
    assert not Handover.objects.exists()


def test_covers_and_later_rows_come_back_too(case, plan, make_cadre, regional, request):
    month, leaving = case.month, case.holders.get().cadre
    days = {"first": month + 4 * ONE_DAY, "last": month + 19 * ONE_DAY}
    start_cover(cadre=leaving, substitute=make_cadre(), reason="illness", by=None, **days)
    Agreement.objects.filter(cadre=leaving).update(valid=(month - 90 * ONE_DAY, month + 5 * ONE_DAY))
    Agreement.objects.create(cadre=leaving, number="PKS-LANJUT", valid=(month + 20 * ONE_DAY, None))
    before = everything()
    assert overturn(request.getfixturevalue("ended"), regional).manual_steps == []
    assert everything() == before


def test_what_was_changed_since_is_named_and_left(ended, case, leaving, make_cadre, regional):
    Territory.objects.filter(cadre__isnull=False).exclude(cadre=leaving).update(cadre=make_cadre())
    move_cases(
        branch=case.branch,
        month=case.month,
        case_ids=[case.pk],
        cadre=make_cadre(),
        day=case.month + 19 * ONE_DAY,
        by=None,
    )
    steps = overturn(ended, regional).manual_steps
    assert len(steps) == 3
    assert str(case.area) in steps[0]
    assert "sudah dipindahkan lagi" in steps[2]
    assert leaving.agreements.get().valid.upper is None


def test_a_closed_period_is_named_and_left(ended, case, month, regional):
    Period.objects.filter(month=month).update(state="closed")
    before = list(case.holders.values_list("from_on", "cadre"))
    steps = overturn(ended, regional).manual_steps
    assert ["tutup buku" in step for step in steps] == [True]
    assert list(case.holders.values_list("from_on", "cadre")) == before


def test_after_its_day_an_ending_is_put_right_by_hand(ended, leaving, regional):
    Ending.objects.update(on=leaving.branch.today())
    before = everything()
    steps = overturn(ended, regional).manual_steps
    assert steps[0].startswith("Kemitraan sudah berakhir sejak")
    assert everything() == before
    ended.refresh_from_db()
    assert ended.state == "continue"
