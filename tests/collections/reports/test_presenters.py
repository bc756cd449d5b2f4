"""How values look on screen and in files."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kaderjkn.collections.reports.presenters import file_rows, split_total, text_table
from kaderjkn.collections.reports.registry import report_named

CADRE = {"cases": 2, "target": 300, "collected": 100, "paying": 1, "settled": 0, "late_collected": 0}


def test_rates_have_four_decimals_half_up_or_are_empty():
    rows = [
        {"cadre": "A", "rate": Fraction(1, 3), **CADRE},
        {"cadre": "B", "rate": Decimal("0.00005"), **CADRE},
        {"cadre": "C", "rate": None, **CADRE},
    ]
    rates = [row[4] for row in file_rows(report_named("collectability"), rows)]
    assert [rate and str(rate) for rate in rates] == ["0.3333", "0.0001", None]


@pytest.mark.parametrize("value", [date(2026, 2, 1), "2026-02"])
def test_months_are_written_as_in_files(value):
    row = dict.fromkeys(report_named("rewards").headings) | {"late_from": value}
    assert next(file_rows(report_named("rewards"), [row]))[-1] == "2026-02"


def test_sum_has_the_rate_of_the_sums():
    rows = [{"cadre": name, "rate": None, **CADRE} for name in "AB"]
    _rows, total = split_total(report_named("collectability"), rows)
    assert (total["collected"], total["target"], total["rate"]) == (200, 600, Fraction(1, 3))


def test_one_row_needs_no_sum():
    assert split_total(report_named("collectability"), [{"cadre": "A", "rate": None, **CADRE}])[1] is None


def test_reports_own_total_is_taken():
    amounts = {"households": 1, "participants": 2, "amount": 3}
    rows = [{"kecamatan_code": code, "kecamatan": code, **amounts} for code in ("31.72.01", "TOTAL")]
    body, total = split_total(report_named("arrears-by-kecamatan"), rows)
    assert len(body) == 1
    assert total == {"kecamatan_code": "Jumlah", "kecamatan": "", **amounts}


def test_table_for_the_terminal_puts_figures_to_the_right():
    row = {
        "cadre": "0905-01",
        "active": True,
        "contact_share": Decimal("0.5"),
        "attendance_share": None,
        "incidents": 0,
    }
    lines = text_table(report_named("active-cadres"), [row]).splitlines()
    assert lines[2] == "0905-01  Y              0.5000                            0"
