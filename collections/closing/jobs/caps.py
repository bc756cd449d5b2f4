"""Cutting reward lines to their caps (RULES 5.5).

The two caps feed on each other, line by line in the order of (paid-on, source, reference): a running rule over one
list, so a plain loop says it best. It runs only where a scheme has a cap.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Line(NamedTuple):
    """A line before caps; amounts are rupiah, `taken_back` marks the negative line of a reversal."""

    pk: int
    cadre: int
    case: int
    calculated: int
    cap_per_case: int | None
    taken_back: bool


def cut_to_caps(
    lines: Iterable[Line], used_by_case: dict[int, int], cap_per_month: int | None
) -> list[tuple[int, int]]:
    """(pk, reward) of each line, in the order given. `used_by_case` is what earlier closings paid for a case."""
    by_case, by_cadre = defaultdict(int, used_by_case), defaultdict(int)
    cut = []
    for line in lines:
        reward = line.calculated
        if not line.taken_back:
            reward = _left(reward, line.cap_per_case, by_case[line.case])
            reward = _left(reward, cap_per_month, by_cadre[line.cadre])
        by_case[line.case] += reward
        by_cadre[line.cadre] += reward
        cut.append((line.pk, reward))
    return cut


def _left(reward: int, cap: int | None, used: int) -> int:
    return reward if cap is None else max(0, min(reward, cap - used))
