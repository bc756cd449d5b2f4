"""A good division quickly: what the exact search starts from, and all there is where it is cut short.

From what everybody has now, one piece goes to another worker or two change places, whichever helps most, as long as
something helps. Afterwards each piece that can go back goes back.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dividing import Question


def improved(asked: "Question", start: Sequence[int] | None = None) -> list[int]:
    """A division that no single move and no exchange makes more even."""
    holders = list(start) if start is not None else filled(asked)
    best = evenness(asked, holders)
    while (better := min(neighbours(asked, holders), key=lambda found: found[0], default=None)) and better[0] < best:
        best, holders = better
    return sent_back(asked, holders)


def filled(asked: "Question") -> list[int]:
    """As it is now; what nobody has goes to the lightest, the heaviest piece first."""
    loads = list(asked.bases)
    for piece in asked.pieces:
        if piece.holder is not None:
            loads[piece.holder] += piece.load
    holders = [piece.holder for piece in asked.pieces]
    free = [at for at, holder in enumerate(holders) if holder is None]
    for at in sorted(free, key=lambda at: (-asked.pieces[at].load, at)):
        holders[at] = loads.index(min(loads))
        loads[holders[at]] += asked.pieces[at].load
    return holders


def evenness(asked: "Question", holders: Sequence[int]) -> tuple:
    """Steps, then how far all loads lie apart: a sum of squares falls with every useful move."""
    loads = asked.loads(holders)
    steps = asked.steps(max(loads) - min(loads))
    return steps, sum(load * load for load in loads) if steps else 0, asked.moves(holders)


def neighbours(asked: "Question", holders: list[int]) -> Iterator[tuple[tuple, list[int]]]:
    """Every division one move or one exchange away, with its evenness."""
    for at, holder in enumerate(holders):
        for worker in range(len(asked.bases)):
            if worker != holder:
                yield ranked(asked, [*holders[:at], worker, *holders[at + 1 :]])
        for other in range(at):
            if holders[other] != holder:
                swapped = list(holders)
                swapped[at], swapped[other] = holders[other], holder
                yield ranked(asked, swapped)


def ranked(asked: "Question", holders: list[int]) -> tuple[tuple, list[int]]:
    return evenness(asked, holders), holders


def sent_back(asked: "Question", holders: list[int]) -> list[int]:
    """Undo moves that the evenness does not need, the lightest piece first."""
    for at in sorted(range(len(holders)), key=lambda at: (asked.pieces[at].load, at)):
        own = asked.pieces[at].holder
        if own is not None and own != holders[at]:
            back = [*holders[:at], own, *holders[at + 1 :]]
            if asked.rank(back) < asked.rank(holders):
                holders = back
    return holders
