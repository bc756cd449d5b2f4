"""What the phone works out by itself, held against a second way in plain Python: the order of the day, words, hours."""

import random
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from kaderjkn.common import formatting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
TODAY = date(2026, 11, 27)
REASONS = (
    "promise_due",
    "promise_broken",
    "neighbour",
    "never_contacted",
    "envelope",
    "large",
    "long_ago",
    "promise_ahead",
    "contacted",
)
ORDER = """async ([households, facts]) => {
  const {stops} = await import("/static/phone/order.js");
  const found = stops(households, {...facts, chosen: new Set(facts.chosen)});
  return found.map(({household, reason}) => [household.id, reason]);
}"""


@pytest.fixture
def script(page, live_server):
    """Run a function in the page that may import the app's modules."""
    page.goto(f"{live_server.url}/account/login/")
    return page.evaluate


# The order of the day


def test_order_of_the_day_is_that_of_a_second_calculation(script):
    for seed in range(150):
        chance = random.Random(seed)
        households = [random_household(chance, pk) for pk in range(1, chance.randint(1, 25))]
        paid_through = chance.choice([None, TODAY - timedelta(days=chance.randint(0, 6))])
        chosen = [one["id"] for one in households if chance.random() < 0.15]
        facts = {"today": TODAY.isoformat(), "paidThrough": paid_through and paid_through.isoformat(), "chosen": chosen}
        expected = second_order(households, paid_through, chosen)
        assert script(ORDER, [households, facts]) == [list(stop) for stop in expected], f"seed {seed}"


def random_household(chance: random.Random, pk: int) -> dict:
    """A household as the slice has it; few places and amounts, so that there are neighbours and ties."""
    target = chance.choice([100_000, 250_000, 900_000, 4_000_000])
    last_on = chance.choice([None, TODAY - timedelta(days=chance.choice([0, 1, 6, 7, 8, 40]))])
    promise = None
    if last_on and chance.random() < 0.6:
        promise = {
            "on": (TODAY + timedelta(days=chance.choice([-31, -30, -29, -3, -1, 0, 1, 5]))).isoformat(),
            "state": chance.choice(["kept", "broken", "waiting"]),
        }
    return {
        "id": pk,
        "area": chance.choice([1, 2]),
        "rt": chance.choice(["", "001", "002"]),
        "rw": chance.choice(["", "01"]),
        "target": target,
        "paid": chance.choice([0, 0, 0, 50_000, target]),
        "has_left": chance.random() < 0.1,
        "last_on": last_on and last_on.isoformat(),
        "envelope": chance.choice([None, None, {"id": 1}]),
        "promises": [promise] if promise else [],
    }


def second_order(households: list[dict], paid_through: date | None, chosen: list[int]) -> list[tuple[int, str]]:
    """Promises of today, broken ones, neighbours, never contacted, envelopes, large, long ago, promised, contacted."""
    left = [one for one in households if not one["has_left"] and one["paid"] < one["target"]]
    rank = {reason: place for place, reason in enumerate(REASONS)}
    picked = [one for one in left if one["id"] in chosen and (one["rt"] or one["rw"])]
    round_places = {(one["area"], one["rt"], one["rw"]) for one in picked}
    stops = []
    for one in left:
        reason = second_reason(one, left, paid_through)
        is_near = (one["area"], one["rt"], one["rw"]) in round_places and one["id"] not in chosen
        if is_near and reason in ("never_contacted", "envelope", "large", "long_ago", "promise_ahead"):
            reason = "neighbour"
        stops.append((rank[reason], second_turn(one, reason), -one["target"], one["id"], reason))
    return [(pk, reason) for _rank, _turn, _target, pk, reason in sorted(stops)]


def second_reason(one: dict, left: list[dict], paid_through: date | None) -> str:  # noqa: PLR0911 (a rule a line)
    promise = one["promises"][0] if one["promises"] and one["promises"][0]["state"] != "kept" else None
    day = promise and date.fromisoformat(promise["on"])
    last_on = one["last_on"] and date.fromisoformat(one["last_on"])
    if day == TODAY:
        return "promise_due"
    if day and paid_through and TODAY - timedelta(days=30) < day <= paid_through and last_on <= day:
        return "promise_broken"
    if last_on is None:
        return "never_contacted"
    if day and day > TODAY:
        return "promise_ahead"
    if (TODAY - last_on).days < 7:
        return "contacted"
    if one["envelope"]:
        return "envelope"
    below = sum(other["target"] < one["target"] for other in left)
    return "large" if below * 4 >= len(left) * 3 else "long_ago"  # three quarters of the targets are smaller


def second_turn(one: dict, reason: str) -> int:
    """Days: the newest broken promise first, the next promise first, the longest without contact first."""
    if reason == "promise_broken":
        return -date.fromisoformat(one["promises"][0]["on"]).toordinal()
    if reason == "promise_ahead":
        return date.fromisoformat(one["promises"][0]["on"]).toordinal()
    return date.fromisoformat(one["last_on"]).toordinal() if reason in ("long_ago", "contacted", "envelope") else 0


