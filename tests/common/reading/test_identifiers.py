"""Card, KK, NIK, virtual account and area codes: always text, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.values import (
    ValueProblem,
    Warned,
    card,
    family_card,
    kemendagri_code,
    nik,
    virtual_account,
)

SHORTENED = "Nomor kartu “%s” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang."
AS_NUMBER = "%s “%s” tersimpan sebagai angka; simpan kolom sebagai teks dan isi ulang."


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        ("0001944358911", "0001944358911"),
        ("'0001944358911", "0001944358911"),
        (" 0001944358911 ", "0001944358911"),
        ("0001-9443 58911", "0001944358911"),
        ("0001.9443.58911", "0001944358911"),
        ("0001944358911\u200b", "0001944358911"),
        (NumericText("1944358911001"), "1944358911001"),
        (NumericText("0001944358911"), "0001944358911"),
    ],
)
def test_card_number_of_13_digits_is_read(cell, number):
    found = card(cell)
    assert found == number
    assert type(found) in (str, type(None))


@pytest.mark.parametrize(
    ("cell", "padded"),
    [("1944358911", "0001944358911"), ("12", "0000000000012"), ("1000000", "0000001000000")],
)
def test_numeric_card_with_fewer_digits_is_padded_with_a_warning(cell, padded):
    assert card(NumericText(cell)) == Warned(padded, f"Nomor kartu {padded} dilengkapi nol di depan.")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1944358911", "Nomor kartu “1944358911” harus 13 digit, bukan 10."),
        ("00019443589111", "Nomor kartu “00019443589111” harus 13 digit, bukan 14."),
        (NumericText("19443589110011"), "Nomor kartu “19443589110011” harus 13 digit, bukan 14."),
        ("000194435891A", "Nomor kartu “000194435891A” hanya boleh berisi angka."),
        ("-", "Nomor kartu “-” hanya boleh berisi angka."),
        ("٠٠٠١٩٤٤٣٥٨٩١١", "Nomor kartu “٠٠٠١٩٤٤٣٥٨٩١١” hanya boleh berisi angka."),
        ("100%", "Nomor kartu “100%” hanya boleh berisi angka."),
        (NumericText("-1944358911"), "Nomor kartu “-1944358911” hanya boleh berisi angka."),
        (NumericText("1944358911.5"), "Nomor kartu “1944358911.5” hanya boleh berisi angka."),
        ("0000000000000", "Nomor kartu “0000000000000” hanya berisi nol; kosongkan bila tidak ada."),
        (NumericText("0"), "Nomor kartu “0” harus 13 digit, bukan 1."),
        ("1.94E+12", SHORTENED % "1.94E+12"),
        ("1,94435E+12", SHORTENED % "1,94435E+12"),
        ("1e12", SHORTENED % "1e12"),
        (NumericText("1.94E+30"), SHORTENED % "1.94E+30"),
        (NumericText("1940000000000"), SHORTENED % "1940000000000"),
        (NumericText("1940000000"), SHORTENED % "1940000000"),
    ],
)
def test_card_number_is_never_guessed(cell, message):
    with pytest.raises(ValueProblem) as caught:
        card(cell)
    assert str(caught.value) == message


@pytest.mark.parametrize(("parse", "name"), [(nik, "NIK"), (family_card, "Nomor KK")])
def test_resident_numbers_have_16_digits_of_text(parse, name):
    assert parse("") is None
    assert parse("'3172.0610-0180 0001") == "3172061001800001"
    for cell, message in [
        ("317206100180000", f"{name} “317206100180000” harus 16 digit, bukan 15."),
        ("0" * 16, f"{name} “{'0' * 16}” hanya berisi nol; kosongkan bila tidak ada."),
        (
            "3,17206E+15",
            f"{name} “3,17206E+15” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang.",
        ),
        (NumericText("3172061001800001"), AS_NUMBER % (name, "3172061001800001")),
        (NumericText("12"), AS_NUMBER % (name, "12")),
    ]:
        with pytest.raises(ValueProblem) as caught:
            parse(cell)
        assert str(caught.value) == message


@given(st.integers(1, 10**13 - 1))
def test_text_of_13_digits_comes_back_unchanged(number):
    digits = f"{number:013d}"
    assert card(digits) == card(f"'{digits}") == digits


def test_virtual_account_starts_with_a_known_prefix():
    assert virtual_account("8888801944358911") == "8888801944358911"
    assert virtual_account("89888 0194 4358 911") == "8988801944358911"
    with pytest.raises(ValueProblem) as caught:
        virtual_account("1234501944358911")
    assert str(caught.value) == "Nomor VA “1234501944358911” harus diawali 88888 atau 89888."
    with pytest.raises(ValueProblem) as caught:
        virtual_account(NumericText("8888801944358911"))
    assert str(caught.value) == AS_NUMBER % ("Nomor VA", "8888801944358911")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", None),
        ("31.72.06.1001", "31.72.06.1001"),
        ("3172061001", "31.72.06.1001"),
        ("31.72.06", "31.72.06"),
        ("317206", "31.72.06"),
        ("3172", "31.72"),
        ("31", "31"),
        ("'3172061001", "31.72.06.1001"),
        (NumericText("3172061001"), "31.72.06.1001"),
    ],
)
def test_area_code_is_dotted(cell, code):
    assert kemendagri_code(cell) == code


@pytest.mark.parametrize("cell", ["31.7", "31.72.6", "31720610", "3172-06", "Kapuk", NumericText("31.72")])
def test_area_code_that_is_not_understood_is_refused(cell):
    with pytest.raises(ValueProblem) as caught:
        kemendagri_code(cell)
    assert str(caught.value) == f"Kode wilayah “{cell}” tidak dikenali; tulis seperti 31.72.06.1001."
