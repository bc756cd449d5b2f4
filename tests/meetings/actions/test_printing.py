"""Printing envelopes: one per case for ever, numbered in a row, not for households on hold."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from arrears.models import Case, CaseTouch, Hold
from meetings import actions
from meetings.models import Envelope
from tests.meetings.builders import make_case, make_envelope

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def print_all(branch, staff, cases=None):
    cases = Case.objects.order_by("pk") if cases is None else cases
    return actions.print_envelopes(branch=branch, cases=cases, by=staff)


def test_print_envelopes_numbers_them_by_branch_and_month(branch, cadre, staff):
    for month in (NOVEMBER, NOVEMBER, DECEMBER):
        make_case(branch, cadre, month)
    bundle = print_all(branch, staff)
    assert [envelope.number for envelope in bundle.envelopes] == [
        "0905-2611-000001",
        "0905-2611-000002",
        "0905-2612-000001",
    ]


def test_print_envelopes_keeps_the_order_given(branch, cadre, staff):
    first, second = make_case(branch, cadre, NOVEMBER), make_case(branch, cadre, NOVEMBER)
    bundle = print_all(branch, staff, [second, first])
    assert [envelope.case for envelope in bundle.envelopes] == [second, first]


def test_print_envelopes_continues_the_numbers_and_prints_no_case_twice(branch, cadre, staff):
    make_case(branch, cadre, NOVEMBER)
    print_all(branch, staff)
    make_case(branch, cadre, NOVEMBER)
    bundle = print_all(branch, staff)
    assert [envelope.number for envelope in bundle.envelopes] == ["0905-2611-000002"]
    assert (bundle.had_one, bundle.on_hold) == (1, 0)
    assert print_all(branch, staff).envelopes == []


def test_print_envelopes_writes_the_first_step_and_touches_the_case(branch, cadre, staff):
    case = make_case(branch, cadre, NOVEMBER)
    [envelope] = print_all(branch, staff).envelopes
    assert list(envelope.steps.values_list("state", "by", "place")) == [("printed", staff.pk, "kantor cabang")]
    assert list(CaseTouch.objects.values_list("case", "kind")) == [(case.pk, "envelope")]


def test_print_envelopes_skips_households_on_hold(branch, cadre, staff):
    case, lifted = make_case(branch, cadre), make_case(branch, cadre)
    today = branch.today()
    Hold.objects.create(branch=branch, household=case.household, reason="deceased", starts_on=today)
    facts = {"reason": "other", "starts_on": case.month, "lifted_on": today}
    Hold.objects.create(branch=branch, household=lifted.household, **facts)
    bundle = print_all(branch, staff)
    assert [envelope.case for envelope in bundle.envelopes] == [lifted]
    assert bundle.on_hold == 1


def test_print_envelopes_leaves_other_branches_alone(branch, other_branch, staff):
    make_case(other_branch)
    assert print_all(branch, staff).envelopes == []


def test_the_database_refuses_a_second_envelope_for_a_case(branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.create(branch=branch, case=envelope.case, number="0905-2611-999999")