def test_search_finds_part_of_a_name_and_last_digits_only(script):
    household = {
        "id": 1, "area": 1, "rt": "001", "rw": "02", "months": 6, "name": "Siti Aminah", "card": "0001944358911",
        "phone": "+6281234567890", "members": [["Siti Aminah", "8911"], ["Budi", "4432"]],
    }  # fmt: skip
    found = script(
        """async ([household, searches]) => {
          const {narrow} = await import("/static/phone/order.js");
          return searches.map((search) => narrow([{household, reason: "large"}], {search}).length);
        }""",
        [household, ["amin", "BUDI", "8911", "7890", "4432", "0001", "1234", "", "siti a", "zz"]],
    )
    assert found == [1, 1, 1, 1, 1, 0, 0, 1, 1, 0]


# Words


def test_amounts_days_and_masks_are_written_as_on_the_server(script):
    amounts = [0, 5, 999, 1000, 1_950_000, -2500, 12_345_678]
    days = [date(2026, 1, 1), date(2026, 8, 17), date(2028, 2, 29), date(2026, 12, 31)]
    texts = ["", "8911", "0001944358911", "+6281234567890", "085738660637"]
    shares = [(0, 5), (1, 3), (2, 3), (1, 2000), (49, 1112), (5, 0)]
    written = script(
        """async ([amounts, days, texts, shares]) => {
          const one = await import("/static/offline/format.js");
          return [amounts.map(one.rupiah), days.map(one.weekday), days.map(one.shortDate), days.map(one.monthName),
                  texts.map(one.maskTail), texts.map(one.maskPhone), shares.map((share) => one.percent(...share)),
                  ["Siti  Aminah", "Ali"].map(one.maskName)];
        }""",
        [amounts, [day.isoformat() for day in days], texts, shares],
    )
    assert written == [
        [formatting.rupiah(amount) for amount in amounts],
        [formatting.weekday_date(day) for day in days],
        [formatting.short_date(day) for day in days],
        [formatting.month_name(day) for day in days],
        [formatting.mask_tail(text) for text in texts],
        [formatting.mask_phone(text) for text in texts],
        [formatting.percent(share) for share in shares],
        [formatting.mask_name(name) for name in ("Siti  Aminah", "Ali")],
    ]


def test_times_are_read_and_written_on_the_clock_of_the_branch(script):
    found = script(
        """async () => {
          const {fromClock, mondayOf, onClock, useZone} = await import("/static/offline/format.js");
          return ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"].map((zone) => {
            useZone(zone);
            const moment = fromClock("2026-11-27", "00:30");
            return [moment.toISOString(), onClock(moment).day, onClock(moment).time];
          }).concat([["2026-11-27", "2026-11-23", "2026-11-22"].map(mondayOf)]);
        }"""
    )
    assert found == [
        ["2026-11-26T17:30:00.000Z", "2026-11-27", "00:30"],
        ["2026-11-26T16:30:00.000Z", "2026-11-27", "00:30"],
        ["2026-11-26T15:30:00.000Z", "2026-11-27", "00:30"],
        ["2026-11-23", "2026-11-23", "2026-11-16"],
    ]


# Hours and instalments


def is_between(moment: time, start: time, end: time) -> bool:
    """The second way: walk through the minutes from the start to the end, over midnight if need be."""
    minute, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    while minute != last:
        if minute == moment.hour * 60 + moment.minute:
            return True
        minute = (minute + 1) % 1440
    return False


@pytest.mark.parametrize(
    ("start", "end"), [("20:00", "07:00"), ("07:00", "20:00"), ("00:00", "00:00"), ("23:59", "00:01")]
)
def test_quiet_hours_run_over_midnight(script, start, end):
    moments = ["00:00", "00:01", "06:59", "07:00", "12:00", "19:59", "20:00", "23:58", "23:59"]
    found = script(
        """async ([moments, policy]) => {
          const {isQuiet} = await import("/static/phone/messages.js");
          return moments.map((moment) => isQuiet(policy, moment));
        }""",
        [moments, {"quiet_from": f"{start}:00", "quiet_until": f"{end}:00"}],
    )
    clock = time.fromisoformat
    assert found == [is_between(clock(moment), clock(start), clock(end)) for moment in moments]


@pytest.mark.parametrize(
    ("months", "policy", "expected"),
    [
        (3, (4, 24, 12), []),
        (4, (4, 24, 12), [(3, 201_000), (6, 101_000), (12, 51_000)]),
        (24, (4, 24, 6), [(3, 201_000), (6, 101_000)]),
        (25, (4, 24, 12), []),
        (25, (4, None, None), [(3, 201_000), (6, 101_000), (12, 51_000)]),
    ],
)
def test_instalments_of_rehab_cover_the_arrears_within_the_policy(script, months, policy, expected):
    names = ("rehab_min_months", "rehab_max_months", "rehab_max_instalments")
    found = script(
        """async ([household, policy]) => {
          const {instalments} = await import("/static/phone/messages.js");
          return instalments(household, policy);
        }""",
        [{"months": months, "target": 700_001, "paid": 100_000}, dict(zip(names, policy, strict=True))],
    )
    assert [(one["steps"], one["amount"]) for one in found] == expected
    assert all(one["steps"] * one["amount"] >= 600_001 for one in found)
    assert all(one["amount"] > other["amount"] for one, other in pairwise(found))
