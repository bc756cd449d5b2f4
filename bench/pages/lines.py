"""What of lists is compared with what, and the limits (issue 7)."""

from typing import NamedTuple

from ..lines import Line

LIMITS = {"page": 0.3, "totals": 2.0, "ratio": 2.0}
SHARE = 0.95
TOTALS = "totals"


class Measured(NamedTuple):
    """Seconds by kind of question, of a branch of so many households in a base of so many; plans that read it all."""

    households: int
    base: int
    times: dict[str, list[float]]
    plans: list[str]

    def late(self, kind: str = "") -> float:
        """The time that 95 of 100 answers keep: of one kind, or of all pages, filters and searches."""
        times = self.times[kind] if kind else [each for name, of in self.times.items() if name != TOTALS for each in of]
        return sorted(times)[min(len(times) - 1, int(len(times) * SHARE))]


def all_lines(small: Measured, large: Measured) -> list[Line]:
    """`other` is the time at the small size."""
    kinds = [kind for kind in large.times if kind != TOTALS]
    size = f"{large.households:,} of {large.base:,} households"
    return [
        *(Line(f"{kind}, {size}: 95 %", small.late(kind), large.late(kind)) for kind in kinds),
        Line(f"any page, filter or search, {size}: 95 %", seconds=large.late(), limit=LIMITS["page"], judged="seconds"),
        Line(
            f"the same against {small.households:,} households",
            small.late(),
            large.late(),
            ratio=large.late() / small.late(),
            limit=LIMITS["ratio"],
        ),
        Line("totals, the slowest", seconds=max(large.times[TOTALS]), limit=LIMITS["totals"], judged="seconds"),
        Line("plans that read a large table whole", count=len(large.plans), limit=0, judged="count", exactly=True),
    ]
