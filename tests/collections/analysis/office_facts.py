"""What a branch has besides lists and payments: meetings, registrations, reviews, coverage. All of chance."""

import random
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import (
    Closing,
    CoverageFigure,
    ExcusedMonth,
    Registration,
    Review,
    ReviewWarning,
)
from kaderjkn.common.models import Area, Branch
from meetings.models import Attendance, Meeting
from tests.collections.analysis.chance_branch import BEFORE, MONTH
from tests.collections.builders import make_run

STATES = ("present", "present", "made_up", "excused", "absent", None)
DECISIONS = {
    "open": {},
    "void": {},
    "withdrawn": {},
    "continue": {},
    "coaching": {"look_again_on": date(2026, 6, 1)},
    "end": {"ends_on": date(2026, 3, 20)},
}


def add_office_facts(branch: Branch, seed: int = 1) -> Branch:
    draw = random.Random(seed)
    cadres = list(branch.cadres.order_by("code"))
    run = make_run(branch, "registrations")
    for month in (BEFORE, MONTH):
        add_meetings(branch, cadres, month, draw)
        for turn in range(3):
            Registration.objects.create(
                branch=branch,
                cadre=draw.choice(cadres),
                card=f"9{month:%m}{turn:010}",
                confirmed_on=month + timedelta(days=turn),
                run=run,
            )
        recompute(branch=branch, month=month)
        add_coverage(branch, month, draw)
    add_reviews(branch, cadres, draw)
    return branch


def add_meetings(branch: Branch, cadres: list, month: date, draw: random.Random) -> None:
    for number in range(3):
        day = month + timedelta(days=9 * number + 1)
        meeting = Meeting.objects.create(branch=branch, held_on=day, is_cancelled=number == 2)
        for cadre in cadres:
            state = draw.choice(STATES)
            if state:
                more = {
                    "made_up": {"made_up_on": day + timedelta(days=1)},
                    "excused": {"excuse": draw.choice(["illness", "family"])},
                }
                Attendance.objects.create(meeting=meeting, cadre=cadre, state=state, **more.get(state, {}))


def add_coverage(branch: Branch, month: date, draw: random.Random) -> None:
    run = make_run(branch, "coverage")
    for area in Area.objects.filter(branch=branch, level="kelurahan").order_by("code"):
        registered = draw.randrange(800, 1100)
        CoverageFigure.objects.create(
            branch=branch,
            month=month,
            area=area,
            level="kelurahan",
            population=1000,
            registered=registered,
            active=registered - draw.randrange(300),
            in_arrears=draw.choice([draw.randrange(200), 150]),
            run=run,
        )


def add_reviews(branch: Branch, cadres: list, draw: random.Random) -> None:
    for number, (state, more) in enumerate(DECISIONS.items()):
        month = (BEFORE, MONTH)[number % 2]
        closing = Closing.objects.current().get(branch=branch, month=month)
        opened = datetime(2026, 4, 2, 3, tzinfo=UTC)
        if state in {"continue", "coaching", "end"}:
            decided = opened + timedelta(days=draw.randrange(30), hours=draw.randrange(24))
            more |= {"decided_at": decided, "reason": "Sudah dibicarakan"}
        Review.objects.create(
            branch=branch,
            cadre=cadres[number % len(cadres)],
            opened_by=closing,
            opened_month=month,
            opened_at=opened,
            answer_days=14,
            state=state,
            **more,
        )
    for cadre in cadres[:2]:
        ReviewWarning.objects.create(
            branch=branch, cadre=cadre, closing=closing, months=["2026-02"], created_at=timezone.now()
        )
        ExcusedMonth.objects.create(branch=branch, cadre=cadre, month=BEFORE, reason="illness")
