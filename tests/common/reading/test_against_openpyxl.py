"""Our XLSX reader held against a second one, on workbooks of whatever kinds of cells there are."""

from datetime import date, datetime, time

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from kaderjkn.common.reading.cells import NumericText

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), max_size=10)
WORDS = st.sampled_from(["Siti", "Jl. Melati\nRT 1", "Toko A & B <3", " dua  spasi ", "0001944358911", "1.500.000"])
ERROR = st.sampled_from(["#N/A", "#DIV/0!", "#REF!", "#VALUE!"])
DAY = st.dates(date(1900, 3, 1), date(2100, 1, 1))
PLACE = st.tuples(st.integers(0, 40), st.integers(0, 25))


def cells(**kinds):
    """Places with what is written there: (method of XlsxWriter, arguments)."""
    choices = [values.map(lambda value, method=method: (method, value)) for method, values in kinds.items()]
    return st.dictionaries(PLACE, st.one_of(choices), max_size=25)


SHEET = cells(
    string=TEXT | WORDS,
    number=st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12, allow_subnormal=False),
    boolean=st.booleans(),
    datetime=DAY | st.builds(datetime.combine, DAY, st.sampled_from([time(0), time(6), time(12), time(18)])),
    formula=ERROR | st.integers(0, 10**9) | WORDS,
    rich_string=st.lists(WORDS, min_size=2, max_size=4),
    blank=st.none(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEET, st.booleans())
@example({(0, 0): ("string", "a"), (40, 25): ("boolean", True)}, False)
@example({(0, 1): ("rich_string", ["Siti", "Siti"]), (0, 0): ("formula", "#N/A")}, True)
def test_openpyxl_reads_the_same(tmp_path, read, sheet, inline):
    """`inline`: strings stand in the cells instead of in the shared part, and rows come in order."""
    path = tmp_path / "buku.xlsx"
    write(path, sheet, inline)
    witness = openpyxl.load_workbook(path, data_only=True)["Data"].iter_rows(values_only=True)
    expected = [(number, shown) for number, row in enumerate(witness, 1) if any(shown := seen(row))]
    assert [(number, seen(row)) for number, row in read(path)] == expected


def write(path, sheet, inline):
    with xlsxwriter.Workbook(path, {"constant_memory": inline, "default_date_format": "dd/mm/yyyy"}) as workbook:
        page = workbook.add_worksheet("Data")
        bold = workbook.add_format({"bold": True})
        for place, (method, value) in sorted(sheet.items()):
            arguments = {
                "blank": [None, bold],
                "formula": ["=B1", bold, value],
                "rich_string": [part for text in value for part in (bold, text)] if method == "rich_string" else [],
            }
            getattr(page, f"write_{method}")(*place, *arguments.get(method, [value]))


def seen(row):
    """Bring the values of either reader to one form; numbers are compared to 15 digits."""
    shown = [seen_cell(cell) for cell in row]
    while shown and not shown[-1]:
        shown.pop()
    return shown


def seen_cell(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        cell = to_excel(cell)
    if isinstance(cell, NumericText) or not isinstance(cell, str):
        return f"{float(cell) + 0:.15g}"
    return cell
