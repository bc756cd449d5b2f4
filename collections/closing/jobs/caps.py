"""Cutting reward lines to their caps (RULES 5.5).

The two caps feed on each other, line by line in the order of (paid-on, source, reference): a running rule over one
list, so a plain loop says it best. The list is never held: it comes and goes as a stream (`rewards.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """A line before caps; amounts are rupiah, `is_taken_back` marks the negative line of a reversal."""

    settlement: int
    cadre: int
    case: int
    calculated: int
    cap_per_case: int | None
    used_before: int  # what earlier closings paid for the case
    is_taken_back: bool


def cut_to_caps(lines: Iterable[Line], cap_per_month: int | None) -> Iterator[tuple[int, int]]:
    """(settlement, reward) of each line, in the order given."""
    by_case: dict[int, int] = {}
    by_cadre: dict[int, int] = defaultdict(int)
    for line in lines:
        reward, used = line.calculated, by_case.get(line.case, line.used_before)
        if not line.is_taken_back:
            reward = _left(reward, line.cap_per_case, used)
            reward = _left(reward, cap_per_month, by_cadre[line.cadre])
        by_case[line.case] = used + reward
        by_cadre[line.cadre] += reward
        yield line.settlement, reward


def _left(reward: int, cap: int | None, used: int) -> int:
    return reward if cap is None else max(0, min(reward, cap - used))
