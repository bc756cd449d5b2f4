"""Random branches, small and nasty: `scenarios()` draws a list of steps for ledger and program.

All days lie in the past, around `BASE`. Few days, few amounts and few payers, so that collisions are likely.
What the rules leave open (see "not generated" in `readings.py`) is left out.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from hypothesis import strategies as st

from tests.second_calculation import scenario_events, scenario_lists, scenario_payments, scenario_settings
from tests.second_calculation.branches import (
    KELURAHAN,
    area_rows,
    cadre_row,
    card,
    territory_row,
    upper_area_rows,
)
from tests.second_calculation.households import listed_in
from tests.second_calculation.ledger import Ledger
from tests.second_calculation.values import first_day, last_day, next_period

BASE = "2026-03"
BRANCH = "0905"


@dataclass(repr=False)
class Step:
    """A command of the ledger (and of the program), its rows if it reads a file, and its options."""

    command: str
    rows: list[dict] | None = None
    options: dict = field(default_factory=dict)

    def __str__(self):
        head = " ".join([self.command, *(f"{name}={value}" for name, value in self.options.items())])
        return "\n".join([head, *("    " + shown(row) for row in self.rows or [])])


def shown(row):
    return " ".join(f"{heading}={cell}" for heading, cell in row.items() if cell)


@dataclass(repr=False)
class Scenario:
    branch: str = BRANCH
    steps: list[Step] = field(default_factory=list)

    def __str__(self):
        return "\n".join(str(step) for step in self.steps)

    def __repr__(self):
        return f"<a scenario of {len(self.steps)} steps, in the note>"


@dataclass
class Family:
    """A household of the invented branch; `kk_mode` says when its KK number stands on the lists."""

    number: int
    cards: list[str]
    kk_mode: str
    place: dict[str, str]
    months: int
    amounts: list[int]
    listed: set[str] = field(default_factory=set)

    @property
    def has_steady_kk(self):
        return self.kk_mode in {"always", "partial"}


class Weaver:
    """Draws one scenario step by step and remembers what the later steps need to fit.

    A ledger runs along, only to steer: most payments, contacts and moves should find a case. Three of four
    scenarios come from a seed, for variety; the fourth is drawn choice by choice, so that it can be shrunk.
    """

    def __init__(self, draw, seed=None):
        self.draw, self.random = draw, Random(seed) if seed else None
        self.scenario = Scenario()
        self.months = [BASE]
        self.cadres, self.agreements, self.kelurahan, self.families = [], {}, [], []
        self.last_rows, self.as_of, self.assigned_until, self.updated = {}, {}, {}, set()
        self.held_until = date(2026, 1, 1)
        self.payments, self.taken_back, self.contacts, self.closed = {}, set(), [], []
        self.excused, self.met = set(), []
        self.ledger = Ledger(self.scenario.branch)
        self.serial = 0

    def pick(self, options):
        options = list(options)
        return self.random.choice(options) if self.random else self.draw(st.sampled_from(options))

    def number(self, low, high):
        return self.random.randint(low, high) if self.random else self.draw(st.integers(low, high))

    def chance(self, one_in):
        """True once in so many draws; shrinks to False."""
        return self.number(1, one_in) == one_in

    def next_serial(self):
        self.serial += 1
        return self.serial

    def day_in(self, month, earliest=None):
        """A day of the month from a few boundaries, not before `earliest`."""
        first, last = first_day(month), last_day(month)
        days = [first.replace(day=day) for day in (1, 2, 8, 9, 15, 16, 23)] + [last]
        return self.pick([day for day in days if earliest is None or day >= earliest] or [last])

    def add(self, command, rows=None, **options):
        if rows is None or rows:
            self.scenario.steps.append(Step(command, rows, options))
            self.ledger.apply(self.scenario.steps[-1])

    def cases_of(self, month):
        """The cases of a month as (family, case)."""
        numbers = {household_key(self.ledger, case): case for case in self.ledger.book.cases_of(month)}
        families = ((family, numbers.get(family.cards[0])) for family in self.families)
        return [(family, case) for family, case in families if case]

    def has_agreement(self, cadre, day):
        return any(start <= day.isoformat() <= (end or "9999") for start, end in self.agreements[cadre])


def household_key(ledger, case):
    return listed_in(ledger.book, case.period, case.household).head_card


@st.composite
def scenarios(draw):
    """One branch over two to four months, closed to the end."""
    seed = draw(st.integers(1, 2**64)) if draw(st.integers(0, 3)) else None
    return weave(Weaver(draw, seed))


def weave(weaver):
    found_branch(weaver)
    for _ in range(weaver.number(1, 3)):
        weaver.months.append(next_period(weaver.months[-1]))
    for position, month in enumerate(weaver.months):
        scenario_lists.first_list(weaver, position, month)
        scenario_events.month_events(weaver, position)
        if weaver.chance(3):
            continue
        close_up_to(weaver, position)
    close_up_to(weaver, len(weaver.months) - 1)
    close_after_the_last(weaver)
    return weaver.scenario


def close_after_the_last(weaver):
    """One more month, without a list, settles what came late for the others."""
    scenario_payments.payments(weaver, len(weaver.months) - 1)
    weaver.months.append(next_period(weaver.months[-1]))
    close_up_to(weaver, len(weaver.months) - 1, late=False)


def found_branch(weaver):
    """Areas, cadres, territories, policies and schemes."""
    weaver.kelurahan = sorted({weaver.pick(sorted(KELURAHAN)) for _ in range(weaver.number(2, 12))})
    weaver.cadres = [f"K{number}" for number in range(1, weaver.number(1, 4) + 1)]
    weaver.add("import_areas", upper_area_rows(), belongs=False)
    weaver.add("import_areas", area_rows(weaver.kelurahan))
    weaver.add("import_cadres", [row for cadre in weaver.cadres for row in agreement_rows(weaver, cadre)])
    weaver.add("import_territories", [row for code in weaver.kelurahan for row in some_territories(weaver, code)])
    scenario_settings.add_policies(weaver)
    scenario_settings.add_schemes(weaver)
    for number in range(1, weaver.number(3, 12) + 1):
        weaver.families.append(some_family(weaver, number))


def agreement_rows(weaver, cadre):
    """Whole, lapsing in mid-month, following on without a gap, with a gap, starting in mid-month."""
    second = next_period(BASE)
    weaver.agreements[cadre] = weaver.pick(
        [
            [("2026-01-01", "2026-12-31")],
            [("2026-01-01", "")],
            [("2026-01-01", f"{BASE}-31"), (f"{second}-01", "2026-12-31")],
            [("2026-01-01", f"{second}-15")],
            [("2026-01-01", f"{second}-15"), (f"{next_period(second)}-01", "2026-12-31")],
            [(f"{BASE}-16", "2026-12-31")],
            [("2025-06-01", f"{BASE}-15")],
        ]
    )
    return [cadre_row(cadre, start, end) for start, end in weaver.agreements[cadre]]


def some_territories(weaver, code):
    one, other = weaver.pick(weaver.cadres), weaver.pick(weaver.cadres)
    second = next_period(BASE)
    return weaver.pick(
        [
            [territory_row(one, code)],
            [territory_row(one, code, "2026-01-01", "2026-12-31")],
            [territory_row(one, code, end=f"{second}-01"), territory_row(other, code, f"{second}-02")],
            [territory_row(one, code, end=f"{BASE}-15"), territory_row(other, code, f"{second}-01")],
            [territory_row(one, code, f"{second}-01")] if weaver.chance(2) else [],
        ]
    )


def some_family(weaver, number):
    """One to three cards, the head's not always the lowest; family 2 may share its account with family 1."""
    size = weaver.number(1, 3)
    cards = [card(number * 10 + position) for position in range(size)]
    if weaver.chance(2):
        cards.reverse()
    if number == 2 and weaver.chance(4):
        cards[0] = "01" + weaver.families[0].cards[0][-11:]
    return Family(
        number=number,
        cards=cards,
        kk_mode=weaver.pick(["always", "always", "never", "appears", "returns", "partial"]),
        place=some_place(weaver),
        months=weaver.pick([4, 5, 6, 7, 12, weaver.pick(scenario_lists.MONTHS)]),
        amounts=[weaver.pick(scenario_lists.AMOUNTS) for _ in cards],
    )


