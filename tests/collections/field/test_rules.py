"""Quiet hours, also over midnight, and the weekly limit."""

from datetime import time

import pytest

from kaderjkn.collections.field.rules import is_between


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("19:59", False), ("20:00", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_run_over_midnight(moment, quiet):
    assert is_between(time.fromisoformat(moment), time(20), time(7)) is quiet


@pytest.mark.parametrize(("moment", "quiet"), [("12:59", False), ("13:00", True), ("14:00", False)])
def test_quiet_hours_within_a_day(moment, quiet):
    assert is_between(time.fromisoformat(moment), time(13), time(14)) is quiet


def test_equal_hours_mean_never():
    assert not is_between(time(20), time(20), time(20))
