"""A phone's clock against the server's: small differences are none, large ones cannot be put right."""

from datetime import UTC, datetime, timedelta

import pytest

from kaderjkn.common.devices.clocks import ClockRefused, put_right, skew_of

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
DAY, HOUR, NONE = timedelta(days=1), timedelta(hours=1), timedelta(0)


@pytest.mark.parametrize(
    ("ahead", "skew"),
    [
        (NONE, NONE),
        (timedelta(minutes=2), NONE),
        (-timedelta(minutes=2), NONE),
        (timedelta(minutes=2, seconds=1), timedelta(minutes=2, seconds=1)),
        (-3 * HOUR, -3 * HOUR),
    ],
)
def test_what_the_way_of_a_message_takes_is_no_skew(ahead, skew):
    assert skew_of(NOW + ahead, NOW) == skew


@pytest.mark.parametrize("skew", [3 * HOUR, -3 * HOUR, 24 * HOUR, -24 * HOUR])
def test_time_is_moved_by_the_skew(skew):
    made = NOW - 5 * HOUR
    assert put_right(made + skew, skew, NOW) == made


@pytest.mark.parametrize("skew", [25 * HOUR, -25 * HOUR, timedelta(hours=24, seconds=1)])
def test_more_than_a_day_is_refused(skew):
    with pytest.raises(ClockRefused, match="Betulkan jam ponsel"):
        put_right(NOW + skew, skew, NOW)


def test_what_is_older_than_anybody_carries_it_about_is_refused():
    assert put_right(NOW - 60 * DAY, NONE, NOW) == NOW - 60 * DAY
    with pytest.raises(ClockRefused, match="60 hari") as refused:
        put_right(NOW - 60 * DAY - timedelta(seconds=1), NONE, NOW)
    assert set(refused.value.fields) == {"made_at"}


def test_nothing_is_made_after_it_arrived():
    assert put_right(NOW + HOUR, NONE, NOW) == NOW
    assert put_right(NOW + 4 * HOUR, 3 * HOUR, NOW) == NOW
