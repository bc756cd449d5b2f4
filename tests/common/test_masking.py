"""Cells of a file as its pages show them: nothing personal can be read in full, whatever the column is said to be."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.imports.masking import is_data, mask_cell, mask_sentence, mask_text, mask_value
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column

DIGITS = st.text("0123456789", min_size=9, max_size=20)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("SITI AMINAH", "SI** AM****"),
        ("Ng Al", "N* A*"),
        ("0001111111111", "*********1111"),
        ("3172-0000 0000.0011", "************0011"),
        ("+62 812-3456-7890", "+*********7890"),
        ("31720000000000-11", "************0011"),
        ("Jl. Melati No. 5 RT 01/02", "J*. Me**** N*. 5 R* 01/02"),
        ("siti@contoh.id", "si**@co****.i*"),
        ("2026-08-17", "2026-08-17"),
        ("2026-08-17-0000-11", "**********0011"),
        ("252.000", "252.000"),
        ("1.500.000.000", "******0000"),
        ("baris satu\nbaris dua", "ba*** sa** ba*** du*"),
        ("kata " * 20, "ka** ka** ka** ka** ka** ka** ka** ka**…"),
    ],
)
def test_text_is_masked(cell, shown):
    assert mask_text(cell) == shown


@given(DIGITS)
def test_long_number_keeps_four_digits(number):
    assert mask_text(f"no {number}") == f"n* {'*' * (len(number) - 4)}{number[-4:]}"


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=2, max_size=20))
def test_no_word_is_whole(word):
    assert word not in mask_text(f"{word} {word}")


@pytest.mark.parametrize(
    ("cell", "column", "shown"),
    [
        ("0001111111111", "noka", "*********1111"),
        ("SITI AMINAH", "noka", "SI** AM****"),
        ("SITI AMINAH", "nama", "S*** A*****"),
        ("0812 3456 7890", "no_hp", "********7890"),
        ("17/08/1980", "tgl_lahir", "**/**/1980"),
        ("29450", "tgl_lahir", "****"),
        (" ", "nama", "–"),
    ],
)
def test_column_is_masked_more_closely(cell, column, shown):
    assert mask_cell(cell, column) == shown


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        (None, Column("nama", values.text(10)), "–"),
        (True, Column("kepala", values.yes_no), "ya"),
        (False, Column("kepala", values.yes_no), "tidak"),
        (252000, Column("jml_tunggakan", values.amount), "252.000"),
        (1111111111111, Column("jml_tunggakan", values.amount), "*********1111"),
        (date(2026, 8, 1), Column("bulan_terakhir_bayar", values.month), "Agustus 2026"),
        (date(2026, 8, 17), Column("tgl_bayar", values.date), "17 Agu 2026"),
        (date(1980, 8, 17), Column("tgl_lahir", values.date), "**/**/1980"),
        (datetime(2026, 8, 17, 9, 5), Column("waktu", values.local_datetime), "17 Agu 2026 09.05"),  # noqa: DTZ001
        (Decimal("12.5"), Column("porsi", values.share), "12.5"),
        ("SITI AMINAH", Column("kelurahan", values.text(100)), "SI** AM****"),
    ],
)
def test_value_is_written_as_people_read_it(value, column, shown):
    assert mask_value(value, column) == shown


def test_sentence_hides_what_it_quotes():
    message = "NIK “SITI “A” AMINAH” hanya boleh berisi angka."
    assert mask_sentence(message, "nik") == "NIK “SI** “A” AM****” hanya boleh berisi angka."
    padded = "Nomor kartu 0001111111111 dilengkapi nol di depan."
    assert mask_sentence(padded, "noka") == "Nomor kartu *********1111 dilengkapi nol di depan."
    example = "Kode wilayah “x1” tidak dikenali; tulis seperti 31.72.06.1001."
    assert mask_sentence(example, "kode_wilayah").endswith("31.72.06.1001.")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["NO KK", "NAMA", "2026"], False),
        (["Daftar per 2026-11-02 0001111111111"], False),
        (["1", "2", "3"], False),
        (["0001111111111", "SITI", "6"], True),
        (["0905-01", "SITI", "2026-01-01"], True),
        (["NAMA", "30/11/2026"], False),
    ],
)
def test_row_of_data_is_told_from_headings(cells, expected):
    assert is_data(cells) is expected
