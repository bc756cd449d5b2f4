"""The heading row: found below titles, in any order and spelling, and refused when it is not understood."""

import pytest

from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column, heading_key
from kaderjkn.common.reading.errors import HeadingsNotUnderstood
from kaderjkn.common.reading.headings import find_heading_row

COLUMNS = (
    Column("no_kk", values.family_card, identifier=True),
    Column("noka", values.card, required=True, aliases=("NOKAPST", "No. Kartu", "PSNOKA"), identifier=True),
    Column("nama", values.text(100), required=True, aliases=("NMPST",)),
    Column("jml_tunggakan", values.amount, required=True),
    Column("kelurahan", values.text(100), one_of="place"),
    Column("kode_wilayah", values.kemendagri_code, one_of="place"),
)
HEADINGS = ["noka", "nama", "jml_tunggakan", "kelurahan"]
DATA = ["0001944358911", "Siti", "150000", "Kapuk"]


def numbered(*rows):
    return list(enumerate(rows, 1))


def refusal(*rows, columns=COLUMNS):
    with pytest.raises(HeadingsNotUnderstood) as caught:
        find_heading_row(numbered(*rows), columns)
    return str(caught.value)


def test_headings_are_found_below_title_rows():
    titles = (["DAFTAR TUNGGAKAN"], ["", "Nama Cabang", "Jakarta Barat"], ["NAMA", "BULAN"])
    headings = find_heading_row(numbered(*titles, HEADINGS, DATA), COLUMNS)
    assert headings.line_number == 4
    assert headings.positions == {"noka": 0, "nama": 1, "jml_tunggakan": 2, "kelurahan": 3}


def test_headings_in_any_order_case_and_punctuation_are_understood():
    row = [" Kode Wilayah", "JML-TUNGGAKAN", "NmPst", "no kartu ", "NO._KK"]
    headings = find_heading_row(numbered(row), COLUMNS)
    assert headings.positions == {"kode_wilayah": 0, "jml_tunggakan": 1, "nama": 2, "noka": 3, "no_kk": 4}


def test_unknown_columns_are_listed_as_they_are_written():
    headings = find_heading_row(numbered([*HEADINGS, "", " Catatan Petugas "]), COLUMNS)
    assert headings.unknown == ("Catatan Petugas",)


def test_mapping_of_a_branch_goes_before_the_aliases():
    row = ["Kartu", "nama", "Total Tagihan", "kelurahan", "NOKAPST"]
    mapping = {"kartu": "noka", "TOTAL TAGIHAN": "jml_tunggakan", "nokapst": "no_kk", "x": "no_such_column"}
    headings = find_heading_row(numbered(row), COLUMNS, mapping=mapping)
    expected = {"noka": 0, "nama": 1, "jml_tunggakan": 2, "kelurahan": 3, "no_kk": 4}
    assert headings.positions == expected


def test_missing_required_headings_are_named():
    expected = (
        "Judul kolom wajib tidak ditemukan: jml_tunggakan, kelurahan atau kode_wilayah; "
        "tambahkan kolomnya atau perbaiki judulnya."
    )
    assert refusal(["noka", "nama"]) == expected


def test_heading_that_stands_twice_is_refused_with_its_places():
    expected = "Judul noka muncul lebih dari sekali (kolom A, E); hapus atau ganti salah satunya."
    assert refusal([*HEADINGS, "PSNOKA"]) == expected


@pytest.mark.parametrize("rows", [(), (["a", "b"], ["1", "2"]), (*[["x"]] * 50, HEADINGS)])
def test_file_without_headings_in_the_first_50_rows_is_refused(rows):
    expected = "Baris judul tidak ditemukan dalam 50 baris pertama; yang diperlukan: noka, nama, jml_tunggakan."
    assert refusal(*rows) == expected


@pytest.mark.parametrize(
    ("row", "skippable"),
    [
        ([], True),
        (["", "  ", ""], True),
        (["JUMLAH", "", "150000"], True),
        (["", "", "Total", "150000"], True),
        (["Grand Total :", "", "150000"], True),
        (["sub-total Kapuk", "", "150000"], True),
        (["", "TOTAL", "150000"], True),
        (["0001944358911", "Total Suryani", "150000"], False),
        (["TOTALITAS", "", ""], False),
        (HEADINGS, True),
        (["NOKA", "Nama", "Jml Tunggakan", "KELURAHAN", "x"], True),
        (["1", "2", "3", "4"], True),
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["1", "2", "4"], False),
        (["1", "2"], False),
        (["noka", "Siti"], False),
        (DATA, False),
    ],
)
def test_rows_that_are_no_data_are_known(row, skippable):
    assert find_heading_row(numbered(HEADINGS), COLUMNS).is_skippable(row) is skippable


def test_row_with_the_word_total_in_front_and_a_card_number_is_data():
    headings = find_heading_row(numbered(["nama", "noka", "jml_tunggakan", "kelurahan"]), COLUMNS)
    assert headings.is_skippable(["Total Suryani", "0001944358911", "1"]) is False
    assert headings.is_skippable(["Total", "", "150000"]) is True


def test_without_identifiers_the_required_columns_tell_a_total_row():
    columns = (Column("nama", values.text(50), required=True), Column("mulai", values.date, required=True))
    headings = find_heading_row(numbered(["nama", "mulai", "tarif"]), columns)
    assert headings.is_skippable(["Total", "", "5"]) is True
    assert headings.is_skippable(["Total", "2026-08-01", "5"]) is False


def test_body_yields_the_data_below_the_headings_with_line_numbers():
    rows = numbered(["Judul"], HEADINGS, DATA, [], HEADINGS, DATA, ["TOTAL", "", "300000"])
    assert list(find_heading_row(rows, COLUMNS).body(rows)) == [(3, DATA), (6, DATA)]


def test_cell_of_a_missing_column_or_of_a_short_row_is_empty():
    headings = find_heading_row(numbered(HEADINGS), COLUMNS)
    cells = [headings.cell(["1", "Siti"], name) for name in ("nama", "kelurahan", "no_kk")]
    assert cells == ["Siti", "", ""]


def test_heading_key_keeps_letters_and_digits_only():
    assert heading_key(" No._KK\u00a0(2) ") == "nokk2"
