"""The clock of a phone against the server's: how far it is off, and when something was really made.

A contact counts for the day on which it was made (RULES 4). A phone whose clock is wrong would put it on another day,
so its times are moved by the difference that is seen when the record arrives; a difference of more than a day is
no clock that one can put right.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ..errors import Refused

TOLERANCE = timedelta(minutes=2)
"""What the way of a message and an ordinary clock may differ by: not corrected."""
BOUND = timedelta(hours=24)
OLDEST = timedelta(days=60)
"""Nobody carries a record about for longer: a phone that forgot the date while it was off says so (1970, 2019)."""
LARGEST = 2**31 - 1
"""Seconds that the database holds, 68 years: a phone whose clock is further off is answered all the same."""


class ClockRefused(Refused):
    """The phone's clock cannot be put right; the field of the time says so."""

    def __init__(self, why: str):
        super().__init__(why)
        self.fields = {"made_at": why}


def skew_of(sent_at: datetime, received_at: datetime) -> timedelta:
    """By how much the phone's clock is ahead (negative: behind); nothing within the tolerance."""
    skew = sent_at - received_at
    return skew if abs(skew) > TOLERANCE else timedelta(0)


def seconds_of(skew: timedelta) -> int:
    """Whole seconds, as they are written down."""
    return max(-LARGEST, min(LARGEST, round(skew.total_seconds())))


def put_right(clock: datetime, skew: timedelta, received_at: datetime) -> datetime:
    """When something with this time on the phone's clock was made; never later than it arrived."""
    if abs(skew) > BOUND:
        raise ClockRefused(
            _("Jam ponsel berbeda lebih dari 24 jam. Betulkan jam ponsel, buka catatan ini, lalu kirim lagi.")
        )
    made_at = min(clock - skew, received_at)
    if made_at < received_at - OLDEST:
        raise ClockRefused(
            _("Waktu catatan ini lebih dari 60 hari lalu. Buka catatan ini, betulkan waktunya, lalu kirim lagi.")
        )
    return made_at
