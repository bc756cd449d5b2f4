"""XLSX files: what cells become, which sheet is taken, which columns are hidden."""

import pytest

from kaderjkn.common.reading.cells import is_numeric
from kaderjkn.common.reading.errors import UnreadableFile
from kaderjkn.common.reading.tables import Limits, open_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def row(*cells):
    return f'<row r="1">{"".join(cells)}</row>'


@pytest.mark.parametrize(
    ("cell", "text", "numeric"),
    [
        ('<c r="A1"><v>1500000</v></c>', "1500000", True),
        ('<c r="A1"><v>1500000.0</v></c>', "1500000", True),
        ('<c r="A1" t="n"><v>1.5E7</v></c>', "15000000", True),
        ('<c r="A1"><v>1.944358911E9</v></c>', "1944358911", True),
        ('<c r="A1"><v>2.4999999999999999E-2</v></c>', "0.025", True),
        ('<c r="A1"><v>0.30000000000000004</v></c>', "0.3", True),
        ('<c r="A1"><v>-2500</v></c>', "-2500", True),
        ('<c r="A1"><v>-0.0</v></c>', "0", True),
        ('<c r="A1"><v>3172061001800001</v></c>', "3172061001800001", True),
        ('<c r="A1"><v>1E+300</v></c>', "1E+300", True),
        ('<c r="A1"><v>NaN</v></c>', "NaN", False),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", False),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE", False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", False),
        ('<c r="A1" t="str"><f>B1&amp;"x"</f><v>Siti</v></c>', "Siti", False),
        ('<c r="A1"><f>B1*3</f><v>4500</v></c>', "4500", True),
        ('<c r="A1"><f>B1*3</f></c>', "=B1*3", False),
        ('<c r="A1"><f>B1*3</f><v></v></c>', "=B1*3", False),
        ('<c r="A1" t="d"><v>2026-08-17T00:00:00</v></c>', "2026-08-17T00:00:00", False),
        ('<c r="A1" t="inlineStr"><is><t> Siti </t></is></c>', " Siti ", False),
        ('<c r="A1" t="inlineStr"><is><r><t>Si</t></r><r><t>ti</t></r></is></c>', "Siti", False),
        ('<c r="A1" t="inlineStr"><is><t>Siti</t><rPh><t>x</t></rPh></is></c>', "Siti", False),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\rb_x0041_", False),
        ("<c><v>7</v></c>", "7", True),
    ],
)
def test_cell_becomes_text_and_remembers_whether_it_was_a_number(xlsx, read, cell, text, numeric):
    ((line_number, cells),) = read(xlsx(row(cell)))
    assert (line_number, cells, is_numeric(cells[0])) == (1, [text], numeric)


def test_cells_stand_in_their_columns_and_rows_keep_their_numbers(xlsx, read):
    rows = '<row r="3"><c r="B3"><v>1</v></c><c r="AA3"><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert read(xlsx(rows)) == [(3, ["", "1", *[""] * 24, "2"]), (4, ["3"])]


def test_rows_of_formatting_only_are_left_out(xlsx, read):
    rows = '<row r="1"><c r="A1" s="3"/><c r="XFD1" s="3"/></row><row r="2"><c r="A2"><v>1</v></c></row>'
    assert read(xlsx(rows)) == [(2, ["1"])]


def test_pretty_printed_and_prefixed_xml_is_read(xlsx, read):
    sheet = f"""<x:worksheet xmlns:x="{MAIN}"><x:sheetData>
      <x:row r="1">
        <x:c r="A1" t="inlineStr"> <x:is> <x:t>Siti</x:t> </x:is> </x:c>
        <x:c r="B1"> <x:f>A1</x:f> <x:v>5</x:v> </x:c>
      </x:row></x:sheetData></x:worksheet>"""
    assert read(xlsx(xl__worksheets__sheet1=sheet)) == [(1, ["Siti", "5"])]


def test_shared_strings_join_rich_text_and_leave_out_phonetic_hints(xlsx, read):
    strings = f"""<sst xmlns="{MAIN}"><si><t>Siti</t></si><si><t/></si>
      <si><r><t>Ibu </t></r><r><t xml:space="preserve">Ani</t></r><rPh><t>x</t></rPh></si></sst>"""
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (2, 0, 1, 0))
    assert read(xlsx(row(cells), xl__sharedStrings=strings)) == [(1, ["Ibu Ani", "Siti", "", "Siti"])]


