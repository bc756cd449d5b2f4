"""What an address asks of a list: filter, order, columns. The page, its totals, and its export read the same."""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict

from ..models import Branch
from ..months import month_text
from .declaring import Column, Listing, Sort
from .keyset import Order, Page, page_of

SORT, COLUMN, AFTER, BEFORE, MONTH = "sort", "col", "after", "before", "month"
PAGE_SIZE = 50


class Asked:
    """A list as one address asks for it, of one branch. What is not understood is left out, never an error."""

    def __init__(self, listing: Listing, query: QueryDict, branch: Branch):
        self.listing, self.query, self.branch = listing, query, branch

    @cached_property
    def filter(self):
        return self.listing.filter(self.query, branch=self.branch)

    @cached_property
    def rows(self) -> QuerySet:
        return self.filter.rows().order_by()

    @cached_property
    def sort(self) -> Sort:
        name = self.query.get(SORT, "").removeprefix("-")
        return next((sort for sort in self.listing.sorts if sort.name == name), self.listing.sorts[0])

    @cached_property
    def order(self) -> Order:
        text = self.query.get(SORT, "")
        is_named = text.removeprefix("-") == self.sort.name
        return self.sort.order(is_descending=text.startswith("-") if is_named else self.sort.is_descending)

    @cached_property
    def all_columns(self) -> list[Column]:
        return list(self.listing.columns())

    @cached_property
    def columns(self) -> list[Column]:
        """Those chosen, in the order of the list; the usual ones where none is."""
        chosen = set(self.query.getlist(COLUMN)) & {column.key for column in self.all_columns}
        return [
            column
            for column in self.all_columns
            if column.is_fixed or (column.key in chosen if chosen else column.is_usual)
        ]

    def page(self) -> Page:
        edges = {"after": self.query.get(AFTER, ""), "before": self.query.get(BEFORE, "")}
        rows = self.filter.rows(in_order=True).order_by()
        return page_of(rows, self.order, size=PAGE_SIZE, **edges)

    def kept(self, *without: str) -> str:
        """The address's own question as a query, without the place in the list and the names given."""
        return only(self.query, drop={AFTER, BEFORE, *without}).urlencode()

    def pinned(self) -> str:
        """The same with the month that is meant where none is named: tomorrow it would be another."""
        query = only(self.query, drop={AFTER, BEFORE, "part"})
        month = getattr(self.filter, "chosen_month", None)
        if month and not query.get(MONTH):
            query[MONTH] = month_text(month)
        return query.urlencode()

    def with_values(self, **values: str) -> str:
        """The same with other values, again from the first page."""
        query = only(self.query, drop={AFTER, BEFORE})
        for name, value in values.items():
            query[name] = value
        return query.urlencode()


def only(query: QueryDict, *, drop: Iterable[str]) -> QueryDict:
    """A copy without these names and without empty values."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        full = [value for value in values if value]
        if name not in drop and full:
            kept.setlist(name, full)
    return kept


def ticked_ids(query: QueryDict, name: str, most: int) -> list[int]:
    """The ids of rows that were ticked, at most so many; what is no id is left out."""
    return [int(pk) for pk in query.getlist(name) if pk.isdecimal() and len(pk) < 19][:most]
