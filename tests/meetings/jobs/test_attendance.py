"""The report `attendance` and the tally for closing.

By hand around the edges, and a second way over random rows.
"""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from meetings.actions.attendance import concerned_cadres
from meetings.jobs.attendance import attendance_rows
from meetings.jobs.tally import tally_rows
from meetings.models import Attendance
from tests.meetings.builders import join, make_cadre, make_group, make_meeting

MONTH, END = date(2026, 3, 1), date(2026, 4, 1)


def mark(meeting, cadre, state):
    extra = {"excused": {"excuse": "illness"}, "made_up": {"made_up_on": meeting.held_on + timedelta(days=1)}}
    Attendance.objects.create(meeting=meeting, cadre=cadre, state=state, **extra.get(state, {}))


def row(cadre, *counts, rate):
    names = ("cadre", "meetings", "present", "made_up", "excused", "absent", "rate")
    values = (cadre, *counts, rate and Decimal(rate))
    return dict(zip(names, values, strict=True))


def test_attendance_by_hand(branch):
    first, second, third = (make_meeting(branch, date(2026, 3, day)) for day in (1, 16, 31))
    make_meeting(branch, END), make_meeting(branch, date(2026, 2, 28))
    cancelled = make_meeting(branch, date(2026, 3, 20), is_cancelled=True)
    always, lapsing = make_cadre(branch, "K01"), make_cadre(branch, "K02", ends=date(2026, 3, 16))
    (
        make_cadre(branch, "K03", date(2026, 4, 1)),
        make_cadre(branch, "K04", date(2026, 3, 31), date(2026, 4, 9)),
    )
    excused = make_cadre(branch, "K05", date(2026, 3, 10), date(2026, 3, 20))
    make_cadre(branch, "K06", date(2026, 3, 2), date(2026, 3, 5))
    for meeting, state in ((first, "present"), (second, "made_up"), (third, "absent"), (cancelled, "absent")):
        mark(meeting, always, state)
    mark(first, lapsing, "present"), mark(second, excused, "excused")
    assert attendance_rows(branch, MONTH) == [
        row("K01", 3, 1, 1, 0, 1, rate="0.6667"),
        row("K02", 1, 1, 0, 0, 0, rate="1.0000"),
        row("K04", 1, 0, 0, 0, 0, rate="0.0000"),
        row("K05", 1, 0, 0, 1, 0, rate=None),
        row("K06", 0, 0, 0, 0, 0, rate=None),
    ]
    by_cadre = {each["cadre_id"]: (each["counted"], each["attended"]) for each in tally_rows(branch, MONTH)}
    assert by_cadre == {always.pk: (3, 2), lapsing.pk: (1, 1), excused.pk: (0, 0)}


def test_a_meeting_to_come_is_not_yet_missed(branch, cadre):
    mark(make_meeting(branch, date(2026, 3, 2)), cadre, "present")
    make_meeting(branch, date(2026, 3, 16))
    assert attendance_rows(branch, MONTH, today=date(2026, 3, 15)) == [row("K01", 1, 1, 0, 0, 0, rate="1.0000")]
    assert attendance_rows(branch, MONTH, today=date(2026, 3, 16)) == [row("K01", 2, 1, 0, 0, 0, rate="0.5000")]


def test_a_groups_meeting_counts_for_who_belonged_to_it_that_day(branch):
    inside, moving, outside = (make_cadre(branch, code) for code in ("K01", "K02", "K03"))
    group = make_group(branch, inside)
    join(group, moving, until=date(2026, 3, 16))
    first, second = (make_meeting(branch, date(2026, 3, day), group=group) for day in (2, 16))
    everybody = make_meeting(branch, date(2026, 3, 20))
    mark(first, inside, "present"), mark(second, inside, "absent"), mark(first, moving, "present")
    mark(everybody, outside, "present")
    assert attendance_rows(branch, MONTH) == [
        row("K01", 3, 1, 0, 0, 1, rate="0.3333"),
        row("K02", 2, 1, 0, 0, 0, rate="0.5000"),
        row("K03", 1, 1, 0, 0, 0, rate="1.0000"),
    ]


def test_the_report_and_whom_a_meeting_concerns_agree(branch):
    rng = random.Random(6)
    cadres = [make_cadre(branch, f"K{number:02d}", *random_span(rng)) for number in range(8)]
    groups = [make_group(branch, name=name) for name in ("Utara", "Selatan")]
    for cadre in cadres:
        change = MONTH + timedelta(days=rng.randrange(31))
        join(groups[0], cadre, until=change), join(groups[1], cadre, change)
    meetings = [
        make_meeting(branch, MONTH + timedelta(days=rng.randrange(28)), group=group) for group in (*groups, None)
    ]
    wanted = {cadre.code: sum(cadre in concerned_cadres(each) for each in meetings) for cadre in cadres}
    assert {each["cadre"]: each["meetings"] for each in attendance_rows(branch, MONTH)}.items() <= wanted.items()


def test_a_rate_is_rounded_half_up(branch, cadre):
    for day in range(1, 33 - 1):
        meeting = make_meeting(branch, date(2026, 3, day))
        mark(meeting, cadre, "excused" if day > 16 else "present" if day <= 7 else "absent")
    assert attendance_rows(branch, MONTH)[0]["rate"] == Decimal("0.4375")


def test_another_branch_has_no_rows(branch, other_branch, cadre):
    mark(make_meeting(branch, MONTH), cadre, "present")
    assert attendance_rows(other_branch, MONTH) == tally_rows(other_branch, MONTH) == []


def random_span(rng):
    start = date(2026, 2, 1) + timedelta(days=rng.randrange(70))
    return start, rng.choice([None, start + timedelta(days=rng.randrange(1, 50))])


def expected(code, span, meetings, marks):
    """The figures of one cadre in plain Python; None where no agreement touches the month."""
    start, end = span
    if not (start < END and (end is None or end > MONTH)):
        return None
    concerned = [day for day in meetings if MONTH <= day < END and start <= day and (end is None or day < end)]
    states = [marks.get((code, day)) for day in concerned]
    counts = [states.count(state) for state in ("present", "made_up", "excused", "absent")]
    base, came = len(concerned) - counts[2], counts[0] + counts[1]
    rate = (Decimal(came) / base).quantize(Decimal("0.0001"), ROUND_HALF_UP) if base else None
    return row(code, len(concerned), *counts, rate=rate)


@pytest.mark.parametrize("seed", range(5))
def test_attendance_agrees_with_a_plain_calculation(branch, seed):
    rng = random.Random(seed)
    held = sorted(rng.sample([date(2026, 2, 20) + timedelta(days=step) for step in range(50)], 18))
    meetings = {day: make_meeting(branch, day) for day in held}
    spans = {f"K{number:02d}": random_span(rng) for number in range(8)}
    cadres = {code: make_cadre(branch, code, *span) for code, span in spans.items()}
    choices = [None, "present", "made_up", "excused", "absent"]
    marks = {(code, day): state for code in spans for day in held if (state := rng.choice(choices))}
    for (code, day), state in marks.items():
        mark(meetings[day], cadres[code], state)
    wanted = [expected(code, span, held, marks) for code, span in spans.items()]
    assert attendance_rows(branch, MONTH) == [each for each in wanted if each]
