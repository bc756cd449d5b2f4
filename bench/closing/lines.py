"""What of closing is compared with what, and the limits (issue 4)."""

from statistics import mean, median

from ..lines import Line
from ..measuring import Measured
from .suite import Nights, Pair, Results

LIMITS = {"closing": 1.5, "mb": 300.0, "night": 1.2, "growth": 1.3, "dry_run": 3.0}
ENDS = 10  # so many branches at the beginning and the end of a night are compared
NAMES = {
    "holder": "closing, counted for the holder",
    "contact": "closing, counted after a contact",
    "caps": "closing, after a contact and with both caps",
}


def all_lines(results: Results) -> list[Line]:
    payments = results.sizes.month.payments
    months = [*(_closing(NAMES[name], pairs, payments) for name, pairs in results.pairs.items())]
    if months:
        months.append(_memory("worker that closes", [pair.ours for pairs in results.pairs.values() for pair in pairs]))
    return [
        *months,
        *(_dry_run(results, change) for change in results.dry_runs),
        *(_nights(results.nights, results.sizes.branches) if results.nights else ()),
        *([_memory("worker of the night", list(results.nights))] if results.nights else ()),
        *([_growth(results)] if results.growth else ()),
    ]


def _closing(name: str, pairs: list[Pair], payments: int) -> Line:
    floor, ours = (median(getattr(pair, side).seconds for pair in pairs) for side in ("floor", "ours"))
    peak = max(pair.ours.peak_mb for pair in pairs)
    return Line(name, floor, ours, ours / floor, rows=payments, peak_mb=peak, limit=LIMITS["closing"])


def _dry_run(results: Results, change: str) -> Line:
    """Against closing one month under the rules that the closed months had."""
    one = median(pair.ours.seconds for pair in results.pairs["holder"])
    run = results.dry_runs[change]
    name = f"dry run over six months, another {change}: against closing one"
    return Line(name, one, run.seconds, run.seconds / one, limit=LIMITS["dry_run"], peak_mb=run.peak_mb)


def _memory(name: str, measured: list[Measured]) -> Line:
    return Line(f"memory, {name}", peak_mb=max(each.peak_mb for each in measured), limit=LIMITS["mb"], judged="peak_mb")


def _nights(nights: Nights, branches: int) -> list[Line]:
    """The first column is the mean of the first ten branches, the second that of the last ten."""
    return [
        _night(f"night of {branches} branches, {which}: last ten against first ten", night)
        for which, night in (("from nothing", nights.first), ("after a day", nights.second))
    ]


def _night(name: str, night: Measured) -> Line:
    first, last = mean(night.parts[:ENDS]), mean(night.parts[-ENDS:])
    return Line(name, first, last, last / first, limit=LIMITS["night"], peak_mb=night.peak_mb)


def _growth(results: Results) -> Line:
    small, large = results.sizes.small.cases, results.sizes.large.cases
    ours = results.growth
    ratio = (ours.large.seconds / large) / (ours.small.seconds / small)
    name = f"time per case, {large:,} against {small:,} cases"
    return Line(name, ours.small.seconds, ours.large.seconds, ratio, limit=LIMITS["growth"], peak_mb=ours.large.peak_mb)
