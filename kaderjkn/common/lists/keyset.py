"""Pages by keyset: an order, the edge of a page, and the rows behind or before it."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value

LONGEST_EDGE = 300
FURTHEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """Fields, all ascending or all descending, the last one unique; an index has them in this order.

    Only the first may be empty. An empty value counts as the largest, as PostgreSQL has it by itself.
    """

    fields: tuple[str, ...]
    is_descending: bool = False
    may_be_empty: bool = False

    def reversed(self) -> "Order":
        return replace(self, is_descending=not self.is_descending)

    def apply(self, rows: QuerySet) -> QuerySet:
        sign = "-" if self.is_descending else ""
        return rows.order_by(*(f"{sign}{field}" for field in self.fields))

    def edge_of(self, row: Any) -> tuple:
        return tuple(getattr(row, field) for field in self.fields)


class RowComparison(Func):
    """`(a, b) > (x, y)` as one comparison: an index on (a, b) begins to read exactly there."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, fields: Sequence[str], values: Sequence, *, sign: str):
        self.sign = sign
        super().__init__(*map(F, fields), *map(Value, values))

    def as_sql(self, compiler, connection, **_extra):
        parts = [compiler.compile(expression) for expression in self.get_source_expressions()]
        texts = [text for text, _params in parts]
        half = len(texts) // 2
        left, right = ", ".join(texts[:half]), ", ".join(texts[half:])
        return f"({left}) {self.sign} ({right})", [param for _text, params in parts for param in params]


def beyond(order: Order, edge: Sequence) -> Q:
    """The rows that come after the edge in the order."""
    sign = "<" if order.is_descending else ">"
    is_empty = Q(**{f"{order.fields[0]}__isnull": True})
    if edge[0] is not None:
        after = Q(RowComparison(order.fields, edge, sign=sign))
        return after | is_empty if order.may_be_empty and not order.is_descending else after
    after = is_empty & Q(RowComparison(order.fields[1:], edge[1:], sign=sign))
    return after | ~is_empty if order.is_descending else after


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in their order; the edges name the neighbouring pages, empty where there is none."""

    rows: list
    previous: str = ""
    next: str = ""


def page_of(rows: QuerySet, order: Order, *, size: int, after: str = "", before: str = "") -> Page:
    """The page after an edge, or before one; the first where the edge is not understood, or nothing lies before it."""
    if edge := read_edge(before, order, rows.model):
        found = list(order.reversed().apply(rows.filter(beyond(order.reversed(), edge)))[: size + 1])
        if len(found) > size:
            return _page(found[:size][::-1], order, has_previous=True, has_next=True)
        return page_of(rows, order, size=size)
    edge = read_edge(after, order, rows.model)
    found = list(order.apply(rows.filter(beyond(order, edge)) if edge else rows)[: size + 1])
    return _page(found[:size], order, has_previous=bool(edge), has_next=len(found) > size)


def _page(rows: list, order: Order, *, has_previous: bool, has_next: bool) -> Page:
    if not rows:
        return Page([])
    return Page(
        rows,
        previous=write_edge(order.edge_of(rows[0])) if has_previous else "",
        next=write_edge(order.edge_of(rows[-1])) if has_next else "",
    )


def write_edge(values: Sequence) -> str:
    """The values of an edge as they stand in an address. An order never holds personal data: addresses are logged."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).rstrip(b"=").decode()


def read_edge(text: str, order: Order, model: type[Model]) -> tuple | None:
    """The values of an edge; None for anything that is none."""
    if not text or len(text) > LONGEST_EDGE:
        return None
    try:
        values = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(order.fields):
            return None
        edge = tuple(_value(model, field, value) for field, value in zip(order.fields, values, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, ValidationError):
        return None
    is_whole = all(value is not None for value in edge[0 if not order.may_be_empty else 1 :])
    return edge if is_whole else None


def _value(model: type[Model], name: str, value: object):
    """As the field has it; a number that no column holds, or a list or dict, is refused."""
    if value is None:
        return None
    if isinstance(value, bool | float | list | dict) or (isinstance(value, int) and abs(value) > FURTHEST):
        raise TypeError
    if isinstance(value, str) and "\0" in value:
        raise ValueError
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return field.to_python(value)
