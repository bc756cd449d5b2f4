"""Rows of a page that are no data: totals, page numbers, headings and titles again. People are never among them."""

import pytest

from kaderjkn.common.reading import values
from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.reading.headings import find_heading_row

COLUMNS = (
    Column("no_kk", values.family_card, identifier=True),
    Column("noka", values.card, required=True, identifier=True),
    Column("nama", values.text(100), required=True),
    Column("jml_tunggakan", values.amount, required=True),
)
HEADINGS = ["no", "noka", "nama", "jml tunggakan", "no kk"]
SITI = ["1", "0001944358911", "Siti", "150000", ""]


def is_skippable(row, headings=HEADINGS, columns=COLUMNS):
    return find_heading_row([(1, headings)], columns).is_skippable(row)


@pytest.mark.parametrize(
    "row",
    [
        [],
        ["", "  ", ""],
        ["JUMLAH", "", "", "150000"],
        ["", "", "TOTAL", "150000"],
        ["", "", "", "150000", "Total"],
        ["", "", "", "150000", "", "", "Jumlah seluruhnya :"],
        ["Jumlah Keseluruhan", "", "", "Rp 187.500.000"],
        ["Grand Total :", "", "", "150000"],
        ["sub-total Kapuk", "", "", "150000"],
        ["", "Sub Total Kapuk", "", "150000"],
        ["Jumlah halaman ini", "", "", "150000"],
        ["TOTAL", "1.250", "", "187500000"],
        ["TOTAL", NumericText("1250"), "", NumericText("187500000"), NumericText("400")],
        ["TOTAL PESERTA", "1250 orang", "", "187500000"],
        ["12", "", "TOTAL", "150000"],
    ],
)
def test_total_row_is_no_data_wherever_its_label_stands(row):
    assert is_skippable(row) is True


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "", "Halaman 2"],
        ["HALAMAN : 2 dari 14"],
        ["Hal. 2/14", "", "", "Dicetak 1 Agustus 2026"],
        ["", "", "Page 3 of 14"],
    ],
)
def test_page_number_is_no_data(row):
    assert is_skippable(row) is True


@pytest.mark.parametrize(
    "row",
    [
        SITI,
        ["2", "0001944358911", "TOTAL SUDIRMAN", "150000"],
        ["TOTAL", "0001944358911", "Sudirman", "150000"],
        ["", NumericText("1944358911"), "Total", "150000"],
        ["", "", "Total", "150000", "3172061001800001"],
        ["", "0001944358911", "Jumlah Halaman", "150000"],
        ["", "1.94436E+09", "Total Suryani", "150000"],
        ["", "12345", "Total Suryani", "150000"],
        ["2", "", "Totalitas", "150000"],
        ["2", "", "Halaman", "150000"],
        ["2", "", "Siti", "150000", "", "TOTAL"],
        ["Jakarta, 1 Agustus 2026"],
    ],
)
def test_row_that_may_be_a_person_is_data(row):
    """At worst it is rejected with a reason, which somebody reads; what is skipped nobody hears of."""
    assert is_skippable(row) is False


@pytest.mark.parametrize(
    ("row", "skippable"),
    [
        (HEADINGS, True),
        (["NO.", "NoKa", "Nama ", "Jml_Tunggakan", "NO KK", "x"], True),
        (["no", "noka", "Siti", "jml tunggakan"], False),
        (["1", "2", "3", "4", "5"], True),
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["1", "2", "4"], False),
        (["1", "2"], False),
    ],
)
def test_headings_again_and_numbers_of_columns_are_no_data(row, skippable):
    assert is_skippable(row) is skippable


def test_titles_that_every_page_repeats_are_no_data():
    titles = [["DAFTAR TUNGGAKAN"], ["", "Cabang Jakarta Barat"]]
    pages = [*titles, HEADINGS, SITI, *titles, HEADINGS, SITI, ["Cabang Jakarta Utara"]]
    rows = list(enumerate(pages, 1))
    body = find_heading_row(rows, COLUMNS).body(rows)
    assert list(body) == [(4, SITI), (8, SITI), (9, ["Cabang Jakarta Utara"])]


@pytest.mark.parametrize("word", ["sub", "grand", "halaman", "halaman 1", "1"])
def test_endless_cell_does_not_take_endless_time(word):
    assert is_skippable(["", word + " " * 200_000 + "x"]) is False


PAYMENTS = (
    Column("sumber", values.text(40), required=True),
    Column("tgl_bayar", values.date, required=True),
    Column("jumlah", values.signed_amount, required=True),
    Column("bulan", values.whole_number(maximum=24), required=True),
)


@pytest.mark.parametrize(
    ("row", "skippable"),
    [
        (["JUMLAH", "", "1.500.000", "12"], True),
        (["", "Total", "1.500.000", "12"], True),
        (["Total Mandiri", "", "1.500.000", "12"], True),
        (["TOTAL", "17/08/2026", "1.500.000", "12"], False),
        (["Total Mandiri", "17/08/2026", "1.500.000", "12"], False),
        (["", "", "1.500.000", "12"], False),
    ],
)
def test_without_identifiers_required_columns_that_hold_no_sums_tell_a_total(row, skippable):
    assert is_skippable(row, ["sumber", "tgl bayar", "jumlah", "bulan"], PAYMENTS) is skippable


def test_name_that_begins_like_a_total_is_data_where_only_the_name_identifies():
    schemes = (Column("nama", values.text(50), required=True, identifier=True), Column("mulai", values.date))
    rows = [["Total Peduli", "01/08/2026"], ["Total", "", "5"], ["Jumlah", "01/08/2026"]]
    assert [is_skippable(row, ["nama", "mulai"], schemes) for row in rows] == [False, True, True]
