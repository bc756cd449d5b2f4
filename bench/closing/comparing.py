"""Floor and program must leave the same rows: ids of their own and times apart, each row is held against its other."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

import psycopg

from .databases import url_of
from .sizes import MONTH

_FROZEN = (
    "to_jsonb(each) - '{{id,closing_id,settlement_id}}'::text[] FROM {table} AS each JOIN closing USING (closing_id)"
)
ROWS = {
    "settlements": f"{_FROZEN.format(table='collections_settlement')} ORDER BY payment_id",
    "reward lines": f"{_FROZEN.format(table='collections_rewardline')} ORDER BY source, reference",
    "cadre figures": f"{_FROZEN.format(table='collections_cadrefigure')} ORDER BY cadre_id",
    "area figures": f"{_FROZEN.format(table='collections_areafigure')} ORDER BY area_id",
    "settled payments": "jsonb_build_array(id, settled_month) FROM arrears_payment"
    " WHERE settled_month IS NOT NULL ORDER BY id",
    "closed periods": "jsonb_build_array(branch_id, month) FROM common_period WHERE state = 'closed' ORDER BY 1",
}
CLOSING = """
WITH closing AS (SELECT id AS closing_id FROM collections_closing WHERE month = %(month)s AND state = 'closed')
"""
AT_ONCE = 20_000


class NotTheSameError(Exception):
    """The bench measures two things that are not the same: no figure of it means anything."""


def compare(ours: str, theirs: str) -> int:
    """Hold the closed month of two databases against each other; return how many rows are alike."""
    with psycopg.connect(url_of(ours)) as one, psycopg.connect(url_of(theirs)) as other:
        return sum(assert_same(what, _stream(rows, one), _stream(rows, other)) for what, rows in ROWS.items())


def assert_same(what: str, ours: Iterable[tuple], theirs: Iterable[tuple]) -> int:
    """Return how many rows there are on both sides; raise at the first that differs, and where there are none."""
    count = 0
    for our, their in zip_longest(ours, theirs):
        count += 1
        if our != their:
            raise NotTheSameError(f"{what}, row {count}:\n  program {our}\n  floor   {their}")
    if not count:
        raise NotTheSameError(f"{what}: there is nothing to compare")
    return count


def query(rows: str) -> str:
    return f"{CLOSING} SELECT {rows}"


def _stream(rows: str, where: psycopg.Connection) -> Iterator[tuple]:
    with where.cursor("rows") as cursor:
        cursor.execute(query(rows), {"month": MONTH})
        while some := cursor.fetchmany(AT_ONCE):
            yield from some
