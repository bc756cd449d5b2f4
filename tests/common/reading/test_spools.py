"""Second and later passes over a spreadsheet: the same rows, without parsing it again."""

import pytest

from kaderjkn.common.reading.errors import UnreadableFile
from kaderjkn.common.reading.tables import Limits, open_table

ROWS = [["noka", "nama"], *([number, f"Siti {number}\n“a”,\r\nb", None, True] for number in range(500))]


def kept(table):
    """Rows with the kind of each cell."""
    return [(number, [(type(cell), cell) for cell in cells]) for number, cells in table]


def test_second_pass_does_not_read_the_spreadsheet(book):
    path = book({"Data": ROWS})
    with open_table(path) as table:
        first = kept(table)
        path.write_bytes(b"")
        assert kept(table) == first == kept(table)
        assert len(first) == 501


def test_abandoned_pass_leaves_nothing_behind(book):
    path = book({"Data": ROWS})
    with open_table(path) as table:
        rows = iter(table)
        assert [next(rows)[0] for _row in range(50)] == list(range(1, 51))
        del rows
        assert len(list(table)) == 501
        path.write_bytes(b"")
        assert len(list(table)) == 501


def test_several_passes_at_once_do_not_disturb_each_other(book):
    with open_table(book({"Data": ROWS})) as table:
        for _first_and_later in range(2):
            assert all(one == other for one, other in zip(table, table, strict=True))


@pytest.mark.parametrize("separator", ["\x7f", "\x1e"])
def test_cell_with_a_separator_of_the_temporary_file_comes_back(book, separator):
    rows = [[f"a{separator}b", "c"], [separator], ["d"]]
    with open_table(book({"Data": rows})) as table:
        assert list(table) == list(table) == list(enumerate(rows, 1))


def test_empty_sheet_stays_empty(book):
    with open_table(book({"Data": []})) as table:
        assert list(table) == list(table) == []


def test_failed_pass_fails_again(book):
    with open_table(book({"Data": ROWS}), limits=Limits(max_rows=100)) as table:
        for _again in range(2):
            with pytest.raises(UnreadableFile):
                list(table)
