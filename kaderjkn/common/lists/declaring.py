"""What a list is: its columns, its orders, its filter, and how its rows are shown. Declared by the app that owns it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from ..models import Branch, User
from .keyset import Order


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is that of the row's dict and of the address; `kind` and `url` are those of `data_table`.

    `sort` names the order that its heading offers. `heading` is that of a file. A fixed column is always shown; one
    that is not `is_usual` only where somebody has chosen it. One that `is_late` comes with the totals: a number that
    takes longer than a page may.
    """

    key: str
    label: str
    kind: str = "text"
    url: str = ""
    sort: str = ""
    heading: str = ""
    is_fixed: bool = False
    is_usual: bool = True
    is_late: bool = False

    @property
    def file_heading(self) -> str:
        return self.heading or self.key


@dataclass(frozen=True, slots=True)
class Sort:
    """An order by name; `label` says it in words. `is_descending` is the direction that is offered first."""

    name: str
    label: str
    fields: tuple[str, ...]
    is_descending: bool = False
    may_be_empty: bool = False

    def order(self, *, is_descending: bool) -> Order:
        return Order(self.fields, is_descending, self.may_be_empty)


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of the filtered set; `kind` as in `data_table`."""

    label: str
    value: Any
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. The first of `sorts` is the usual one.

    `filter(data, branch=…)` is the form of the filter; its `rows()` are the rows that fit, of the branch and without
    an order, none where it is not understood; `rows(in_order=True)` are the same, of which only a page is wanted.
    `present(rows, branch)` shows some rows as dicts with the keys of the
    columns, with a fixed number of queries. `totals(rows)` are the figures of the whole filtered set. `late(rows,
    branch)` are the values of late columns by the row's id.
    """

    name: str
    title: str
    permission: str
    filter: Callable[..., forms.Form]
    columns: Callable[[], Sequence[Column]]
    sorts: Sequence[Sort]
    present: Callable[[list, Branch], list[dict]]
    totals: Callable[[QuerySet], Iterable[Total]]
    url_name: str
    late: Callable[[list, Branch], dict[int, dict]] | None = None
    text_headings: Sequence[str] = field(default_factory=tuple)

    def present_whole(self, rows: list, branch: Branch) -> list[dict]:
        """Rows with the values of late columns, too."""
        late = self.late(rows, branch) if self.late else {}
        return [row | late.get(row["pk"], {}) for row in self.present(rows, branch)]

    def visible_to(self, user: User) -> bool:
        return user.has_perm(self.permission)


_LISTINGS: dict[str, Listing] = {}


def declare(listing: Listing) -> Listing:
    _LISTINGS[listing.name] = listing
    return listing


def listing_named(name: str) -> Listing | None:
    """The list; the apps' declarations are read when it is first asked for."""
    autodiscover_modules("lists")
    return _LISTINGS.get(name)


def listings() -> list[Listing]:
    autodiscover_modules("lists")
    return list(_LISTINGS.values())
