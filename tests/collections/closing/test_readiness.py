"""What is missing before a month can be closed, what forbids closing first; phones that still hold records."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kaderjkn.collections.closing.readiness import missing_for
from kaderjkn.common.devices.phones import note_seen, revoke
from kaderjkn.common.models import Device
from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)


@pytest.fixture
def period(branch):
    return builders.make_period(branch, MONTH)


def test_everything_that_is_missing_is_counted(branch, period, cadre):
    case = builders.make_case(cadre, month=MONTH)
    case.list.households.update(area=None)
    builders.make_payment(case, date(2026, 3, 5), 1000, household=None, matched_by="", listed_month=None)
    builders.make_period(branch, date(2026, 2, 1))
    missing = missing_for(period)
    assert [(item.count, item.is_blocking) for item in missing] == [
        (None, True),
        (None, False),
        (1, False),
        (1, False),
    ]


def test_running_month_cannot_be_closed_yet(branch):
    missing = missing_for(builders.make_period(branch, builders.month_of(branch)))
    assert missing[0].is_blocking
    assert "belum berakhir" in missing[0].text


def test_nothing_is_missing_once_payments_cover_the_month(branch, period):
    builders.cover_payments(branch, date(2026, 3, 30))
    assert len(missing_for(period)) == 1
    builders.cover_payments(branch, date(2026, 3, 31))
    assert missing_for(period) == []


# Phones


def a_phone(cadre, seen: date, unsent=0, hour=10) -> Device:
    """A phone of the cadre that last came at that hour of the day."""
    device = note_seen(user=cadre.user, key=uuid4(), name="Chrome", session_key="", unsent=unsent)
    Device.objects.filter(pk=device.pk).update(seen_at=builders.at(seen, hour))
    return device


def missing_of(period) -> dict:
    """What is missing about phones, by its words."""
    return {item.text: item.count for item in missing_for(period) if item.url_name == "device-list"}


UNSENT, SILENT = "catatan masih tersimpan di ponsel kader", "ponsel belum terhubung sejak bulan ini berakhir"


def test_records_on_phones_are_counted_as_the_phones_have_said(period, cadre, other_branch, staff):
    a_phone(cadre, date(2026, 4, 1), unsent=2)
    a_phone(cadre, date(2026, 4, 1), unsent=3)
    a_phone(factories.CadreFactory(branch=other_branch), date(2026, 4, 1), unsent=50)
    revoke(device=a_phone(cadre, date(2026, 4, 1), unsent=100), by=staff)
    assert missing_of(period) == {UNSENT: 5}


def test_phones_of_the_month_that_were_silent_since_its_end_are_counted(period, cadre):
    a_phone(cadre, date(2026, 2, 28), hour=23)  # not used in the month
    a_phone(cadre, date(2026, 3, 1), hour=0)
    a_phone(cadre, date(2026, 3, 31), hour=23)
    a_phone(cadre, date(2026, 4, 1), hour=0)
    assert missing_of(period) == {SILENT: 2}


def test_running_month_waits_for_no_phone(branch, cadre):
    a_phone(cadre, branch.today())
    a_phone(cadre, branch.today() - timedelta(days=branch.today().day), unsent=1)
    assert missing_of(builders.make_period(branch, builders.month_of(branch))) == {UNSENT: 1}


def test_phones_do_not_forbid_closing(period, cadre):
    a_phone(cadre, MONTH, unsent=1)
    assert [item.is_blocking for item in missing_for(period) if item.url_name == "device-list"] == [False, False]
