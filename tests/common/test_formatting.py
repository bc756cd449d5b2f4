"""Exact expectations for how figures, dates and personal data are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from kaderjkn.common import formatting


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "Rp 0"),
        (999, "Rp 999"),
        (1_950_000, "Rp 1.950.000"),
        (-2_500, "-Rp 2.500"),
        (25_770_000_000, "Rp 25.770.000.000"),
        (9_223_372_036_854_775_807, "Rp 9.223.372.036.854.775.807"),
        (Decimal(42_000), "Rp 42.000"),
        (Fraction(5, 2), "Rp 3"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_rupiah(amount, expected):
    assert formatting.rupiah(amount) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, "0"), (1_234_567, "1.234.567"), (-1_000, "-1.000"), (None, "–")])
def test_number(value, expected):
    assert formatting.number(value) == expected


@pytest.mark.parametrize("value", [0.1, 1e6, True, "12"])
@pytest.mark.parametrize("function", [formatting.rupiah, formatting.number, formatting.percent])
def test_inexact_figures_are_refused(function, value):
    with pytest.raises(TypeError, match="must be exact"):
        function(value)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (Fraction(123, 1000), "12,3 %"),
        (Fraction(1, 1), "100,0 %"),
        ((0, 7), "0,0 %"),
        ((1, 3), "33,3 %"),
        ((2, 3), "66,7 %"),
        ((1_235, 10_000), "12,4 %"),
        ((12_345, 1_000), "1.234,5 %"),
        ((12_349, 100_000), "12,3 %"),
        ((-1_235, 10_000), "-12,4 %"),
        ((-1, 10_000), "0,0 %"),
        (Decimal("0.5"), "50,0 %"),
        ((5, 0), "–"),
        ((None, 5), "–"),
        (None, "–"),
    ],
)
def test_percent_rounds_half_up_to_one_decimal(ratio, expected):
    assert formatting.percent(ratio) == expected


def test_basis_points():
    assert formatting.basis_points(2_500) == "25,0 %"
    assert formatting.basis_points(None) == "–"


def test_dates():
    day = date(2026, 8, 17)
    assert formatting.long_date(day) == "17 Agustus 2026"
    assert formatting.short_date(day) == "17 Agu 2026"
    assert formatting.weekday_date(day) == "Senin, 17 Agustus 2026"
    assert formatting.month_name(day) == "Agustus 2026"


@pytest.mark.parametrize(
    "function",
    [
        formatting.long_date,
        formatting.short_date,
        formatting.weekday_date,
        formatting.month_name,
        formatting.local_time,
        formatting.clock_time,
    ],
)
def test_missing_days_are_a_dash(function):
    assert function(None) == "–"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Jakarta", "17 Agustus 2026 23.05 WIB"),
        ("Asia/Makassar", "18 Agustus 2026 00.05 WITA"),
        ("Asia/Jayapura", "18 Agustus 2026 01.05 WIT"),
    ],
)
def test_local_time_follows_the_zone_of_the_branch(zone, expected):
    assert formatting.local_time(datetime(2026, 8, 17, 16, 5, tzinfo=UTC), zone) == expected


def test_clock_time():
    assert formatting.clock_time(datetime(2026, 8, 17, 7, 5, tzinfo=UTC), "Asia/Jakarta") == "14.05 WIB"


def test_english_follows_the_active_language():
    with translation.override("en"):
        assert formatting.rupiah(1_950_000) == "Rp 1,950,000"
        assert formatting.number(1_234_567) == "1,234,567"
        assert formatting.percent((12_345, 1_000)) == "1,234.5%"
        assert formatting.long_date(date(2026, 8, 17)) == "17 August 2026"
        assert formatting.weekday_date(date(2026, 8, 17)) == "Monday, 17 August 2026"
        assert formatting.month_name(date(2026, 8, 1)) == "August 2026"
        moment = datetime(2026, 8, 17, 7, 5, tzinfo=UTC)
        assert formatting.local_time(moment, "Asia/Jakarta") == "17 August 2026 14:05 WIB"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0001944358911", "*********8911"), ("8911", "****"), ("12", "**"), ("", "–"), (None, "–")],
)
def test_mask_tail(value, expected):
    assert formatting.mask_tail(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Siti Aminah", "S*** A*****"),
        ("  Budi   Santoso ", "B*** S******"),
        ("M. A. Yusuf", "M* A* Y****"),
        ("", "–"),
        (None, "–"),
    ],
)
def test_mask_name(value, expected):
    assert formatting.mask_name(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("+6281234567890", "+62*******7890"),
        ("0812-3456-7890", "********7890"),
        ("110", "***"),
        ("", "–"),
        (None, "–"),
    ],
)
def test_mask_phone(value, expected):
    assert formatting.mask_phone(value) == expected


def test_group_digits():
    assert formatting.group_digits("8888801944358911") == "8888 8019 4435 8911"
    assert formatting.group_digits("") == "–"
