"""What is compared with what, and the limits (issue 3)."""

from dataclasses import dataclass
from statistics import median

from .measuring import Measured
from .suite import Files, Floors, Ours

LIMITS = {
    "csv": 2.0,
    "xlsx": 4.0,
    "next": 2.0,
    "undo": 0.5,
    "growth": 1.2,
    "import_export": 3.0,
    "early": 5.0,
    "csv_mb": 300.0,
    "xlsx_mb": 400.0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `judged` names the column that the limit is about."""

    name: str
    other: float | None = None
    seconds: float | None = None
    ratio: float | None = None
    rows: int | None = None
    peak_mb: float | None = None
    kilobytes: float | None = None
    count: int | None = None
    limit: float | None = None
    judged: str = "ratio"
    at_least: bool = False
    exactly: bool = False

    @property
    def rows_per_second(self) -> float | None:
        return self.rows / self.seconds if self.rows and self.seconds else None

    @property
    def is_missed(self) -> bool:
        if self.limit is None:
            return False
        value = getattr(self, self.judged)
        if self.exactly:
            return value != self.limit
        return value < self.limit if self.at_least else value > self.limit

    @property
    def excess(self) -> float:
        """How far a missed limit is away, as a share of the limit."""
        return abs(getattr(self, self.judged) - self.limit) / (self.limit or 1)


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of one size, each act as often as there were runs."""

    files: Files
    floors: list[Floors]
    ours: list[Ours]

    def floor(self, act: str) -> float:
        return median(getattr(each, act).seconds for each in self.floors)

    def our(self, act: str, part: str = "seconds") -> float:
        """Median of an act of ours; `part` like `check.seconds`."""
        return median(_follow(getattr(each, act), part) for each in self.ours)

    def ratio(self, act: str) -> float:
        return self.our(act) / self.floor("first" if act == "workbook" else act)

    def peak_mb(self, act: str) -> float:
        """The largest of all runs: memory is a limit and no average."""
        return max(getattr(each, act).peak_mb for each in self.ours)


def _follow(value: object, path: str) -> float:
    for name in path.split("."):
        value = getattr(value, name)
    return value


def all_lines(large: Results, small: Results, import_export: list[Measured]) -> list[Line]:
    return [
        *_act("first list, CSV", large, "first", LIMITS["csv"]),
        *_act("first list, XLSX", large, "workbook", LIMITS["xlsx"]),
        *_act("next month, CSV", large, "next", LIMITS["next"]),
        *_act("bank file, CSV", large, "payments", None),
        _undo(large),
        _early("CSV", large, "first"),
        _early("XLSX", large, "workbook"),
        *(_growth(name, large, small, act) for name, act in (("CSV", "first"), ("XLSX", "workbook"), ("next", "next"))),
        _memory("CSV", max(large.peak_mb("first"), large.peak_mb("next")), LIMITS["csv_mb"]),
        _memory("XLSX", large.peak_mb("workbook"), LIMITS["xlsx_mb"]),
        _import_export(small, import_export),
    ]


def _act(name: str, results: Results, act: str, limit: float | None) -> list[Line]:
    """The whole job against its floor, then its two halves."""
    rows = results.files.payments.rows if act == "payments" else results.files.first.rows
    floor = results.floor("first" if act == "workbook" else act)
    whole = Line(
        name, floor, results.our(act), results.ratio(act), rows=rows, peak_mb=results.peak_mb(act), limit=limit
    )
    halves = [
        Line(
            f"{name}: {half}",
            seconds=results.our(act, f"{half}.seconds"),
            rows=rows,
            peak_mb=max(_follow(getattr(each, act), f"{half}.peak_mb") for each in results.ours),
        )
        for half in ("check", "apply")
    ]
    return [whole, *halves]


def _undo(results: Results) -> Line:
    apply, undo = results.our("workbook", "apply.seconds"), results.our("undo")
    return Line(
        "undo of the first list, against its apply",
        apply,
        undo,
        undo / apply,
        rows=results.files.first.rows,
        peak_mb=max(each.undo.peak_mb for each in results.ours),
        limit=LIMITS["undo"],
    )


def _early(name: str, results: Results, act: str) -> Line:
    return Line(
        f"findings of the first 10,000 rows, {name}",
        seconds=results.our(act, "early"),
        limit=LIMITS["early"],
        judged="seconds",
    )


def _growth(name: str, large: Results, small: Results, act: str) -> Line:
    """Times are those of the small list; the ratio is that of the two ratios."""
    return Line(
        f"growth from a tenth of the rows, {name}",
        small.floor("first" if act == "workbook" else act),
        small.our(act),
        large.ratio(act) / small.ratio(act),
        limit=LIMITS["growth"],
    )


def _memory(name: str, peak_mb: float, limit: float) -> Line:
    return Line(f"memory, {name}", peak_mb=peak_mb, limit=limit, judged="peak_mb")


def _import_export(small: Results, measured: list[Measured]) -> Line:
    theirs, ours = median(each.seconds for each in measured), small.our("first")
    return Line(
        "django-import-export, a tenth of the rows: how much slower",
        theirs,
        ours,
        theirs / ours,
        rows=small.files.first.rows,
        peak_mb=max(each.peak_mb for each in measured),
        limit=LIMITS["import_export"],
        at_least=True,
    )
