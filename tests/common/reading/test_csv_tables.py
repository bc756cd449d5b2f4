"""CSV files as branches send them: encodings, delimiters, line numbers, damage."""

from random import Random

import pytest

from kaderjkn.common.reading.errors import ReadingError, UnreadableFile
from kaderjkn.common.reading.tables import Limits, open_table

PEOPLE = "noka;nama\n0001944358911;Siti Nuraini\n0001944358912;José – “Pak” Budi\n"
EXPECTED = [
    (1, ["noka", "nama"]),
    (2, ["0001944358911", "Siti Nuraini"]),
    (3, ["0001944358912", "José – “Pak” Budi"]),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_of_excel_gives_the_same_rows(csv_file, read, encoding):
    assert read(csv_file(PEOPLE, encoding)) == EXPECTED


def test_utf_16_big_endian_with_tabs_is_read(csv_file, read):
    text = "\ufeff" + PEOPLE.replace(";", "\t")
    assert read(csv_file(text, "utf-16-be")) == EXPECTED


def test_windows_1252_far_behind_the_start_is_noticed(csv_file, read):
    text = "noka,nama\n" + "0001944358911,Siti\n" * 200_000 + "0001944358912,José\n"
    assert read(csv_file(text, "cp1252"))[-1] == (200_002, ["0001944358912", "José"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_break_are_found(csv_file, read, delimiter, line_break):
    text = line_break.join(delimiter.join(row) for row in (["a", "b", "c"], ["1", "2", "3"], ["4", "", "6"]))
    assert read(csv_file(text)) == [(1, ["a", "b", "c"]), (2, ["1", "2", "3"]), (3, ["4", "", "6"])]


def test_commas_of_amounts_do_not_hide_the_semicolon(csv_file, read):
    text = "noka;jumlah\n" + "1;1.500.000,00\n" * 30
    assert read(csv_file(text))[1] == (2, ["1", "1.500.000,00"])


def test_commas_of_addresses_do_not_hide_the_semicolon(csv_file, read):
    text = "noka;alamat\n" + "1;Jl. Melati, RT 1, RW 2\n" * 30
    assert read(csv_file(text))[1] == (2, ["1", "Jl. Melati, RT 1, RW 2"])


def test_semicolons_in_quotes_do_not_hide_the_comma(csv_file, read):
    text = "noka,catatan\n" + '1,"a; b; c; d"\n' * 30
    assert read(csv_file(text))[1] == (2, ["1", "a; b; c; d"])


def test_delimiter_is_found_below_title_rows(csv_file, read):
    text = "DAFTAR TUNGGAKAN, CABANG JAKARTA BARAT;;\nPer 1 Agustus 2026;;\n\nnoka;nama;kelas\n1;Siti, Ibu;3\n"
    assert read(csv_file(text))[2:] == [(4, ["noka", "nama", "kelas"]), (5, ["1", "Siti, Ibu", "3"])]


def test_separator_line_of_excel_is_obeyed_and_not_a_row(csv_file, read):
    assert read(csv_file("sep=;\na;b,c\n1;2,3\n")) == [(2, ["a", "b,c"]), (3, ["1", "2,3"])]


def test_file_of_one_column_is_read(csv_file, read):
    assert read(csv_file("noka\n1\n2\n")) == [(1, ["noka"]), (2, ["1"]), (3, ["2"])]


def test_line_number_is_where_the_record_starts_in_the_file(csv_file, read):
    text = 'noka,alamat\n1,"Jl. Melati\nRT 1\r\nRW 2"\n\n2,Jl. Mawar\n'
    assert read(csv_file(text)) == [
        (1, ["noka", "alamat"]),
        (2, ["1", "Jl. Melati\nRT 1\r\nRW 2"]),
        (6, ["2", "Jl. Mawar"]),
    ]


def test_rows_without_text_are_left_out(csv_file, read):
    assert read(csv_file("a,b\n,\n\n1,2\n")) == [(1, ["a", "b"]), (4, ["1", "2"])]


def test_table_starts_at_the_top_each_time(csv_file):
    with open_table(csv_file(PEOPLE)) as table:
        assert next(iter(table)) == EXPECTED[0]
        assert list(table) == EXPECTED
        assert (table.is_xlsx, table.sheet_names, table.sheet) == (False, (), None)


def test_csv_named_xlsx_is_read_by_its_content(csv_file, read):
    path = csv_file(PEOPLE)
    assert read(path.rename(path.with_suffix(".xlsx"))) == EXPECTED


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('a,b\n1,"Siti\n2,Budi\n3,Tono\n', 2),  # swallows the rest of the file
        ('a,b\n0,x\n1,"Siti\n2,"Budi"\n3,Tono\n', 3),  # swallows one row
    ],
)
def test_quote_left_open_is_refused_with_its_line(csv_file, read, content, line):
    with pytest.raises(UnreadableFile) as caught:
        read(csv_file(content))
    expected = f"Tanda kutip pada baris {line} tidak ditutup atau selnya terlalu panjang; perbaiki barisnya."
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Berkas ini kosong; kirim ulang berkas yang berisi data."),
        (b"\xef\xbb\xbf", "Berkas ini kosong; kirim ulang berkas yang berisi data."),
        (b" \n\n", "Berkas ini kosong; kirim ulang berkas yang berisi data."),
        (b"noka,nama\n1,a\x00b\n", "Berkas ini bukan teks CSV; kirim berkas XLSX atau CSV."),
        (bytes(range(1, 256)) * 4, "Berkas ini bukan teks CSV; kirim berkas XLSX atau CSV."),
        (
            b"noka,nama\n1,\x81\n",
            "Huruf dalam berkas ini tidak dapat dibaca; simpan ulang sebagai “CSV UTF-8” dari Excel.",
        ),
        (
            b"\xff\xfea\x00b",
            "Huruf dalam berkas ini tidak dapat dibaca; simpan ulang sebagai “CSV UTF-8” dari Excel.",
        ),
        (b"x" * 3_000_000, "Berkas ini tidak terbagi dalam baris; simpan ulang sebagai CSV dari Excel."),
        (b"%PDF-1.7 ...", "Berkas ini bukan lembar kerja; kirim berkas XLSX atau CSV."),
        (b"<html><table><tr>", "Berkas ini halaman web atau XML; buka di Excel lalu simpan sebagai XLSX."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "Berkas ini berformat Excel lama (.xls); buka di Excel lalu simpan sebagai XLSX.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Berkas ini dilindungi kata sandi; buka di Excel, hapus kata sandinya, lalu simpan ulang.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(csv_file, read, content, message):
    with pytest.raises(UnreadableFile) as caught:
        read(csv_file(content))
    assert str(caught.value) == message


def test_missing_file_is_refused(tmp_path, read):
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "tidak-ada.csv")
    assert str(caught.value) == "Berkas tidak-ada.csv tidak dapat dibuka; periksa nama dan izin bacanya."


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        (
            "a\n1\n2\n",
            Limits(max_rows=2),
            "Berkas ini berisi lebih dari 2 baris; bagi menjadi beberapa berkas.",
        ),
        (
            "a,b\n1,2,3\n",
            Limits(max_columns=2),
            "Baris 2 berisi lebih dari 2 kolom; hapus kolom yang tidak diperlukan.",
        ),
        (
            "a" * 2_000_000,
            Limits(max_bytes=1_048_576),
            "Berkas ini lebih besar dari 1 MB; bagi menjadi beberapa berkas.",
        ),
    ],
)
def test_limits_are_kept(csv_file, read, text, limits, message):
    with pytest.raises(UnreadableFile) as caught:
        read(csv_file(text), limits=limits)
    assert str(caught.value) == message


def test_empty_cells_beyond_the_widest_column_are_cut(csv_file, read):
    assert read(csv_file("a,b,,\n1,2,,\n"), limits=Limits(max_columns=2)) == [
        (1, ["a", "b"]),
        (2, ["1", "2"]),
    ]


def test_random_bytes_end_in_rows_or_in_a_reading_error(csv_file, read):
    random, messages = Random(2026), []
    for size in (1, 5, 50, 500, 5_000):
        for _repeat in range(20):
            try:
                read(csv_file(random.randbytes(size)))
            except ReadingError as error:
                messages.append(str(error))
    assert messages
    assert all(message.endswith(".") for message in messages)
