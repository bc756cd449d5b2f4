"""A large workbook as Excel saves it: texts as shared strings, numbers as numbers. Streamed in bounded memory.

Written by hand, since XlsxWriter shares strings only while it holds the whole sheet. Every text of the vocabulary
columns is shared; of the others only what repeats from row to row, which is all that repeats in such a list.
"""

from itertools import starmap
from pathlib import Path
from string import ascii_uppercase
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
APPLICATION = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{APPLICATION}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{APPLICATION}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{APPLICATION}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{APPLICATION}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BUFFER = 512  # rows or strings that are written at once


class Workbook:
    """`with Workbook(path, headings, vocabulary) as book: book.write_row(cells)`."""

    def __init__(self, path: Path, headings: list[str], vocabulary: set[int]):
        self._archive = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1)  # Excel compresses lightly, too
        self._headings, self._width = headings, len(headings)
        self._letters = ascii_uppercase[: self._width]
        self._strings = SharedStrings(vocabulary)
        self._rows: list[str] = []
        self._count = 0

    def __enter__(self):
        for name, text in PARTS.items():
            self._archive.writestr(name, HEAD + text)
        self._sheet = self._open(SHEET)
        self._sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>'.encode())
        self.write_row(self._headings)
        return self

    def __exit__(self, *exc_info):
        self._flush()
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        with self._open(STRINGS) as part:
            self._strings.copy_into(part)
        self._archive.close()

    def write_row(self, cells: list[str | int]) -> None:
        self._count += 1
        self._rows.append(
            f'<row r="{self._count}" spans="1:{self._width}">{"".join(starmap(self._cell, enumerate(cells)))}</row>'
        )
        if len(self._rows) >= BUFFER:
            self._flush()

    def _cell(self, column: int, value: str | int) -> str:
        place = f"{self._letters[column]}{self._count}"
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{self._strings.index(column, value)}</v></c>' if value else ""

    def _flush(self) -> None:
        self._sheet.write("".join(self._rows).encode())
        self._rows.clear()

    def _open(self, name: str):
        part = ZipInfo(name)
        part.compress_type = ZIP_DEFLATED
        return self._archive.open(part, "w", force_zip64=True)


class SharedStrings:
    """The table of texts, written aside while the sheet is written."""

    def __init__(self, vocabulary: set[int]):
        self._vocabulary = vocabulary
        self._known: dict[str, int] = {}
        self._last: dict[int, tuple[str, int]] = {}
        self._written = TemporaryFile()  # noqa: SIM115 (closed by copy_into)
        self._texts: list[str] = []
        self._used = self._unique = 0

    def index(self, column: int, text: str) -> int:
        """The number of a text, which is added unless it is known."""
        self._used += 1
        if column in self._vocabulary:
            if (known := self._known.get(text)) is None:
                known = self._known[text] = self._add(text)
            return known
        last, number = self._last.get(column, ("", 0))
        if text != last:
            number = self._add(text)
            self._last[column] = text, number
        return number

    def copy_into(self, part: BinaryIO) -> None:
        self._flush()
        self._written.seek(0)
        part.write(f'{HEAD}<sst xmlns="{MAIN}" count="{self._used}" uniqueCount="{self._unique}">'.encode())
        while block := self._written.read(1 << 20):
            part.write(block)
        part.write(b"</sst>")
        self._written.close()

    def _add(self, text: str) -> int:
        self._texts.append(f"<si><t>{escape(text)}</t></si>")
        if len(self._texts) >= BUFFER:
            self._flush()
        self._unique += 1
        return self._unique - 1

    def _flush(self) -> None:
        self._written.write("".join(self._texts).encode())
        self._texts.clear()
