"""Files that try to break the reader: each is refused in one sentence, quickly and in little memory."""

import resource
import zipfile
from random import Random

import pytest

from kaderjkn.common.reading.errors import ReadingError, UnreadableFile
from kaderjkn.common.reading.tables import Limits

BROKEN = "Berkas XLSX ini rusak atau terpotong; buka di Excel, simpan ulang, lalu kirim lagi."
BOMB = "Isi berkas ini terlalu besar setelah dibuka; hapus lembar kosong atau bagi berkasnya."
FORBIDDEN = "Berkas XLSX ini memuat XML yang tidak diizinkan; simpan ulang dari Excel sebagai XLSX."
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(read, path, **options):
    with pytest.raises(UnreadableFile) as caught:
        read(path, **options)
    return str(caught.value)


def test_cell_at_the_last_corner_of_the_sheet_is_refused_without_memory(xlsx, read):
    path = xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    message = "Sel XFD1048576 terletak di luar 200 kolom pertama; hapus kolom yang tidak perlu."
    assert refusal(read, path) == message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_zip_bomb_is_refused_by_its_ratio(xlsx, read):
    assert refusal(read, xlsx(xl__media__image1=b"\0" * 30_000_000)) == BOMB


def test_unpacked_size_is_limited(xlsx, read):
    path = xlsx(CELL, xl__media__image1=b"x" * 5_000_000)
    assert refusal(read, path, limits=Limits(max_unpacked_bytes=4_000_000)) == BOMB


def test_number_of_parts_is_limited(xlsx, read):
    path = xlsx(CELL, **{f"xl__part{number}": "x" for number in range(30)})
    assert refusal(read, path, limits=Limits(max_parts=20)) == BOMB


@pytest.mark.parametrize("part", ["xl__worksheets__sheet1", "xl__workbook", "xl__sharedStrings"])
def test_entity_bomb_is_refused(xlsx, read, part):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert refusal(read, xlsx(CELL, **{part: bomb})) == FORBIDDEN


def test_endless_tag_is_refused(xlsx, read):
    random = Random(2026)
    sheet = "<worksheet " + "".join(f'a{random.random()}{number}="x" ' for number in range(200_000))
    assert refusal(read, xlsx(xl__worksheets__sheet1=sheet)) == FORBIDDEN


@pytest.mark.parametrize(
    "cells",
    ["<v>{}</v>", "<is><t>{}</t></is>", "<is>" + "<r><t>{}</t></r>" * 3 + "</is>", "<f>{}</f>"],
)
def test_endless_cell_is_refused(xlsx, read, cells):
    cell = cells.replace("{}", "abcdefghij" * 50_000)
    message = "Ada sel yang berisi lebih dari 200000 huruf; pendekkan lalu kirim ulang."
    assert refusal(read, xlsx(f'<row r="1"><c r="A1" t="str">{cell}</c></row>')) == message


def test_long_cell_is_refused_by_its_length_though_its_row_ends_soon(xlsx, read):
    path = xlsx(f'<row r="1"><c r="A1" t="str"><v>{"abcdefghij" * 15_000}</v></c></row>')
    message = "Ada sel yang berisi lebih dari 100000 huruf; pendekkan lalu kirim ulang."
    assert refusal(read, path, limits=Limits(max_cell_characters=100_000)) == message


def test_endless_shared_string_is_refused(xlsx, read):
    strings = f"<sst><si>{'<r><t>abcdefghij</t></r>' * 50_000}</si></sst>"
    message = "Ada sel yang berisi lebih dari 200000 huruf; pendekkan lalu kirim ulang."
    assert refusal(read, xlsx(CELL, xl__sharedStrings=strings)) == message


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></row>',  # not well formed
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',  # no such shared string
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="é1"><v>1</v></c></row>',
    ],
)
def test_damaged_sheet_is_refused(xlsx, read, rows):
    strings = "<sst><si><t>Siti</t></si></sst>"
    assert refusal(read, xlsx(rows, xl__sharedStrings=strings)) == BROKEN


def test_truncated_file_is_refused_wherever_it_ends(book, read):
    content = (path := book({"Data": [["noka", "nama"], ["1", "Siti"]]})).read_bytes()
    for size in range(4, len(content), 97):
        path.write_bytes(content[:size])
        assert refusal(read, path) == BROKEN


def test_flipped_bytes_end_in_rows_or_in_a_reading_error(book, read):
    content = (path := book({"Data": [["noka", "nama"]] * 50})).read_bytes()
    random, messages = Random(2026), []
    for _repeat in range(300):
        damaged = bytearray(content)
        for _flip in range(3):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        path.write_bytes(damaged)
        try:
            read(path)
        except ReadingError as error:
            messages.append(str(error))
    assert messages
    assert all(message.endswith(".") for message in messages)


def test_packing_that_we_do_not_know_is_refused(xlsx, read):
    path = xlsx(CELL, compression=zipfile.ZIP_BZIP2)
    assert refusal(read, path) == "Pemampatan berkas ini tidak dikenal; simpan ulang dari Excel sebagai XLSX."


def test_encrypted_parts_are_refused(xlsx, read):
    path = xlsx(CELL)
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(content)
    message = "Berkas ini dilindungi kata sandi; hapus kata sandinya, lalu simpan ulang."
    assert refusal(read, path) == message


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("content", "Berkas ini berformat OpenDocument; buka lalu simpan sebagai XLSX atau CSV."),
        ("word__document", "Berkas ini berformat Word; buka lalu simpan sebagai XLSX atau CSV."),
    ],
)
def test_other_documents_in_a_zip_are_named(xlsx, read, part, message):
    assert refusal(read, xlsx(**{part: "<x/>"})) == message


def test_zip_without_a_workbook_is_refused(tmp_path, read):
    path = tmp_path / "foto.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("foto.jpg", b"x")
    assert refusal(read, path) == "Berkas ZIP ini bukan lembar kerja; kirim berkas XLSX atau CSV di dalamnya."


def test_workbook_with_hidden_sheets_only_is_refused(xlsx, read):
    workbook = '<workbook xmlns:r="x"><sheets><sheet name="a" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    message = "Berkas ini tidak berisi lembar yang terlihat; tampilkan lembar datanya."
    assert refusal(read, xlsx(CELL, xl__workbook=workbook)) == message
