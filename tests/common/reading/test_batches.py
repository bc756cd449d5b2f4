"""Batches hold what row-by-row parsing finds: the same values, the same problems, in the form of COPY."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.reading import values
from kaderjkn.common.reading.batches import NULL, copy_text, parse_batches
from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.reading.headings import find_heading_row
from kaderjkn.common.reading.rows import parse_rows

COLUMNS = (
    Column("noka", values.card, required=True, identifier=True),
    Column("no_kk", values.family_card),
    Column("nama", values.text(20), required=True),
    Column("alamat", values.text(30)),
    Column("kepala", values.yes_no),
    Column("bulan", values.whole_number(minimum=0, maximum=24)),
    Column("jumlah", values.amount),
    Column("lahir", values.date),
)
HEADINGS = (1, [column.name for column in COLUMNS])

good_card = st.integers(1, 10**13 - 1).map(lambda number: f"{number:013}")
card = st.one_of(good_card, good_card.map(lambda text: f"'{text}"), st.sampled_from(["", "123", "1,9E+12", "0" * 13]))
number = st.integers(0, 30).flatmap(lambda n: st.sampled_from([str(n), NumericText(str(n)), f" {n} "]))
text = st.one_of(
    st.sampled_from(
        ["", "SITI  AMINAH", " BUDI", "'-5", "a\\b", "Ny. É", "baris\nbaru", "x" * 40, "RINA", "tab\tdi sini"]
    ),
    st.text(alphabet="AB c\\\n'\u200b", max_size=8),
)
row = st.tuples(
    card,
    st.one_of(st.just(""), good_card.map(lambda text: f"317{text}")),
    text,
    text,
    st.sampled_from(["Y", "T", "", "ya", "mungkin"]),
    number,
    st.sampled_from(["1.500.000", "150,000", NumericText("35000"), "", "Rp 1.500.000,00", "-1"]),
    st.sampled_from(["2001-02-03", "03/02/2001", NumericText("36925"), "31/02/2001", ""]),
).map(list)


def by_rows(table):
    headings = find_heading_row(iter(table), COLUMNS)
    good, notes = [], []
    for parsed in parse_rows(table, headings):
        notes += [(parsed.line_number, note.column, True, note.message) for note in parsed.problems]
        notes += [(parsed.line_number, note.column, False, note.message) for note in parsed.warnings]
        if not parsed.problems:
            good.append((str(parsed.line_number), *(copy_text(parsed.values[column.name]) for column in COLUMNS)))
    return good, sorted(notes)


def by_batches(table, size):
    headings = find_heading_row(iter(table), COLUMNS)
    good, notes = [], []
    for batch in parse_batches(table, headings, size):
        notes += [(note.line, note.column, note.is_problem, note.message) for note in batch.notes]
        good += zip(batch.lines, *(batch.columns[column.name] for column in COLUMNS), strict=True)
    return good, sorted(notes)


@given(rows=st.lists(row, min_size=1, max_size=12), size=st.integers(1, 5))
def test_batches_agree_with_single_rows(rows, size):
    table = [HEADINGS, *enumerate(rows, 2)]
    assert by_batches(table, size) == by_rows(table)


def test_rules_that_a_cell_breaks_are_named():
    cells = ["0001111111111", "", "", "", "", "25", "satu", ""]
    [batch] = parse_batches([HEADINGS, (2, cells)], find_heading_row([HEADINGS], COLUMNS))
    rules = {note.column: note.rule for note in batch.notes}
    assert rules == {"nama": "required", "bulan": "range", "jumlah": "format"}
    assert (batch.read, batch.lines) == (1, [])


def test_values_are_written_as_copy_wants_them():
    wanted = [NULL, "a\\\\b\\tc", "t", "f", "2026-11-25", "1500000"]
    assert [copy_text(value) for value in (None, "a\\b\tc", True, False, date(2026, 11, 25), 1_500_000)] == wanted
