"""Pages by keyset: each row once, forwards and backwards, with ties and empty values, while rows come and go."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kaderjkn.common.lists.keyset import Order, page_of, read_edge, write_edge
from kaderjkn.common.models import Branch, JobRun

ORDERS = [Order(("month", "pk"), is_descending=down, may_be_empty=True) for down in (False, True)] + [
    Order(("kind", "done", "pk"), is_descending=down) for down in (False, True)
]
MONTHS = [None, date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
ROW = st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.sampled_from(MONTHS))


class Pages(TestCase):
    """Rows with few values, so that most of them are equal in the first fields of the order."""

    def add(self, row) -> JobRun:
        kind, done, month = row
        branch, _created = Branch.objects.get_or_create(code="0905", defaults={"name": "Uji"})
        return JobRun.objects.create(branch=branch, kind=kind, done=done, month=month, state="done")

    def walk(self, order, size, between=lambda _page: None):
        found, after = [], ""
        while True:
            page = page_of(JobRun.objects.all(), order, size=size, after=after)
            found.append(page)
            between(page)
            if not page.next:
                return found
            after = page.next

    @given(st.lists(ROW, max_size=14), st.sampled_from(ORDERS), st.integers(1, 5))
    def test_each_row_stands_on_one_page_in_the_order_of_the_database(self, rows, order, size):
        for row in rows:
            self.add(row)
        walked = [row.pk for page in self.walk(order, size) for row in page.rows]
        assert walked == [row.pk for row in order.apply(JobRun.objects.all())]

    @given(st.lists(ROW, min_size=1, max_size=14), st.sampled_from(ORDERS), st.integers(1, 5))
    def test_the_way_back_shows_the_same_pages(self, rows, order, size):
        for row in rows:
            self.add(row)
        pages = self.walk(order, size)
        for earlier, later in pairwise(pages):
            assert later.previous
            back = page_of(JobRun.objects.all(), order, size=size, before=later.previous)
            assert back.rows == earlier.rows
        assert not pages[0].previous

    @given(st.lists(ROW, max_size=12), st.lists(ROW, max_size=6), st.sampled_from(ORDERS), st.integers(1, 4))
    def test_rows_that_come_and_go_move_no_other(self, rows, later, order, size):
        kept = {self.add(row).pk for row in rows}
        coming = iter(later)

        def between(page):
            if (row := next(coming, None)) is not None:
                self.add(row)
            if page.rows and page.rows[-1].pk % 3 == 0:
                JobRun.objects.filter(pk=page.rows[-1].pk).delete()  # the edge itself has gone

        walked = [row.pk for page in self.walk(order, size, between) for row in page.rows]
        assert len(walked) == len(set(walked))
        assert kept <= set(walked)

    def test_before_the_first_row_is_the_first_page(self):
        rows = [self.add(("a", number, None)) for number in range(3)]
        order = Order(("kind", "done", "pk"))
        edge = write_edge(order.edge_of(rows[0]))
        assert page_of(JobRun.objects.all(), order, size=2, before=edge).rows == rows[:2]


NO_EDGES = (
    "", "x", "%%%", "é", "A" * 400, "bnVsbA", "e30", "W10", "WzFd", "W251bGwsMV0", "WyJhIiwiYiJd", "W1sxXSwxXQ",
    "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OSwxXQ", "WyJcdTAwMDAiLDFd", "WzEuNSwxXQ", "W3RydWUsMV0",
    "WyIyMDI2LTE5LTAxIiwxXQ", "WyIyMDI2LTAxLTAxIixudWxsXQ",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_EDGES)
def test_an_edge_that_is_none_is_the_first_page(text):
    assert read_edge(text, Order(("created_at", "pk")), JobRun) is None


def test_an_edge_comes_back_as_it_was_written():
    edge = (date(2026, 1, 1), 7)
    assert read_edge(write_edge(edge), Order(("month", "pk")), JobRun) == edge
    assert read_edge(write_edge((None, 7)), Order(("month", "pk"), may_be_empty=True), JobRun) == (None, 7)
