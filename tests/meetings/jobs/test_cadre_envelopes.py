"""The report «Amplop per kader»: by hand around the edges, and a second way, in plain Python, over random rows."""

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest

from arrears.models import Payment
from kaderjkn.common.models import ImportRun
from meetings.jobs.cadre_envelopes import FIGURES, cadre_rows, member_rows
from meetings.models import Envelope, EnvelopeStep
from tests.meetings.builders import make_branch, make_cadre, make_case, make_envelope

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
references = count(1)


def handed(branch, cadre, day, state="handed_over", *, taken_in=False, at=time(12)):
    """An envelope that the cadre got on the day, at an hour of the branch."""
    envelope = make_envelope(make_case(branch, cadre, MARCH), cadre, state)
    EnvelopeStep.objects.filter(envelope=envelope).update(at=datetime.combine(day, at, branch.zone))
    if taken_in:
        EnvelopeStep.objects.create(envelope=envelope, state="taken_in")
    return envelope


def pay(envelope, day, **facts):
    branch = envelope.branch
    run = ImportRun.objects.get_or_create(branch=branch, kind="payments", file_name="b.csv")[0]
    facts = {"household": envelope.case.household, "matched_by": "rule", **facts}
    return Payment.objects.create(
        branch=branch,
        run=run,
        line=1,
        source="BANK",
        reference=str(next(references)),
        amount=1000,
        paid_on=day,
        imported_at=run.created_at,
        **facts,
    )


def row_of(branch, cadre, today, first=MARCH, last=MARCH):
    return next(row for row in cadre_rows(branch, first, last, today) if row["cadre_id"] == cadre.pk)


def nonzero(row):
    return {key: row[key] for key in (*FIGURES, "oldest") if row[key]}


def test_outcomes_by_hand(branch, cadre):
    for state in ("handed_over", "delivered", "delivered", "lost", "returned"):
        handed(branch, cadre, MARCH, state)
    handed(branch, cadre, date(2026, 3, 31), "returned", taken_in=True)
    make_envelope(make_case(branch, cadre, MARCH))
    row = row_of(branch, cadre, today=MARCH)
    assert [row[key] for key in ("handed_over", "delivered", "returned", "not_handed_in", "lost", "outstanding")] == [
        6, 2, 2, 1, 1, 1,
    ]  # fmt: skip


def test_months_end_at_midnight_of_the_branch(cadre):
    papua = make_branch("0911", time_zone="Asia/Jayapura")
    theirs = make_cadre(papua, "P01")
    handed(papua, theirs, date(2026, 2, 28), at=time(23, 59))
    handed(papua, theirs, MARCH, at=time(0, 1))
    handed(papua, theirs, date(2026, 3, 31), at=time(23, 59))
    handed(papua, theirs, APRIL, at=time(0, 1))
    assert row_of(papua, theirs, today=APRIL)["handed_over"] == 2
    assert row_of(papua, theirs, today=APRIL, last=APRIL)["handed_over"] == 3


def test_an_end_that_was_taken_back_counts_as_still_in_hand(branch, cadre):
    envelope = handed(branch, cadre, MARCH, "returned", taken_in=True)
    EnvelopeStep.objects.filter(state__in=["returned", "taken_in"]).update(undone_at=datetime.now(UTC))
    Envelope.objects.filter(pk=envelope.pk).update(state="handed_over")
    row = row_of(branch, cadre, today=MARCH)
    assert (row["outstanding"], row["returned"], row["held"]) == (1, 0, 1)
    Envelope.objects.filter(pk=envelope.pk).update(state="returned")
    assert row_of(branch, cadre, today=MARCH)["not_handed_in"] == 1


@pytest.mark.parametrize(
    ("age", "figure"),
    [(0, "age_14"), (14, "age_14"), (15, "age_30"), (30, "age_30"), (31, "age_60"), (60, "age_60"), (61, "age_older")],
)
def test_ages_of_what_cadres_have_whenever_they_got_it(branch, cadre, age, figure):
    handed(branch, cadre, MARCH - timedelta(days=age))
    row = row_of(branch, cadre, today=MARCH, first=APRIL, last=APRIL)
    assert nonzero(row) == {"held": 1, figure: 1} | ({"oldest": age} if age else {})
    assert row["oldest"] == age


@pytest.mark.parametrize(("after", "followed"), [(-1, 0), (0, 1), (30, 1), (31, 0)])
def test_payments_from_the_hand_over_to_thirty_days_later_follow_it(branch, cadre, after, followed):
    pay(handed(branch, cadre, MARCH, "delivered"), MARCH + timedelta(days=after))
    row = row_of(branch, cadre, today=date(2026, 5, 1))
    assert (row["due"], row["followed"], row["running"]) == (1, followed, 0)


@pytest.mark.parametrize(("today", "due"), [(date(2026, 3, 31), 0), (date(2026, 4, 1), 1)])
def test_a_window_counts_only_once_its_thirtieth_day_is_over(branch, cadre, today, due):
    pay(handed(branch, cadre, MARCH), MARCH)
    row = row_of(branch, cadre, today=today)
    assert (row["due"], row["followed"], row["running"]) == (due, due, 1 - due)


