"""Money, counts and shares out of cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.values import ValueProblem, Warned, amount, share, signed_amount, whole_number


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [
        ("", None),
        ("   ", None),
        ("'", None),
        ("0", 0),
        ("1500000", 1500000),
        ("'1500000", 1500000),
        ("1.500.000", 1500000),
        ("1.500.000,00", 1500000),
        ("1.500.000,0", 1500000),
        ("1500000,00", 1500000),
        ("1500000.00", 1500000),
        ("Rp 1.500.000", 1500000),
        ("Rp1.500.000,-", 1500000),
        ("Rp. 1.500.000,--", 1500000),
        ("rp.1.500.000,00", 1500000),
        ("IDR 1500000", 1500000),
        ("Rp\u00a01.500.000", 1500000),
        ("1 500 000", 1500000),
        ("1,500,000.00", 1500000),
        ("1,500,000", 1500000),
        ("150,000.00", 150000),
        ("150.000", 150000),
        (NumericText("1500000"), 1500000),
        (NumericText("0"), 0),
        (NumericText("1E+12"), 10**12),
    ],
)
def test_amount_is_whole_rupiah(cell, rupiah):
    assert amount(cell) == rupiah


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("150,000", "Jumlah “150,000” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("1.500,50", "Jumlah “1.500,50” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("0.5", "Jumlah “0.5” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("1.50.000", "Jumlah “1.50.000” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("seribu", "Jumlah “seribu” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("50%", "Jumlah “50%” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("Rp", "Jumlah “Rp” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("-", "Jumlah “-” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("=B1*3", "Jumlah “=B1*3” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("١٥٠", "Jumlah “١٥٠” tidak dikenali; tulis rupiah bulat seperti 1.500.000."),
        ("1.5E+06", "Jumlah “1.5E+06” telah disingkat oleh Excel; tulis angkanya secara utuh."),
        ("-1.500", "Jumlah “-1.500” tidak boleh kurang dari nol."),
        ("(1.500)", "Jumlah “(1.500)” tidak boleh kurang dari nol."),
        (NumericText("-5"), "Jumlah “-5” tidak boleh kurang dari nol."),
        (NumericText("0.5"), "Jumlah “0.5” memuat pecahan rupiah; tulis rupiah bulat."),
        (NumericText("1E+300"), "Jumlah “1E+300” terlalu besar; periksa kembali."),
        ("1" + "0" * 15, "Jumlah “1000000000000000” terlalu besar; periksa kembali."),
    ],
)
def test_amount_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        amount(cell)
    assert str(caught.value) == message


def test_endless_digits_are_too_large_and_shown_short():
    with pytest.raises(ValueProblem) as caught:
        amount("9" * 10_000)
    assert str(caught.value) == f"Jumlah “{'9' * 59}…” terlalu besar; periksa kembali."


@pytest.mark.parametrize(
    "cell",
    ["-1.500", "(1.500)", "Rp -1.500", "-Rp 1.500,00", "\u22121500", "(Rp 1.500)", NumericText("-1500")],
)
def test_signed_amount_may_be_negative(cell):
    assert signed_amount(cell) == -1500


@given(st.integers(0, 10**15 - 1))
def test_every_way_of_writing_an_amount_gives_the_same_rupiah(rupiah):
    english = f"{rupiah:,}"
    indonesian = english.replace(",", ".")
    ways = [str(rupiah), indonesian, f"Rp {indonesian},00", f"{english}.00", NumericText(rupiah)]
    assert {amount(way) for way in ways} == {rupiah}
    assert signed_amount(f"-{indonesian}") == -rupiah


@pytest.mark.parametrize(
    ("cell", "number"), [("", None), ("7", 7), (" 07 ", 7), ("3.0", 3), (NumericText("24"), 24), ("0", 0)]
)
def test_whole_number_is_read(cell, number):
    assert whole_number(maximum=24)(cell) == number


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("25", "“25” harus antara 0 dan 24."),
        ("-1", "“-1” harus antara 0 dan 24."),
        ("2,5", "“2,5” bukan bilangan bulat."),
        ("lima%", "“lima%” bukan bilangan bulat."),
        (NumericText("2.5"), "“2.5” bukan bilangan bulat."),
    ],
)
def test_whole_number_out_of_bounds_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        whole_number(maximum=24)(cell)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("", None),
        ("50", Decimal(50)),
        ("50%", Decimal(50)),
        ("12,5 %", Decimal("12.5")),
        ("0.5", Decimal("0.5")),
        ("100", Decimal(100)),
        (NumericText("50"), Decimal(50)),
        (NumericText("0"), Decimal(0)),
        (NumericText("1"), Warned(Decimal(1), "Dibaca sebagai 1 persen, bukan 100 persen.")),
    ],
)
def test_share_is_per_cent(cell, percent):
    assert share(cell) == percent


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (NumericText("0.5"), "“0.5” mungkin sel berformat persen; tulis 50 untuk 50 persen."),
        ("101", "Persentase “101” harus antara 0 dan 100."),
        ("-5", "Persentase “-5” tidak dikenali; tulis seperti 50 atau 12,5."),
        ("separuh", "Persentase “separuh” tidak dikenali; tulis seperti 50 atau 12,5."),
    ],
)
def test_share_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        share(cell)
    assert str(caught.value) == message
