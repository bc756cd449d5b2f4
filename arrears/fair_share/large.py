"""Divisions that the exact search cannot finish, with CP-SAT of OR-Tools (the extra `plan`; ADR 8).

One worker, a fixed seed and an effort counted by the solver itself, not by the clock: the same question has the same
answer again.
"""

from importlib.util import find_spec

from .dividing import Division, Question, Solver, division

EFFORT = 20.0  # deterministic seconds; forty kelurahan among eight take less than half
SEED = 1


def solver() -> Solver | None:
    """None where the extra is not installed."""
    return solved if find_spec("ortools") else None


def solved(asked: Question, known: Division) -> Division:
    """At least as good as the division that is known; proven unless the effort was too small."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 -- an extra, and half a second to load

    model = cp_model.CpModel()
    workers = range(len(asked.bases))
    given = [[model.new_bool_var(f"{at}-{worker}") for worker in workers] for at in range(len(asked.pieces))]
    for row, holder in zip(given, known.holders, strict=True):
        model.add_exactly_one(row)
        for worker, variable in enumerate(row):
            model.add_hint(variable, worker == holder)
    steps = bounded_steps(model, asked, known, given)
    pairs = zip(asked.pieces, given, strict=True)
    moves = sum(1 - row[piece.holder] for piece, row in pairs if piece.holder is not None)
    whole = len(asked.pieces) + 1  # a step outweighs every move
    model.minimize(steps * whole + moves)
    engine = cp_model.CpSolver()
    engine.parameters.num_workers = 1
    engine.parameters.random_seed = SEED
    engine.parameters.max_deterministic_time = EFFORT
    if engine.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return known
    holders = [next(worker for worker, variable in enumerate(row) if engine.value(variable)) for row in given]
    return with_bound(asked, holders, round(engine.best_objective_bound), whole)


def bounded_steps(model, asked: Question, known: Division, given: list[list]):
    """The variable that the steps of the division cannot exceed."""
    total = sum(asked.bases) + sum(piece.load for piece in asked.pieces)
    lightest, heaviest = model.new_int_var(0, total, "lightest"), model.new_int_var(0, total, "heaviest")
    for worker, base in enumerate(asked.bases):
        load = base + sum(piece.load * row[worker] for piece, row in zip(asked.pieces, given, strict=True))
        model.add(load <= heaviest)
        model.add(load >= lightest)
    steps = model.new_int_var(known.least_steps, known.steps, "steps")
    model.add(heaviest - lightest <= (steps + 1) * asked.tolerance)
    return steps


def with_bound(asked: Question, holders: list[int], bound: int, whole: int) -> Division:
    """With what the solver's bound on steps × whole + moves rules out."""
    steps, moves, _spread = asked.rank(holders)
    least_steps = bound // whole
    return division(asked, holders, least_steps, min(bound % whole, moves) if least_steps == steps else 0)
