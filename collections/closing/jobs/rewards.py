"""Reward lines of a closing: computed in SQL, cut to caps where a scheme has any."""

from collections.abc import Iterator
from itertools import batched

from django.db import connection

from kaderjkn.common.sql_jobs import execute, fetch_value, sql_beside

from .caps import Line, cut_to_caps

EARNED = sql_beside(__file__, "reward_lines.sql")
CAPPED = sql_beside(__file__, "caps.sql")
WRITE = sql_beside(__file__, "write_lines.sql")
ANY_CAP = """
SELECT EXISTS (SELECT FROM ruling JOIN collections_rewardscheme AS scheme ON scheme.id = ruling.scheme_id
               WHERE scheme.cap_per_case IS NOT NULL OR scheme.cap_per_month IS NOT NULL)
"""
CUT = """
UPDATE earned SET reward = cut.reward
FROM unnest(%(settlements)s::bigint[], %(rewards)s::bigint[]) AS cut (settlement, reward)
WHERE earned.settlement_id = cut.settlement AND earned.reward <> cut.reward
"""
AT_ONCE = 10_000


def write_lines(params: dict) -> None:
    """Write the lines of `params["closing"]`; `ruling`, `judged` and the settlements must stand."""
    execute(EARNED, params)
    if fetch_value(ANY_CAP):
        _cut(params)
    execute(WRITE, params)


def _cut(params: dict) -> None:
    """Cut what is too much, so many lines at once: 400,000 of them would not fit into a worker."""
    cap = fetch_value("SELECT cap_per_month FROM collections_rewardscheme WHERE id = %(scheme)s", params)
    lines = _stream(params | {"cap_per_month": cap})
    for some in batched(cut_to_caps(lines, cap), AT_ONCE):
        settlements, rewards = zip(*some, strict=True)
        execute(CUT, {"settlements": list(settlements), "rewards": list(rewards)})


def _stream(params: dict) -> Iterator[Line]:
    """The lines as they stood when the query began; cutting the first changes nothing for the last."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(CAPPED, params)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from map(Line._make, rows)
