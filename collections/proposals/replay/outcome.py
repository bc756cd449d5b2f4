"""What came of a replay: sums, and the differences per cadre and household, carried out of the rolled-back work."""

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import connection
from psycopg import sql

from kaderjkn.common.months import month_text
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from .months import Replay

COMPARE = sql_beside(__file__, "compare.sql")
HOUSEHOLDS = sql_beside(__file__, "compare_households.sql")
EMPTY = """
CREATE TEMPORARY TABLE household_difference ON COMMIT DROP AS
SELECT branch_id, dry_run_id, month, household_id, change, cadre_id, area_id, months, target, eligible, reward
FROM collections_dryrunhousehold WHERE false
"""
CHANGES = """
SELECT month, count(*) FILTER (WHERE change = 'entered') AS entered, count(*) FILTER (WHERE change = 'left') AS left
FROM household_difference GROUP BY month
"""
STORED = {
    "cadre_difference": (
        "collections_dryruncadre",
        ["branch_id", "dry_run_id", "month", "cadre_id", "real_cases", "real_target", "real_collected", "real_reward",
         "real_active", "if_cases", "if_target", "if_collected", "if_reward", "if_active"],
    ),
    "household_difference": (
        "collections_dryrunhousehold",
        ["branch_id", "dry_run_id", "month", "household_id", "change", "cadre_id", "area_id", "months", "target",
         "eligible", "reward"],
    ),
}  # fmt: skip
IN_MEMORY = 4 * 1024 * 1024
SUMS = (
    "cases", "target", "collected", "by_cadres", "late_collected", "paying", "settled", "cadres", "active", "lines",
    "reward", "cut_by_caps",
)  # fmt: skip


@dataclass
class Outcome:
    """`summary` is what is stored as JSON; `rows` are COPY texts by the name of the difference."""

    summary: dict
    rows: dict[str, IO[bytes]]


def read_outcome(replay: Replay, dry_run: int) -> Outcome:
    """Compare inside the replay's block."""
    months = [closing.month for closing in replay.closings]
    params = {"branch": replay.branch.pk, "dry_run": dry_run, "closings": replay.ids, "months": months}
    execute(COMPARE, params)
    execute(EMPTY)
    if replay.with_cases:
        execute(HOUSEHOLDS, params)
    return Outcome(_summary(), {name: _carried_out(name) for name in STORED})


def _summary() -> dict:
    changes = {row["month"]: row for row in fetch_all(CHANGES)}
    months = [_month(pair, changes.get(pair["real"]["month"])) for pair in _pairs()]
    return {"months": months, "verdicts": _verdicts()}


def _pairs() -> Iterator[dict[str, dict]]:
    """{side: sums} of each month, oldest first."""
    rows = {(row["month"], row["side"]): row for row in fetch_all("SELECT * FROM month_sum")}
    for month in sorted({month for month, _side in rows}):
        yield {side: rows[month, side] for side in ("real", "if")}


def _month(pair: dict[str, dict], changes: dict | None) -> dict:
    sides = {side: {name: row[name] for name in SUMS} for side, row in pair.items()}
    moved = {name: changes[name] if changes else 0 for name in ("entered", "left")}
    return {"month": month_text(pair["real"]["month"]), **sides, **moved}


def _verdicts() -> dict:
    """{verdict: {side: {payments, eligible}}}."""
    found: dict = {}
    for row in fetch_all("SELECT * FROM verdict_sum ORDER BY verdict, side"):
        found.setdefault(row["verdict"], {})[row["side"]] = {"payments": row["payments"], "eligible": row["eligible"]}
    return found


def total_of(months: list[dict]) -> dict:
    """The sums over all months; cadres of different months are the same people, so they are not added."""
    names = [name for name in SUMS if name not in ("cadres", "active")]
    sides = {side: {name: sum(month[side][name] for month in months) for name in names} for side in ("real", "if")}
    return sides | {name: sum(month[name] for month in months) for name in ("entered", "left")}


def _carried_out(name: str) -> IO[bytes]:
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (whoever stores it closes it)
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(name), _columns(name))
    with connection.cursor() as cursor, cursor.copy(statement.as_string(None)) as copy:
        for data in copy:
            spool.write(data)
    spool.seek(0)
    return spool


def store_rows(outcome: Outcome) -> None:
    """Write the differences where they are kept."""
    for name, (table, _names) in STORED.items():
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _columns(name))
        with (
            outcome.rows[name] as spool,
            connection.cursor() as cursor,
            cursor.copy(statement.as_string(None)) as copy,
        ):
            while data := spool.read(1 << 16):
                copy.write(data)


def _columns(name: str) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, STORED[name][1]))
