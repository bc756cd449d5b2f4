"""Divide pieces of work among workers: as evenly as can be, and among equally even divisions with the fewest moves.

Plain Python that knows nothing of kelurahan. Divisions are compared by (steps, moves, spread): *spread* is the heaviest
load less the lightest, *steps* says how many whole tolerances it is beyond the first, so that a difference within one
tolerance counts as even and moves nobody. The search is exact: branch and bound, steps first, then moves. It stops
after a number of looks, never after a time: the same question has the same answer on every machine. Cut short, it
asks the solver that it was given, if any; else it answers with the best division found. Either way the answer says
what could not be ruled out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .improving import improved

TOLERANCE = 5  # per cent of an even share
LOOKS = 200_000  # nodes of each of the two searches: a dozen pieces rarely need more; they take two seconds


@dataclass(frozen=True, slots=True)
class Piece:
    """What is given to one worker as a whole; `holder` has it now (None: nobody who takes part)."""

    load: int
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """`holders` names a worker for each piece. `least_steps`, `least_moves`: no division with these steps has fewer."""

    holders: tuple[int, ...]
    steps: int
    moves: int
    spread: int
    least_steps: int
    least_moves: int

    @property
    def is_proven(self) -> bool:
        """Whether no other division is more even, or as even with fewer moves."""
        return self.steps == self.least_steps and self.moves == self.least_moves

    def rank(self) -> tuple:
        """The smaller, the better; of two alike the proven one."""
        return self.steps, self.moves, not self.is_proven, self.spread


@dataclass(frozen=True, slots=True)
class Question:
    """Pieces, what each worker carries besides them, and how large a difference still counts as even."""

    pieces: tuple[Piece, ...]
    bases: tuple[int, ...]
    tolerance: int

    def loads(self, holders: Sequence[int]) -> list[int]:
        found = list(self.bases)
        for piece, holder in zip(self.pieces, holders, strict=True):
            found[holder] += piece.load
        return found

    def moves(self, holders: Sequence[int]) -> int:
        """Pieces that leave a worker who takes part; one that nobody had is no move."""
        pairs = zip(self.pieces, holders, strict=True)
        return sum(piece.holder is not None and piece.holder != holder for piece, holder in pairs)

    def steps(self, spread: int) -> int:
        return max(0, spread - 1) // self.tolerance

    def rank(self, holders: Sequence[int]) -> tuple[int, int, int]:
        """Steps, moves, spread: the smaller, the better."""
        loads = self.loads(holders)
        spread = max(loads) - min(loads)
        return self.steps(spread), self.moves(holders), spread


Solver = Callable[[Question, Division], Division]


def question(pieces: Sequence[Piece], bases: Sequence[int], percent: int = TOLERANCE) -> Question:
    """The tolerance is a share of the even load, at least 1."""
    total = sum(bases) + sum(piece.load for piece in pieces)
    return Question(tuple(pieces), tuple(bases), max(1, total * percent // (100 * len(bases))))


def divide(
    pieces: Sequence[Piece],
    bases: Sequence[int],
    *,
    percent: int = TOLERANCE,
    looks: int = LOOKS,
    solver: Solver | None = None,
) -> Division:
    """The best division among `len(bases)` workers, at least one."""
    asked = question(pieces, bases, percent)
    best = improved(asked)
    evenness = EvennessSearch(asked, asked.rank(best)[0], looks)
    least_steps = evenness.run()
    if evenness.found is not None:
        best = min(best, improved(asked, evenness.found), key=asked.rank)
    saving = MovesSearch(asked, best, looks)
    least_moves = saving.run()
    found = division(asked, saving.best, least_steps, least_moves)
    return found if found.is_proven or solver is None else min(found, solver(asked, found), key=Division.rank)


def division(asked: Question, holders: Sequence[int], least_steps: int, least_moves: int) -> Division:
    steps, moves, spread = asked.rank(holders)
    return Division(tuple(holders), steps, moves, spread, least_steps, least_moves)


def water_level(loads: Sequence[int], rest: int) -> int:
    """How high the lowest can stand at most once `rest` is poured over them: no division lifts all of them higher."""
    ordered = sorted(loads)
    filled = rest
    for count, load in enumerate(ordered, 1):
        filled += load
        if count == len(ordered) or filled <= ordered[count] * count:
            return filled // count
    return filled // len(ordered)


class Cut(Exception):  # noqa: N818 -- reads as what happened
    """The search has used up its looks."""


class Search:
    """Walks pieces from the heaviest to the lightest; `spend` counts the looks."""

    def __init__(self, asked: Question, looks: int):
        self.asked, self.left = asked, looks
        self.order = sorted(range(len(asked.pieces)), key=lambda at: (-asked.pieces[at].load, at))
        weights = [asked.pieces[at].load for at in self.order]
        self.rest = [sum(weights[depth:]) for depth in range(len(weights) + 1)]
        self.loads = list(asked.bases)

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cut

    def demand(self, steps: int) -> None:
        """From now on only divisions of at most so many steps count: every load then lies in lowest..highest."""
        count, total = len(self.asked.bases), sum(self.asked.bases) + self.rest[0]
        slack = (count - 1) * (steps + 1) * self.asked.tolerance
        self.highest = (total + slack) // count
        self.lowest = -((slack - total) // count)

    def is_out_of_reach(self, depth: int) -> bool:
        """Whether somebody has too much, or more workers have too little than pieces are left."""
        lacking = [self.lowest - load for load in self.loads if load < self.lowest]
        too_few = len(lacking) > len(self.order) - depth or sum(lacking) > self.rest[depth]
        return too_few or max(self.loads) > self.highest

    def least_spread(self, depth: int) -> int:
        """No division of the pieces from `depth` on has a smaller spread."""
        return max(0, max(self.loads) - water_level(self.loads, self.rest[depth]))


class EvennessSearch(Search):
    """The fewest steps. Who has what does not matter here: workers with the same load are one."""

    def __init__(self, asked: Question, steps: int, looks: int):
        super().__init__(asked, looks)
        self.steps = steps  # of the best division known
        self.found: list[int] | None = None
        self.holders = [0] * len(asked.pieces)
        self.seen: set[tuple] = set()

    def run(self) -> int:
        """Return the fewest steps that cannot be ruled out; `found` is a division with fewer than were known."""
        least = self.asked.steps(self.least_spread(0))
        try:
            while self.steps > least and self.is_found():
                self.seen.clear()
        except Cut:
            return least
        return self.steps

    def is_found(self) -> bool:
        """Whether there is a division with fewer steps."""
        self.demand(self.steps - 1)
        return self.walk(0)

    def walk(self, depth: int) -> bool:
        self.spend()
        if self.is_out_of_reach(depth) or self.asked.steps(self.least_spread(depth)) >= self.steps:
            return False
        if depth == len(self.order):
            self.found = list(self.holders)
            self.steps = self.asked.steps(max(self.loads) - min(self.loads))
            return True
        state = (depth, *sorted(self.loads))
        if state in self.seen:
            return False
        self.seen.add(state)
        return any(self.give(depth, worker) for worker in self.different_workers())

    def different_workers(self) -> list[int]:
        """The lightest first, one of each load."""
        lightest_first = sorted(range(len(self.loads)), key=lambda at: self.loads[at])
        return list({self.loads[at]: at for at in lightest_first}.values())

    def give(self, depth: int, worker: int) -> bool:
        at = self.order[depth]
        load = self.asked.pieces[at].load
        self.loads[worker] += load
        self.holders[at] = worker
        is_found = self.walk(depth + 1)
        self.loads[worker] -= load
        return is_found


class MovesSearch(Search):
    """The fewest moves with as few steps as `best` has, then the smallest spread."""

    def __init__(self, asked: Question, best: Sequence[int], looks: int):
        super().__init__(asked, looks)
        self.best = list(best)
        self.steps, self.moves, self.spread = asked.rank(best)
        self.holders = list(best)
        self.demand(self.steps)
        self.own = [[] for _ in asked.bases]  # by worker: depths of the pieces that are theirs now, heaviest first
        self.seen: dict[tuple, int] = {}
        for depth, at in enumerate(self.order):
            if (holder := asked.pieces[at].holder) is not None:
                self.own[holder].append(depth)

    def run(self) -> int:
        """Return the fewest moves that cannot be ruled out."""
        least = self.least_moves(0)
        try:
            self.walk(0, 0)
        except Cut:
            return min(least, self.moves)
        return self.moves

    def least_moves(self, depth: int) -> int:
        """How many pieces from `depth` on must move at least: off those who have too much, to those with too little."""
        away = towards = 0
        heaviest = self.weight(depth)
        free = sum(self.asked.pieces[at].holder is None for at in self.order[depth:])
        for worker, load in enumerate(self.loads):
            mine = [self.weight(one) for one in self.own[worker] if one >= depth]
            kept = load + sum(mine)
            for weight in mine:
                if kept <= self.highest:
                    break
                kept -= weight
                away += 1
            if heaviest and (lacking := self.lowest - load - sum(mine)) > 0:
                towards += -(-lacking // heaviest)
        return max(away, towards - free)

    def weight(self, depth: int) -> int:
        return self.asked.pieces[self.order[depth]].load if depth < len(self.order) else 0

    def walk(self, depth: int, moves: int) -> None:
        self.spend()
        if self.is_hopeless(depth, moves):
            return
        if depth == len(self.order):
            self.best, self.moves = list(self.holders), moves
            self.spread = max(self.loads) - min(self.loads)
            return
        state = (depth, *sorted(zip(self.loads, self.still_own(depth), strict=True)))
        if self.seen.get(state, moves + 1) <= moves:
            return
        self.seen[state] = moves
        at = self.order[depth]
        piece = self.asked.pieces[at]
        for worker in self.by_preference(piece):
            self.loads[worker] += piece.load
            self.holders[at] = worker
            self.walk(depth + 1, moves + (piece.holder is not None and worker != piece.holder))
            self.loads[worker] -= piece.load

    def still_own(self, depth: int) -> list[int]:
        """Each worker by number while pieces of theirs are left; the others, −1, differ in their load only."""
        return [worker if own and own[-1] >= depth else -1 for worker, own in enumerate(self.own)]

    def is_hopeless(self, depth: int, moves: int) -> bool:
        """Whether nothing better than the best can come of what was given out so far."""
        spread = self.least_spread(depth)
        if self.asked.steps(spread) > self.steps or self.is_out_of_reach(depth):
            return True
        return (moves + self.least_moves(depth), spread) >= (self.moves, self.spread)

    def by_preference(self, piece: Piece) -> list[int]:
        """Whoever has it first, then the lightest."""
        return sorted(range(len(self.loads)), key=lambda at: (at != piece.holder, self.loads[at], at))
