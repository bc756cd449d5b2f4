"""Runs of plain rows are read without expat; the result must be the same as through it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaderjkn.common.reading.cells import excel_column
from kaderjkn.common.reading.plain_rows import PlainRows

STRINGS = dict(enumerate(["Siti", "", " Ibu Ani ", "a & b"]))


@pytest.mark.parametrize(
    "run",
    [
        # Excel,
        '<row r="2" spans="1:3" x14ac:dyDescent="0.3"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2"><v>5</v></c></row>',
        # LibreOffice
        '<row r="2" ht="12.8"><c r="A2" t="s"><v>0</v></c><c r="B2" t="n"><f aca="false">A1</f><v>5</v></c></row>',
        # XlsxWriter in constant memory, and openpyxl
        '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">Siti</t></is></c><c r="B2"><v>5</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Siti</t></is></c><c r="B2" t="n"><v>5</v></c><c r="C2" /></row>',
    ],
)
def test_rows_of_the_usual_programs_are_plain(run):
    expected = [(2, ["Siti", "5"])]
    assert PlainRows(STRINGS, 200).read(run) == expected


@pytest.mark.parametrize(
    "run",
    [
        '<row r="2"><c r="A2"><v>1</v></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3">',
        '<row r="2"><c r="A2"><v>1</v></c><x/></row>',
        '<row r="2"><!-- <c r="A2"><v>1</v></c> --></row>',
        '<row r="2"/><row r="3"></row>',
        '<row><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&#65;</t></is></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>_x000D_</t></is></c></row>',
        '<row r="2"><c r="A2" t="str"><v>a\x01</v></c></row>',
        '<row r="2"><c r="A2"><f>B1</f></c></row>',
        '<row r="2"><c r="A2"><f>B1</f><v></v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row>',
    ],
)
def test_everything_else_is_left_to_expat(run):
    assert PlainRows(STRINGS, 200).read(run) is None


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&_\ufffe\uffff"), max_size=6)
NUMBER = st.sampled_from(["0", "35000", "0001", "1.5E7", "2.4999999999999999E-2", "-3", "NaN", " 7 ", "", "٣"])
ODD = st.sampled_from(
    [
        ' t="inlineStr"><is><r><t>Si</t></r><r><t>ti</t></r></is></c>',
        ' t="str"><v>a &amp; b&#10;c</v></c>',
        ' t="inlineStr"><is><t>a_x000D_b</t></is></c>',
        "><f>B1*3</f></c>",
        "><f>B1*3</f><v/></c>",
        ' t="str"><f>B1</f><v></v></c>',
        " ><v>5</v></c>",
        ' t="s"><v>3</v> </c>',
    ]
)
CELL = st.one_of(
    st.just("/>"),
    st.just(' s="4"></c>'),
    NUMBER.map("><v>{}</v></c>".format),
    NUMBER.map(' s="1" t="n"><f>A1</f><v>{}</v></c>'.format),
    st.integers(0, 3).map(' t="s"><v>{}</v></c>'.format),
    st.sampled_from("012").map(' t="b"><v>{}</v></c>'.format),
    TEXT.map(' t="str"><f t="shared" si="0"/><v>{}</v></c>'.format),
    TEXT.map(' s="2" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'.format),
    st.just(' t="e"><v>#N/A</v></c>'),
    ODD,
)
ROW = st.dictionaries(st.integers(0, 30), CELL, max_size=8)
SHEET = st.dictionaries(st.integers(1, 60), ROW, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEET)
def test_sheet_reads_the_same_with_and_without_plain_runs(xlsx, read, sheet):
    rows = "".join(row_xml(number, row) for number, row in sorted(sheet.items()))
    strings = f"<sst>{''.join(f'<si><t>{text.replace("&", "&amp;")}</t></si>' for text in STRINGS.values())}</sst>"
    found = read(xlsx(rows, xl__sharedStrings=strings))
    through_expat = read(xlsx(rows, before="<!-- no runs behind a comment -->", xl__sharedStrings=strings))
    assert found == through_expat
    assert kinds(found) == kinds(through_expat)


def row_xml(number, row):
    cells = "".join(f'<c r="{excel_column(column)}{number}"{cell}' for column, cell in sorted(row.items()))
    return f'<row r="{number}">{cells}</row>'


def kinds(rows):
    return [list(map(type, cells)) for _number, cells in rows]


def test_long_sheet_reads_the_same_with_and_without_plain_runs(xlsx, read):
    """Runs end where a piece of the file ends; some hold a row that only expat understands."""
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c><c r="B{number}" t="str"><v>{text}</v></c></row>'
        for number in range(1, 6_000)
        for text in ["Siti" if number % 700 else "Siti &amp; Ani"]
    )
    found = read(xlsx(rows))
    assert found == read(xlsx(rows, before="<!-- x -->"))
    assert [found[0], found[699], found[-1]] == [
        (1, ["1", "Siti"]),
        (700, ["700", "Siti & Ani"]),
        (5999, ["5999", "Siti"]),
    ]


def test_row_without_a_number_goes_on_counting_behind_a_run(xlsx, read):
    long = f'<row><c t="str"><v>{"x" * 100_000}</v></c></row>'  # so that the run ends before it
    found = read(xlsx(f"{numbered(1, 3_000)}{long}"))
    assert [number for number, _cells in found] == list(range(1, 3_001))


@pytest.mark.parametrize("hidden", ["<!-- {} -->", "<![CDATA[{}]]>", "<?x {} ?>"])
@pytest.mark.parametrize("count", [1, 3_000])
def test_rows_in_comments_are_not_read(xlsx, read, hidden, count):
    """A comment longer than a piece of the file has whole pieces of plain rows."""
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{hidden.format(numbered(2, 2 + count))}</row>{numbered(5_000, 8_000)}'
    assert [number for number, _cells in read(xlsx(rows))] == [1, *range(5_000, 8_000)]


def test_rows_behind_the_data_are_not_read(xlsx, read):
    sheet = f"<worksheet><sheetData>{numbered(1, 3_000)}</sheetData><x>{numbered(5_000, 8_000)}</x></worksheet>"
    assert [number for number, _cells in read(xlsx(xl__worksheets__sheet1=sheet))] == list(range(1, 3_000))


def numbered(first, end):
    return "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(first, end))
