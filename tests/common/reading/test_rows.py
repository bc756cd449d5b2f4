"""From a file to values: accepted rows, rejected ones with their reasons, warnings."""

from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.reading.headings import find_heading_row
from kaderjkn.common.reading.rows import CellNote, ParsedRow, parse_rows
from kaderjkn.common.reading.tables import open_table

COLUMNS = (
    Column("noka", values.card, required=True, identifier=True),
    Column("nama", values.text(20), required=True),
    Column("jml_tunggakan", values.amount, required=True, may_be_blank=True),
    Column("no_hp", values.phone),
    Column("catatan", values.text(20)),
)


def parsed(path):
    with open_table(path) as table:
        return list(parse_rows(table, find_heading_row(table, COLUMNS)))


def test_good_row_has_its_values_and_no_notes(csv_file):
    path = csv_file("nama;noka;jml_tunggakan;no_hp\nSiti;'0001944358911;Rp 1.500.000;0812-3456-7890\n")
    expected = {"noka": "0001944358911", "nama": "Siti", "jml_tunggakan": 1500000, "no_hp": "+6281234567890"}
    cells = ["Siti", "'0001944358911", "Rp 1.500.000", "0812-3456-7890"]
    assert parsed(path) == [ParsedRow(2, expected, [], [], cells)]


def test_every_problem_of_a_row_is_told_with_its_column(csv_file):
    (row,) = parsed(csv_file("noka,nama,jml_tunggakan\n1.94E+12,,seribu\n"))
    shortened = "Nomor kartu “1.94E+12” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang."
    assert row.problems == [
        CellNote("noka", shortened, "1.94E+12"),
        CellNote("nama", "Kolom ini wajib diisi.", ""),
        CellNote("jml_tunggakan", "Jumlah “seribu” tidak dikenali; tulis rupiah bulat seperti 1.500.000.", "seribu"),
    ]


def test_required_column_may_be_blank_where_it_says_so(csv_file):
    (row,) = parsed(csv_file("noka,nama,jml_tunggakan\n0001944358911,Siti\n"))
    assert (row.values["jml_tunggakan"], row.problems) == (None, [])


def test_warnings_do_not_reject_the_row(book):
    rows = [["noka", "nama", "jml_tunggakan", "no_hp"], [1944358911, "Siti", 150000.0, "12"]]
    (row,) = parsed(book({"Data": rows}))
    assert row.values == {"noka": "0001944358911", "nama": "Siti", "jml_tunggakan": 150000, "no_hp": None}
    assert (row.problems, row.warnings) == (
        [],
        [
            CellNote("noka", "Nomor kartu 0001944358911 dilengkapi nol di depan.", "1944358911"),
            CellNote("no_hp", "Nomor telepon “12” tidak dapat dipakai.", "12"),
        ],
    )


def test_totals_and_repeated_headings_are_no_rows(csv_file):
    text = "Daftar\n\nnoka,nama,jml_tunggakan\n1,Siti,5\nnoka,nama,jml_tunggakan\nTOTAL,,5\n"
    assert [row.line_number for row in parsed(csv_file(text))] == [4]
