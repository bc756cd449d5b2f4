"""CSV, XLSX and JSON as they leave the program."""

# ruff: noqa: DTZ001 -- naive times are the subject

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaderjkn.common import writing
from kaderjkn.common.reading.cells import is_numeric
from kaderjkn.common.reading.tables import open_table
from kaderjkn.common.writing import csv_lines, disarmed, sheet_name, write_csv, write_json, write_xlsx

HEADINGS = ("noka", "nama", "jumlah", "rasio", "aktif", "hari")
ROW = ("0001944358911", "Siti; „Ibu“", 1500000, Decimal("0.2500"), True, date(2026, 8, 17))


def as_csv(headings, rows, **options):
    stream = io.BytesIO()
    write_csv(stream, headings, rows, **options)
    return stream.getvalue()


def as_book(headings, rows, **options):
    stream = io.BytesIO()
    write_xlsx(stream, headings, rows, **{"sheet": "Data"} | options)
    stream.seek(0)
    return openpyxl.load_workbook(stream)


def cells(page):
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]


def test_csv_has_plain_digits_iso_dates_and_no_bom():
    expected = "noka,nama,jumlah,rasio,aktif,hari\r\n0001944358911,Siti; „Ibu“,1500000,0.2500,Y,2026-08-17\r\n"
    assert as_csv(HEADINGS, [ROW]) == expected.encode()


def test_csv_begins_with_a_bom_where_asked():
    assert as_csv(["a"], [], bom=True) == b"\xef\xbb\xbfa\r\n"


def test_csv_shows_missing_values_as_empty_and_times_with_their_zone():
    moment = datetime(2026, 8, 17, 8, 30, tzinfo=UTC)
    assert as_csv(["a", "b", "c"], [(None, False, moment)]) == b"a,b,c\r\n,T,2026-08-17 08:30:00+00:00\r\n"


def test_csv_goes_to_a_text_stream_too():
    stream = io.StringIO(newline="")
    write_csv(stream, ["a"], [["é"]])
    assert stream.getvalue() == "a\r\né\r\n"


def test_csv_lines_come_one_by_one_out_of_a_generator():
    endless = ([number] for number in iter(int, 1))
    lines = csv_lines(["a"], endless)
    assert [next(lines) for _line in range(3)] == ["a\r\n", "0\r\n", "0\r\n"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_looks_like_a_formula_is_disarmed(start):
    assert disarmed(f"{start}cmd|'/C calc'!A0") == f"'{start}cmd|'/C calc'!A0"
    ((_heading,), (cell,)) = csv.reader(io.StringIO(as_csv(["a"], [[f"{start}A1"]]).decode(), newline=""))
    assert cell == f"'{start}A1"


@pytest.mark.parametrize("text", ["", "Siti", "-2500", "-2500.50", "+6281234567890", "1-2", "a=b"])
def test_harmless_text_stays_as_it_is(text):
    assert disarmed(text) == text


@pytest.mark.parametrize("text", ["-2500+1", "-", "+62 812", "-1e5", "--1"])
def test_what_only_begins_like_a_number_is_disarmed(text):
    assert disarmed(text) == "'" + text


def test_xlsx_keeps_identifiers_as_text_and_amounts_as_numbers():
    page = as_book(HEADINGS, [ROW])["Data"]
    expected = ("0001944358911", "Siti; „Ibu“", 1500000, 0.25, "Y", datetime(2026, 8, 17))
    assert cells(page) == [HEADINGS, expected]
    assert (page.freeze_panes, page["A1"].font.bold, page["F2"].number_format) == ("A2", True, "yyyy-mm-dd")


def test_xlsx_text_columns_are_text_whatever_the_row_holds():
    page = as_book(["kode", "jumlah"], [(904, 904), (None, None)], text_columns=["kode"])["Data"]
    assert [(page["A2"].value, page["A2"].number_format), page["B2"].value] == [("904", "@"), 904]


def test_xlsx_never_makes_formulas_links_or_numbers_out_of_text():
    row = ("=1+1", "https://example.org", "00123", "-2500")
    page = as_book(["a", "b", "c", "d"], [row])["Data"]
    assert cells(page)[1] == row
    assert [cell.data_type for cell in page[2]] == ["s", "s", "s", "s"]
    assert page["B2"].hyperlink is None


def test_xlsx_stores_numbers_that_excel_would_change_as_text():
    page = as_book(["a", "b", "c"], [(3172061001800001, 999999999999999, float("nan"))])["Data"]
    assert cells(page)[1] == ("3172061001800001", 999999999999999, "nan")


def test_xlsx_writes_naive_times_as_dates_and_aware_ones_as_text():
    moment = datetime(2026, 8, 17, 8, 30)
    page = as_book(["a", "b"], [(moment, moment.replace(tzinfo=UTC))])["Data"]
    assert cells(page)[1] == (moment, "2026-08-17 08:30:00+00:00")


def test_xlsx_goes_on_in_another_sheet_where_the_rows_run_out(monkeypatch):
    monkeypatch.setattr(writing, "XLSX_MAX_ROWS", 3)
    book = as_book(["a"], ([number] for number in range(5)), sheet="Tunggakan")
    found = {page.title: cells(page) for page in book}
    assert found == {
        "Tunggakan": [("a",), (0,), (1,)],
        "Tunggakan 2": [("a",), (2,), (3,)],
        "Tunggakan 3": [("a",), (4,)],
    }


def test_xlsx_cuts_text_to_what_a_cell_holds():
    page = as_book(["a"], [["x" * 40_000]])["Data"]
    assert page["A2"].value == "x" * 32_766 + "…"


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("Tunggakan", 1, "Tunggakan"),
        ("Agustus/2026: [a]", 1, "Agustus 2026 a"),
        ("x" * 40, 12, "x" * 28 + " 12"),
        ("'*'", 1, "Data"),
    ],
)
def test_sheet_name_is_one_that_excel_accepts(name, number, expected):
    assert sheet_name(name, number) == expected


def test_json_is_a_list_of_objects_a_line_each():
    stream = io.BytesIO()
    write_json(stream, HEADINGS, iter([ROW, ROW]))
    expected = {
        "noka": "0001944358911",
        "nama": "Siti; „Ibu“",
        "jumlah": 1500000,
        "rasio": 0.25,
        "aktif": True,
        "hari": "2026-08-17",
    }
    assert json.loads(stream.getvalue()) == [expected, expected]
    assert len(stream.getvalue().splitlines()) == 4


def test_json_without_rows_is_an_empty_list():
    stream = io.StringIO()
    write_json(stream, HEADINGS, [])
    assert json.loads(stream.getvalue()) == []


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXT, st.integers(-(10**15) + 1, 10**15 - 1)), max_size=6))
def test_our_reader_reads_what_our_writer_wrote(tmp_path, rows):
    path = tmp_path / "laporan.xlsx"
    with path.open("wb") as stream:
        write_xlsx(stream, ["nama", "jumlah"], rows, sheet="Data", text_columns=["nama"])
    with open_table(path) as table:
        found = [tuple(row) for _line, row in table]
    assert found == [("nama", "jumlah"), *((text, str(number)) for text, number in rows)]
    assert all(is_numeric(row[1]) for row in found[1:])
