"""The registry says what INTERFACE.md says: every report, its columns, its rows."""

from datetime import date

import pytest

from kaderjkn.collections.reports.registry import report_named, report_names
from kaderjkn.common.errors import Refused
from tests.collections import builders

COLUMNS = {
    "arrears-by-kecamatan": "kecamatan_code, kecamatan, households, participants, amount",
    "cases": "household, head_card, kelurahan_code, cadre, months, target, status",
    "collectability": "cadre, cases, target, collected, rate, paying, settled, late_collected",
    "collectability-by-kecamatan": ("kecamatan_code, kecamatan, cases, target, collected, rate, paying, settled"),
    "rewards": "cadre, source, reference, months, scheme, rate_bp, eligible, reward, late_from",
    "reviews": "cadre, opened_period, months, status",
    "attendance": "cadre, meetings, present, made_up, excused, absent, rate",
    "envelopes": "cadre, handed_over, delivered, returned, lost, outstanding",
    "active-cadres": "cadre, active, contact_share, attendance_share, incidents",
    "ranking": "cadre, place, cases, target, collected, rate, index, goal_share, quarter_goal_share, active",
    "unmatched-payments": "source, reference, paid_on, amount, channel, payer",
}


def test_every_report_of_the_interface_has_its_columns_in_order():
    assert {name: ", ".join(report_named(name).headings) for name in report_names()} == COLUMNS


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_have_exactly_the_columns(cadre, name):
    month = date(2026, 3, 1)
    case = builders.make_case(cadre, month=month)
    closing = builders.make_closing(cadre.branch, month)
    builders.make_figure(closing, cadre)
    payment = builders.make_payment(case, date(2026, 3, 5), 1000)
    builders.make_line(builders.make_settlement(closing, payment, case, cadre=cadre))
    builders.make_payment(case, date(2026, 3, 6), 1000, household=None, matched_by="", listed_month=None)
    builders.make_review(cadre, month)
    for row in report_named(name).rows(cadre.branch, month):
        assert list(row) == report_named(name).headings


def test_unknown_report_is_refused_with_the_names():
    with pytest.raises(Refused, match="collectability"):
        report_named("nothing")