def test_table_starts_at_the_top_each_time(book):
    with open_table(book({"Data": [["noka"], ["1"]]})) as table:
        assert next(iter(table)) == (1, ["noka"])
        assert list(table) == list(table) == [(1, ["noka"]), (2, ["1"])]


def test_xlsx_is_known_by_its_content_not_by_its_name(book, read):
    path = book({"Data": [["noka"]]})
    assert read(path.rename(path.with_suffix(".csv"))) == [(1, ["noka"])]


def test_first_visible_sheet_is_taken(book):
    sheets = {"*Referensi": [["x"]], "Daftar": [["noka"]], "Lain": [["y"]]}
    with open_table(book(sheets)) as table:
        assert (table.sheet, table.sheet_names) == ("Daftar", ("Referensi", "Daftar", "Lain"))
        assert (table.is_xlsx, list(table)) == (True, [(1, ["noka"])])


def test_sheet_is_chosen_by_name_in_any_case(book, read):
    assert read(book({"Daftar": [["x"]], "Lain": [["y"]]}), sheet=" lain") == [(1, ["y"])]


def test_unknown_sheet_is_refused_with_the_names_there_are(book, read):
    with pytest.raises(UnreadableFile) as caught:
        read(book({"Daftar": [["x"]], "Lain": [["y"]]}), sheet="Agustus")
    assert str(caught.value) == "Lembar Agustus tidak ada; pilih salah satu dari: Daftar, Lain."


def test_dates_are_serial_numbers_since_1900_also_in_a_workbook_of_1904(xlsx, read):
    workbook = f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="1"/>
      <sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>"""
    styles = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>
      <numFmt numFmtId="171" formatCode="&quot;hari&quot; 0"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>
      </styleSheet>"""
    cells = "".join(f'<c s="{style}"><v>44789.5</v></c>' for style in range(4))
    path = xlsx(row(cells), xl__workbook=workbook, xl__styles=styles)
    assert read(path) == [(1, ["44789.5", "46251.5", "46251.5", "44789.5"])]


def test_empty_sheet_has_no_rows(xlsx, read):
    assert read(xlsx()) == []


def test_limit_of_rows_is_kept(book, read):
    with pytest.raises(UnreadableFile) as caught:
        read(book({"Data": [["a"], ["b"], ["c"]]}), limits=Limits(max_rows=2))
    assert str(caught.value) == "Lembar ini berisi lebih dari 2 baris; bagi menjadi beberapa berkas."


def test_row_numbers_that_do_not_ascend_are_refused(xlsx, read):
    """Rejected rows are found again by their number, so that each must stand once and in its place."""
    message = "Nomor baris dalam lembar ini tidak berurutan; buka di Excel, simpan ulang, lalu kirim lagi."
    for numbers in ((1, 1), (2, 1), (1, 3, 2)):
        rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in numbers)
        with pytest.raises(UnreadableFile) as caught:
            read(xlsx(rows))
        assert str(caught.value) == message


def test_row_number_beyond_the_last_row_of_excel_is_damage(xlsx, read):
    with pytest.raises(UnreadableFile) as caught:
        read(xlsx('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'))
    assert str(caught.value).startswith("Berkas XLSX ini rusak")


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ("", set()),
        ('<col min="1" max="2" width="9"/>', set()),
        ('<col min="2" max="2" hidden="0"/><col min="3" max="4" hidden="1"/>', {2, 3}),
        ('<col min="2" max="2" hidden="true"/><col min="9" max="16384" hidden="1"/>', {1, 8, 9}),
        ('<col min="0" max="999999999999" hidden="1"/>', set(range(10))),
    ],
)
def test_hidden_columns_are_told_and_read_all_the_same(xlsx, columns, hidden):
    path = xlsx(row("<c><v>1</v></c><c><v>2</v></c>"), before=f"<cols>{columns}</cols>")
    with open_table(path, limits=Limits(max_columns=10)) as table:
        assert table.hidden_columns == hidden
        assert list(table) == [(1, ["1", "2"])]
        assert table.hidden_columns == hidden


def test_hidden_columns_of_an_empty_sheet_are_told(xlsx):
    with open_table(xlsx(before='<cols><col min="1" max="1" hidden="1"/></cols>')) as table:
        assert table.hidden_columns == {0}


def test_line_breaks_in_a_cell_stay(xlsx, read):
    cells = '<c t="inlineStr"><is><t>Jl. Melati_x000D_\nRT 1</t></is></c><c t="str"><v>a&#10;b\r\nc</v></c>'
    assert read(xlsx(row(cells))) == [(1, ["Jl. Melati\r\nRT 1", "a\nb\nc"])]
