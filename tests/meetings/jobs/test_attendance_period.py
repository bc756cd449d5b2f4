"""Attendance over several months: by hand, a second way in plain Python, and equal to the report of one month."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from kaderjkn.common.months import add_months
from meetings.jobs.attendance import REPORT, attendance_rows, period_rows
from meetings.models import Attendance, CadreGroup, GroupMembership
from tests.meetings.builders import make_cadre, make_meeting

JANUARY, MARCH, APRIL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1)
REASONS = ("illness", "family", "duty", "other")
COUNTS = ("meetings", "present", "late", "made_up", "excused", *REASONS, "absent", "unrecorded")


def mark(meeting, cadre, state, *, late=False, excuse="illness"):
    extra = {"excused": {"excuse": excuse}, "made_up": {"made_up_on": meeting.held_on + timedelta(days=1)}}
    facts = extra.get(state, {})
    if state == "present" and late:
        facts = {"arrived_at": datetime.combine(meeting.held_on, datetime.min.time(), UTC), "is_late": True}
    Attendance.objects.create(meeting=meeting, cadre=cadre, state=state, **facts)


def counts_of(row) -> dict:
    """The figures that are not 0, and the rate."""
    return {name: row[name] for name in COUNTS if row[name]} | {"rate": row["rate"]}


def test_three_months_by_hand(branch, cadre):
    days = [
        date(2026, 1, 1),
        date(2026, 1, 15),
        date(2026, 2, 2),
        date(2026, 2, 16),
        date(2026, 3, 2),
        date(2026, 3, 31),
    ]
    meetings = [make_meeting(branch, day) for day in days]
    make_meeting(branch, date(2025, 12, 31)), make_meeting(branch, APRIL)
    mark(meetings[0], cadre, "present", late=True), mark(meetings[1], cadre, "present")
    mark(meetings[2], cadre, "made_up"), mark(meetings[3], cadre, "excused", excuse="duty")
    mark(meetings[4], cadre, "absent")
    (row,) = period_rows(branch, JANUARY, MARCH)
    assert (row["cadre"], row["name"], row["cadre_id"]) == ("K01", "Ibu K01", cadre.pk)
    assert counts_of(row) == {
        "meetings": 6, "present": 2, "late": 1, "made_up": 1, "excused": 1, "duty": 1, "absent": 1, "unrecorded": 1,
        "rate": Decimal("0.6000"),
    }  # fmt: skip


def test_a_groups_meeting_concerns_its_members_of_that_day(branch):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=MARCH)
    member, former, other = (make_cadre(branch, code) for code in ("K01", "K02", "K03"))
    GroupMembership.objects.create(group=group, cadre=member, valid=(date(2026, 3, 9), None))
    GroupMembership.objects.create(group=group, cadre=former, valid=(MARCH, date(2026, 3, 9)))
    make_meeting(branch, date(2026, 3, 9), group=group)
    everybody = make_meeting(branch, date(2026, 3, 16))
    mark(everybody, other, "present")
    assert [row["meetings"] for row in period_rows(branch, MARCH, MARCH)] == [2, 1, 1]


# A second way


def random_span(rng):
    start = JANUARY + timedelta(days=rng.randrange(-40, 100))
    return start, rng.choice([None, start + timedelta(days=rng.randrange(1, 90))])


def is_in(day, span):
    return span is not None and span[0] <= day and (span[1] is None or day < span[1])


def expected(span, membership, held, marks, *, first, end):
    """The figures of one cadre in plain Python; None where no agreement touches the months."""
    if not (span[0] < end and (span[1] is None or span[1] > first)):
        return None
    concerned = [
        (day, of_group)
        for day, of_group in held
        if first <= day < end and is_in(day, span) and (not of_group or is_in(day, membership))
    ]
    found = [marks.get(key) for key in concerned]
    counts = dict.fromkeys(COUNTS, 0) | {"meetings": len(concerned), "unrecorded": found.count(None)}
    for state, detail in filter(None, found):
        counts[state] += 1
        if detail:
            counts[detail] += 1
    base, came = counts["meetings"] - counts["excused"], counts["present"] + counts["made_up"]
    rate = (Decimal(came) / base).quantize(Decimal("0.0001"), ROUND_HALF_UP) if base else None
    return counts | {"rate": rate}


CHOICES = [
    None, ("present", ""), ("present", "late"), ("made_up", ""), ("absent", ""), *(("excused", one) for one in REASONS),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_several_months_agree_with_a_plain_calculation_and_each_month_with_the_report(branch, seed):
    rng = random.Random(seed)
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=JANUARY)
    days = sorted(rng.sample([date(2025, 12, 20) + timedelta(days=step) for step in range(115)], 20))
    held = [(day, rng.random() < 0.5) for day in days]
    meetings = {key: make_meeting(branch, key[0], group=group if key[1] else None) for key in held}
    people = {}
    for number in range(8):
        code, span, membership = f"K{number:02d}", random_span(rng), rng.choice([None, random_span(rng)])
        cadre = make_cadre(branch, code, *span)
        if membership:
            GroupMembership.objects.create(group=group, cadre=cadre, valid=membership)
        marks = {key: chosen for key in held if (chosen := rng.choice(CHOICES))}
        for key, (state, detail) in marks.items():
            mark(meetings[key], cadre, state, late=detail == "late", excuse=detail)
        people[code] = (span, membership, held, marks)
    for first, last in ((JANUARY, MARCH), (MARCH, MARCH), (add_months(JANUARY, 1), MARCH)):
        wanted = {code: expected(*facts, first=first, end=add_months(last, 1)) for code, facts in people.items()}
        found = {
            row["cadre"]: {name: row[name] for name in (*COUNTS, "rate")} for row in period_rows(branch, first, last)
        }
        assert found == {code: counts for code, counts in wanted.items() if counts}
    for month in (JANUARY, add_months(JANUARY, 1), MARCH):
        of_month = [{name: row[name] for name in REPORT} for row in period_rows(branch, month, month)]
        assert attendance_rows(branch, month) == of_month
