"""What a branch's ledger remembers, as plain records without behaviour of weight."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass
class Area:
    code: str
    name: str
    level: str
    parent: str


@dataclass
class Agreement:
    cadre: str
    number: str
    start: date
    end: date | None


@dataclass
class Territory:
    cadre: str
    kelurahan: str
    start: date
    end: date | None


@dataclass
class Household:
    """A lasting household: `key` is what reports show, `aliases` are card keys that it had before."""

    number: int
    key: str
    has_kk: bool
    aliases: set[str] = field(default_factory=set)


@dataclass
class Member:
    """One row of an arrears list."""

    card: str
    kk: str
    head_card: str
    is_head: bool
    months: int
    amount: int
    code: str
    kelurahan: str
    kecamatan: str


@dataclass
class Listed:
    """One household as it stands on one list."""

    household: int
    months: int
    amount: int
    head_card: str
    kelurahan: str
    members: list[Member]


@dataclass
class ArrearsList:
    number: int
    period: str
    as_of: date
    rows: list[dict]
    listed: dict[int, Listed]
    in_force: bool = True
    corrects: int | None = None
    removed: list["Case"] = field(default_factory=list)


@dataclass
class Case:
    """One household in one period; `holders` are (from day, cadre or None), in order of the day."""

    period: str
    household: int
    months: int
    target: int
    kelurahan: str
    brought_by: int
    holders: list[tuple[date, str | None]]
    touched: bool = False

    def holder_on(self, day):
        """The cadre who holds the case on the day, or None."""
        holder = None
        for start, cadre in self.holders:
            if start <= day:
                holder = cadre
        return holder

    def last_holder(self):
        """The last cadre who held it; an empty place after an ended partnership is passed over."""
        cadres = [cadre for _, cadre in self.holders if cadre]
        return cadres[-1] if cadres else None


@dataclass
class Contact:
    uuid: str
    cadre: str
    household: int
    at: datetime
    outcome: str
    arrived: datetime

    @property
    def day(self):
        return self.at.date()


@dataclass
class Payment:
    source: str
    reference: str
    paid_on: date
    amount: int
    channel: str
    payer_kind: str
    payer: str
    cancels: str
    imported: datetime
    file: int = 0

    @property
    def key(self):
        return self.source, self.reference

    @property
    def order(self):
        return self.paid_on, self.source, self.reference


@dataclass
class Hold:
    household: int
    start: date


@dataclass
class Registration:
    cadre: str
    card: str
    day: date


@dataclass
class Item:
    """What one payment, or one reversal of a settled payment, came to in one closing."""

    payment: Payment
    own_period: str
    case: Case | None = None
    eligible: int = 0
    collector: str | None = None
    has_line: bool = False
    rate: int = 0
    scheme: str = ""
    reward: int = 0
    verdict: str = ""
    cut_by: str = ""


@dataclass
class Meeting:
    """`marks` says of a cadre: present, made_up, excused or absent."""

    day: date
    marks: dict[str, str]


@dataclass
class Incident:
    """An integrity incident that a supervisor upheld."""

    cadre: str
    day: date


@dataclass
class Fee:
    """The fee of one registration, by the scheme of the month in which it was confirmed."""

    registration: Registration
    own_period: str
    scheme: str
    amount: int


@dataclass
class Closing:
    """Everything fixed for one period (or worked out for an open one)."""

    period: str
    policy: object
    scheme: object
    items: list[Item] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)
    reports: dict[str, list[tuple]] = field(default_factory=dict)
    version: int = 1


@dataclass
class Review:
    cadre: str
    opened: str
    months: list[str]
    status: str = "open"
    voided_by: str | None = None


@dataclass
class Book:
    """The whole memory of one branch."""

    branch: str = "0905"
    zone: str = "Asia/Jakarta"
    now: datetime = datetime(2026, 12, 1, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    areas: dict[str, Area] = field(default_factory=dict)
    branch_areas: set[str] = field(default_factory=set)
    cadres: set[str] = field(default_factory=set)
    agreements: list[Agreement] = field(default_factory=list)
    territories: list[Territory] = field(default_factory=list)
    policies: list = field(default_factory=list)
    schemes: list = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    lists: list[ArrearsList] = field(default_factory=list)
    cases: dict[tuple[str, int], Case] = field(default_factory=dict)
    unassigned: dict[tuple[str, int], str] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    payments: dict[tuple[str, str], Payment] = field(default_factory=dict)
    payment_files: int = 0
    by_hand: dict[tuple[str, str], int] = field(default_factory=dict)
    holds: list[Hold] = field(default_factory=list)
    writeoffs: list[tuple[int, date]] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    excused: set[tuple[str, str]] = field(default_factory=set)
    closings: dict[str, Closing] = field(default_factory=dict)
    old_closings: list[Closing] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    def tick(self):
        """Let the logical clock move on: every command happens after the one before."""
        self.now += timedelta(seconds=1)
        return self.now

    def is_closed(self, period):
        return period in self.closings

    def cases_of(self, period):
        return [case for case in self.cases.values() if case.period == period]
