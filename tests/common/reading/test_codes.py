"""Codes, telephone numbers and free text out of cells."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.values import ValueProblem, Warned, care_class, code_of, phone, text, yes_no


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (["", "  "], None),
        (["Y", "y", "Ya", "YES", "1", "TRUE", NumericText("1")], True),
        (["T", "t", "Tidak", "N", "no", "0", "FALSE", NumericText("0")], False),
    ],
)
def test_yes_and_no_are_understood(cells, answer):
    assert [yes_no(cell) for cell in cells] == [answer] * len(cells)


def test_yes_or_no_that_is_neither_is_refused():
    with pytest.raises(ValueProblem) as caught:
        yes_no("mungkin")
    assert str(caught.value) == "“mungkin” tidak dikenali; isi Y atau T."


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        ("1", 1),
        ("II", 2),
        ("iii", 3),
        ("Kelas 3", 3),
        ("KLS.II", 2),
        (NumericText("3"), 3),
        ("3.0", 3),
    ],
)
def test_class_of_care_is_a_number(cell, number):
    assert care_class(cell) == number


@pytest.mark.parametrize("cell", ["4", "IV", "VIP", "0", "33", NumericText("1.5")])
def test_class_of_care_that_does_not_exist_is_refused(cell):
    with pytest.raises(ValueProblem) as caught:
        care_class(cell)
    assert str(caught.value) == f"Kelas “{cell}” tidak dikenali; isi 1, 2, atau 3."


def test_code_is_found_without_regard_to_case_and_punctuation():
    parse = code_of(["not_home", "met"])
    assert [parse(cell) for cell in ("", "Not Home", "not-home", "MET", "nothome")] == [
        None,
        "not_home",
        "not_home",
        "met",
        "not_home",
    ]


def test_code_accepts_other_spellings_from_a_mapping():
    parse = code_of({"kunjungan": "visit", "telepon": "phone"})
    assert [parse(cell) for cell in ("Kunjungan", "visit", "TELEPON")] == ["visit", "visit", "phone"]


def test_unknown_code_is_refused_with_the_choices():
    with pytest.raises(ValueProblem) as caught:
        code_of(["visit", "phone"])("100%")
    assert str(caught.value) == "“100%” tidak dikenali; pilih salah satu dari: visit, phone."


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        ("081234567890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("'081234567890", "+6281234567890"),
        ("WA: 0812.3456.7890", "+6281234567890"),
        (NumericText("81234567890"), "+6281234567890"),
        ("(021) 555-1234", "+62215551234"),
        ("+60 12-345 6789", "+60123456789"),
    ],
)
def test_telephone_becomes_an_international_number(cell, number):
    assert phone(cell) == number


@pytest.mark.parametrize(
    "cell", ["-", "tidak ada", "0", "12345", "08123", "3172061001800001", "8.12E+10", "100%", "+123"]
)
def test_unusable_telephone_is_a_warning_and_never_an_error(cell):
    assert phone(cell) == Warned(None, f"Nomor telepon “{cell}” tidak dapat dipakai.")


def test_first_usable_of_several_telephones_is_taken_with_a_warning():
    warning = "Dari beberapa nomor telepon diambil +6281234567890."
    assert phone("- / 081234567890 / 08129999999") == Warned("+6281234567890", warning)


@given(st.text())
def test_no_telephone_is_ever_an_error(cell):
    phone(cell)


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("", None),
        (" \n ", None),
        ("Siti", "Siti"),
        ("  Siti \t Nur\n\naini ", "Siti Nur aini"),
        ("Siti\x01Nur", "Siti Nur"),
        ("Siti\u00a0Nur\u200b", "Siti Nur"),
        ("Jose\u0301", "José"),
        ("'-", "-"),
        ("'=1+1", "=1+1"),
        ("'Aisyah", "'Aisyah"),
        (NumericText("007"), "007"),
    ],
)
def test_text_is_one_clean_line(cell, line):
    found = text(20)(cell)
    assert found == line
    assert type(found) in (str, type(None))


def test_text_that_is_too_long_or_too_short_is_refused():
    with pytest.raises(ValueProblem) as caught:
        text(5)("Nuraini")
    assert str(caught.value) == "“Nuraini” terlalu panjang; paling banyak 5 huruf."
    with pytest.raises(ValueProblem) as caught:
        text(5, min_length=2)("N")
    assert str(caught.value) == "“N” terlalu pendek; paling sedikit 2 huruf."


@given(st.text())
def test_clean_text_stays_as_it_is(cell):
    line = text(10_000)(cell)
    if line is not None and not line.startswith("'"):
        assert text(10_000)(line) == line == unicodedata.normalize("NFC", line).strip()