def some_place(weaver):
    """By code, by both names, by a kelurahan name alone (some are not unique), or nowhere."""
    code = weaver.pick(weaver.kelurahan)
    name, above = KELURAHAN[code], {"31.72.01": "PENJARINGAN", "31.72.06": "kec. kelapa-gading"}[code[:8]]
    return weaver.pick(
        [
            {"kode_wilayah": code},
            {"kode_wilayah": code, "kelurahan": "Entah", "kecamatan": "Entah"},
            {"kelurahan": f"KEL. {name.upper()}", "kecamatan": above},
            {
                "kelurahan": name.replace(" ", "").lower(),
                "kecamatan": f"Kecamatan {above}".replace("kec. ", ""),
            },
            {"kelurahan": f"Kelurahan {name}"},
            {"kelurahan": "Antah Berantah", "kecamatan": above} if weaver.chance(2) else {"kode_wilayah": code},
        ]
    )


def close_up_to(weaver, position, *, late=True):
    """Close what is open in order, with late files after some closings and a reopening now and then."""
    for month in weaver.months[len(weaver.closed) : position + 1]:
        weaver.add("close_period", period=month)
        weaver.closed.append(month)
        if late:
            after_closing(weaver, position, month)


def after_closing(weaver, position, month):
    for event in ("payments", "match", "undo_payments", "registration", "contacts"):
        if weaver.chance(3 if event == "payments" else 6):
            scenario_events.EVENTS[event](weaver, position)
    if weaver.chance(2):
        scenario_events.decision(weaver, position)
    if weaver.chance(5):
        weaver.add("reopen_period", period=month)
        for event in weaver.pick([[], ["payments"], ["payments", "scheme"], ["policy", "contacts"], ["second_list"]]):
            scenario_events.EVENTS[event](weaver, weaver.months.index(month))
        weaver.add("close_period", period=month)
