"""Files as they really come in, each made anew: `FILES` has their names, `build` writes one into a folder."""

import struct
import zipfile
from pathlib import Path

import xlsxwriter

HEADINGS = ["noka", "nama", "jml_tunggakan"]
SITI = ["0001944358911", "Siti Nuraini", "150000"]
BUDI = ["0001944358912", "Budi", "1.500.000,00"]
BUILDERS = {}


def build(name: str, folder: Path) -> Path:
    """Write the file and return its path."""
    path = folder / name
    BUILDERS[name](path)
    return path


def file(name):
    """Register a builder under the name of its file."""
    return lambda builder: BUILDERS.setdefault(name, builder)


# CSV


def lines(*rows, delimiter=";"):
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


@file("titik koma dengan bom.csv")
def semicolons_with_bom(path):
    path.write_text(lines(HEADINGS, SITI, BUDI), encoding="utf-8-sig", newline="")


@file("nama windows-1252.csv")
def windows_1252_names(path):
    path.write_bytes(lines(HEADINGS, ["0001944358911", "José “Pak” Núñez", "150000"]).encode("cp1252"))


@file("notasi ilmiah.csv")
def scientific_notation(path):
    path.write_text(lines(HEADINGS, SITI, ["1,94436E+12", "Budi", "1.5E+06"]), newline="")


@file("pindah baris dalam sel.csv")
def line_breaks_in_cells(path):
    rows = lines(HEADINGS, [SITI[0], '"Siti\r\nNuraini"', "150000"], [BUDI[0], '"Budi\nSantoso"', "1500000"])
    path.write_text(rows, newline="")


@file("laporan bertitel.csv")
def report_with_titles_pages_and_totals(path):
    page = [["DAFTAR TUNGGAKAN", "", ""], ["Cabang Jakarta Barat", "", ""], ["", "", ""], [], HEADINGS, ["1", "2", "3"]]
    first = [*page, SITI, ["JUMLAH", "", "150000"], ["", "", "Halaman 1 dari 2"]]
    second = [*page, BUDI, ["0001944358913", "TOTAL SUDIRMAN", "5000"], ["", "Jumlah seluruhnya", "1.655.000"]]
    path.write_text(lines(*first, [], [], *second), newline="")


@file("kutip terbuka.csv")
def quote_left_open(path):
    path.write_text(lines(HEADINGS, [SITI[0], '"Siti', "150000"], BUDI), newline="")


@file("kosong.csv")
def empty(path):
    path.touch()


@file("judul saja.csv")
def headings_only(path):
    path.write_text(lines(HEADINGS), newline="")


@file("200 kolom.csv")
def two_hundred_columns(path):
    more = [f"kolom {number}" for number in range(197)]
    path.write_text(lines([*HEADINGS, *more], [*SITI, *more]), newline="")


@file("201 kolom.csv")
def one_column_too_many(path):
    more = [f"kolom {number}" for number in range(198)]
    path.write_text(lines([*HEADINGS, *more], [*SITI, *more]), newline="")


@file("daftar lain.csv")
def another_table(path):
    path.write_text(lines(["kode", "harga"], ["1", "5000"]), newline="")


# XLSX


def page_of(path, rows, paint=lambda _book, _page: None):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        paint(book, page)


@file("angka sebagai angka.xlsx")
def numbers_instead_of_text(path):
    page_of(path, [HEADINGS, [1944358911, "Siti", 150000.0], [1.94436e12, "Budi", "Rp 1.500.000"]])


@file("teks sebagai teks.xlsx")
def text_instead_of_numbers(path):
    page_of(path, [HEADINGS, ["'0001944358911", "Siti", "'150000"], ["0001944358912 ", "Budi", "1.500.000"]])


@file("judul digabung.xlsx")
def merged_titles(path):
    def paint(book, page):
        page.merge_range(0, 0, 1, 2, "DAFTAR TUNGGAKAN\nper 1 Agustus 2026", book.add_format({"align": "center"}))
        page.set_column(0, 0, 20, None, {"hidden": True})

    page_of(path, [[], [], [], [], HEADINGS, SITI, [], [], ["", "TOTAL", 150000]], paint)


@file("noka dua kali.xlsx")
def card_twice_once_hidden(path):
    rows = [["noka", *HEADINGS], ["0001944358900", *SITI]]
    page_of(path, rows, lambda _book, page: page.set_column(0, 0, 20, None, {"hidden": True}))


@file("gambar.xlsx")
def picture_instead_of_a_table(path):
    page_of(path, [], lambda _book, page: page.insert_textbox(0, 0, "noka 0001944358911"))


@file("gambar.png")
def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


@file("terpotong.xlsx")
def truncated(path):
    page_of(path, [HEADINGS, *[SITI] * 500])
    path.write_bytes(path.read_bytes()[:-2000])


@file("bom zip.xlsx")
def zip_bomb(path):
    page_of(path, [HEADINGS])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/worksheets/sheet2.xml", b" " * 30_000_000)


# Containers of old Excel: MS-CFB with a header, one table of sectors and one folder


def compound_file(*streams):
    """Write the folder of a compound file; the streams themselves are empty."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE)
    entries = folder_entry("Root Entry", 5, 1) + b"".join(folder_entry(name, 2, 0xFFFFFFFF) for name in streams)
    return header.ljust(512, b"\xff") + table.ljust(512, b"\xff") + entries.ljust(512, b"\0")


def folder_entry(name, kind, child):
    written = name.encode("utf-16-le")
    nowhere = 0xFFFFFFFF
    entry = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, nowhere, nowhere, child)
    return entry + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


@file("berkata sandi.xlsx")
def password_protected(path):
    path.write_bytes(compound_file("EncryptionInfo", "EncryptedPackage"))


@file("excel lama.xls")
def old_excel(path):
    path.write_bytes(compound_file("Workbook"))


@file("halaman web.xls")
def web_page_named_xls(path):
    path.write_text(f"<html><body><table><tr><td>{'</td><td>'.join(HEADINGS)}</td></tr></table></body></html>")