def test_reversed_payments_reversals_and_other_households_do_not_follow(branch, cadre):
    envelope, other = handed(branch, cadre, MARCH), handed(branch, cadre, MARCH)
    taken_back = pay(envelope, MARCH)
    pay(envelope, MARCH, reverses=taken_back)
    pay(other, MARCH, household=None, matched_by="")
    assert row_of(branch, cadre, today=date(2026, 5, 1))["followed"] == 0


def test_two_payments_of_a_household_follow_one_envelope_once(branch, cadre):
    envelope = handed(branch, cadre, MARCH)
    pay(envelope, MARCH), pay(envelope, date(2026, 3, 9))
    assert row_of(branch, cadre, today=date(2026, 5, 1))["followed"] == 1


def test_whoever_has_an_agreement_or_an_envelope_has_a_row(branch, other_branch, cadre):
    make_cadre(branch, "K02", date(2025, 1, 1), MARCH)
    gone = make_cadre(branch, "K03", date(2025, 1, 1), date(2026, 1, 1))
    make_cadre(branch, "K04", date(2026, 4, 20))
    make_cadre(other_branch, "K05")
    handed(branch, gone, date(2026, 1, 5))
    assert [row["cadre"] for row in cadre_rows(branch, MARCH, MARCH, today=date(2026, 4, 10))] == ["K01", "K03"]
    assert [row["cadre"] for row in cadre_rows(branch, MARCH, MARCH, today=date(2026, 4, 20))] == ["K01", "K03", "K04"]


def test_another_branch_has_no_envelopes(branch, other_branch, cadre):
    handed(branch, cadre, MARCH)
    stranger = make_cadre(other_branch, "S01")
    assert nonzero(row_of(other_branch, stranger, today=MARCH)) == {}
    assert member_rows(other_branch, MARCH, MARCH, figure="handed_over", cadre=cadre, today=MARCH) == []


# A second way


def random_envelopes(branch, cadres, rng):
    """Facts of envelopes in plain values, and the same in the database."""
    facts = []
    for _each in range(60):
        cadre = rng.choice(cadres)
        day = date(2026, 1, 15) + timedelta(days=rng.randrange(100))
        state = rng.choice(["handed_over", "handed_over", "delivered", "returned", "lost"])
        taken_in = state == "returned" and rng.random() < 0.5
        envelope = handed(branch, cadre, day, state, taken_in=taken_in)
        paid = []
        for _payment in range(rng.choice([0, 0, 1, 2])):
            on, is_reversed = day + timedelta(days=rng.randrange(-5, 40)), rng.random() < 0.3
            payment = pay(envelope, on)
            if is_reversed:
                pay(envelope, on, reverses=payment)
            else:
                paid.append(on)
        facts.append((envelope.pk, cadre.pk, day, state, taken_in, paid))
    return facts


def figures_of(fact, first, end, today):
    """In which figures one envelope counts, from the definitions on the page."""
    _pk, _cadre, day, state, taken_in, paid = fact
    found = set()
    if first <= day < end:
        found.add("handed_over")
        found.add("outstanding" if state == "handed_over" else state)
        if state == "returned" and not taken_in:
            found.add("not_handed_in")
        is_over = today > day + timedelta(days=30)
        found.add("due" if is_over else "running")
        if is_over and any(day <= on <= day + timedelta(days=30) for on in paid):
            found.add("followed")
    if state == "handed_over":
        age = (today - day).days
        found |= {"held", next(name for most, name in AGES if age <= most)}
    return found


AGES = ((14, "age_14"), (30, "age_30"), (60, "age_60"), (10_000, "age_older"))


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_agrees_with_a_plain_calculation(branch, seed):
    rng = random.Random(seed)
    cadres = [make_cadre(branch, f"K{number:02d}") for number in range(4)]
    facts = random_envelopes(branch, cadres, rng)
    first, last, end, today = date(2026, 2, 1), MARCH, APRIL, date(2026, 4, 30)
    counted, members = Counter(), {}
    for fact in facts:
        for figure in figures_of(fact, first, end, today):
            counted[fact[1], figure] += 1
            members.setdefault((fact[1], figure), set()).add(fact[0])
    rows = cadre_rows(branch, first, last, today)
    for row in rows:
        mine = [fact for fact in facts if fact[1] == row["cadre_id"] and fact[3] == "handed_over"]
        assert row["oldest"] == max(((today - fact[2]).days for fact in mine), default=None)
        assert row["handed_over"] == row["delivered"] + row["returned"] + row["lost"] + row["outstanding"]
        assert row["held"] == row["age_14"] + row["age_30"] + row["age_60"] + row["age_older"]
        assert row["handed_over"] == row["due"] + row["running"]
        for figure in FIGURES:
            assert row[figure] == counted[row["cadre_id"], figure]
            cadre = next(one for one in cadres if one.pk == row["cadre_id"])
            listed = member_rows(branch, first, last, figure=figure, cadre=cadre, today=today)
            assert {one["id"] for one in listed} == members.get((cadre.pk, figure), set())
