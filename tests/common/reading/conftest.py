"""Files to read, made by hand where no library would write them."""

import zipfile

import pytest
import xlsxwriter

from kaderjkn.common.reading.tables import open_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = f"""<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/>
<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"""
WORKBOOK_RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>"""


def sheet_xml(rows, before=""):
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


@pytest.fixture
def xlsx(tmp_path):
    """Write a container: the rows of sheet 1 as XML, and what stands before them; other parts by name."""

    def write(rows="", *, before="", compression=zipfile.ZIP_DEFLATED, **parts):
        path = tmp_path / "daftar.xlsx"
        content = {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
            "xl/worksheets/sheet1.xml": sheet_xml(rows, before),
        } | {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
        with zipfile.ZipFile(path, "w", compression) as container:
            for name, text in content.items():
                container.writestr(name, text)
        return path

    return write


@pytest.fixture
def book(tmp_path):
    """Write a workbook by XlsxWriter: sheet name → rows; `*` before a name hides the sheet."""

    def write(sheets, **options):
        path = tmp_path / "buku.xlsx"
        with xlsxwriter.Workbook(path, options) as workbook:
            for name, rows in sheets.items():
                page = workbook.add_worksheet(name.removeprefix("*"))
                if name.startswith("*"):
                    page.very_hidden()
                else:
                    page.activate()
                for number, row in enumerate(rows):
                    page.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def csv_file(tmp_path):
    """Write a text file in an encoding."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "daftar.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def read():
    """Read all rows of a file."""

    def read_all(path, **options):
        with open_table(path, **options) as table:
            return list(table)

    return read_all
