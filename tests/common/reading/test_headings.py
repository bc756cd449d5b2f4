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


def test_of_a_heading_that_stands_twice_the_only_visible_one_counts():
    row = [*HEADINGS, "PSNOKA", "catatan"]
    headings = find_heading_row(numbered(row), COLUMNS, hidden={0, 2})
    assert headings.positions == {"noka": 4, "nama": 1, "jml_tunggakan": 2, "kelurahan": 3}
    assert (headings.hidden, headings.unknown) == (("jml_tunggakan",), ("catatan",))


@pytest.mark.parametrize("hidden", [(), {0, 4}, {0, 1}])
def test_heading_that_stands_twice_is_refused_unless_one_of_the_places_is_visible(hidden):
    row = [*HEADINGS, "PSNOKA"] + (["noka"] if hidden == {0, 1} else [])
    with pytest.raises(HeadingsNotUnderstood) as caught:
        find_heading_row(numbered(row), COLUMNS, hidden=hidden)
    assert str(caught.value).startswith("Judul noka muncul lebih dari sekali")


def test_line_that_somebody_chose_is_taken_though_another_fits_better():
    rows = [(3, HEADINGS), (7, ["Kartu", "Nama", "Tagihan", "Kelurahan"]), (8, DATA)]
    mapping = {"kartu": "noka", "tagihan": "jml_tunggakan"}
    headings = find_heading_row(rows, COLUMNS, mapping=mapping, at_line=7)
    assert (headings.line_number, list(headings.body(rows))) == (7, [(8, DATA)])


@pytest.mark.parametrize(
    ("at_line", "message"),
    [
        (9, "Baris judul 9 kosong atau bukan salah satu dari 50 baris pertama; pilih baris lain."),
        (61, "Baris judul 61 kosong atau bukan salah satu dari 50 baris pertama; pilih baris lain."),
        (2, "Baris 2 tidak memuat judul kolom yang dikenal; yang diperlukan: noka, nama, jml_tunggakan."),
        (3, "Judul kolom wajib tidak ditemukan: noka, jml_tunggakan, kelurahan atau kode_wilayah"),
    ],
)
def test_chosen_line_that_holds_no_headings_is_refused(at_line, message):
    rows = [*numbered(HEADINGS, ["x"], ["nama"]), *((line, DATA) for line in range(10, 70))]
    with pytest.raises(HeadingsNotUnderstood) as caught:
        find_heading_row(rows, COLUMNS, at_line=at_line)
    assert str(caught.value).startswith(message)


def test_cell_of_a_missing_column_or_of_a_short_row_is_empty():
    headings = find_heading_row(numbered(HEADINGS), COLUMNS)
    cells = [headings.cell(["1", "Siti"], name) for name in ("nama", "kelurahan", "no_kk")]
    assert cells == ["Siti", "", ""]


def test_heading_key_keeps_letters_and_digits_only():
    assert heading_key(" No._KK\u00a0(2) ") == "nokk2"
