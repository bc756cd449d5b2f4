"""What a report answers: columns, rows, their sum, a chart, definitions. Page, XLSX and PDF are made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import short_date

from ..reports.registry import Column

Row = dict[str, object]


def share(part: int | None, whole: int | None) -> Fraction | None:
    """The exact ratio; None where something is unknown or the whole is 0 (RULES 1)."""
    return Fraction(part, whole) if part is not None and whole else None


def short_month(month: date) -> str:
    """`Nov 26`, for headings and charts."""
    return f"{short_date(month).split()[1]} {month:%y}"


def signed(value: int | Fraction | None, write: Callable) -> str:
    """A change as words, with its sign."""
    return f"{'+' if value and value > 0 else ''}{write(value)}"


def text(key: str, label: str) -> Column:
    return Column(key, label)


def number(key: str, label: str) -> Column:
    return Column(key, label, "number", is_summed=True)


def amount(key: str, label: str) -> Column:
    return Column(key, label, "amount", is_summed=True)


def rate(key: str, label: str) -> Column:
    return Column(key, label, "rate")


def summed(columns: list[Column], rows: list[Row], label: str) -> Row:
    """The sum of the rows, in the columns that can be added up; unknown where every row is."""
    sums: Row = {}
    for column in columns:
        if column.is_summed:
            known = [row[column.key] for row in rows if row.get(column.key) is not None]
            sums[column.key] = sum(known) if known else None
    return sums | {columns[0].key: label}


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart. `kind` is how its values are written: number, amount, rate."""

    label: str
    values: list[int | Fraction | None]
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars lie (names of any length), columns stand (months, days). The table under it says the same in words."""

    title: str
    labels: list[str]
    series: list[Series]
    shape: str = "bars"

    @property
    def is_empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)


MOST_BARS = 20


def ranked(title: str, rows: list[Row], label: str, key: str, kind: str) -> Chart:
    """Lying bars of one figure, largest first; of many rows the twenty largest."""
    known = [row for row in rows if row.get(key) is not None]
    shown = sorted(known, key=lambda row: row[key], reverse=True)[:MOST_BARS]
    if len(known) > MOST_BARS:
        title = _("%(title)s: %(count)s terbesar") % {"title": title, "count": MOST_BARS}
    return Chart(title, [str(row[label]) for row in shown], [Series(title, [row[key] for row in shown], kind)])


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is counted, in words; `rule` names the numbered rule that it follows, e.g. "5.4"."""

    term: str
    meaning: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`links`: by column key, the key of the row that holds the address. `computed_at`: None before any computation.

    `empty` says, where there are no rows, why there are none and what brings them.
    """

    caption: str
    columns: list[Column]
    rows: list[Row]
    definitions: list[Definition]
    computed_at: datetime | None
    total: Row | None = None
    chart: Chart | None = None
    stats: list[dict] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    empty: str = ""
    notes: list[str] = field(default_factory=list)
