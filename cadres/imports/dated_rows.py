"""Rows with a first and a last day: what cadres, territories and their checks share."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

CHECK_DAYS = """
INSERT INTO staged_issue
SELECT line, 'selesai', 'ends_before_start', 'error', 'Hari terakhir lebih awal daripada hari pertama.'
FROM staged WHERE selesai < mulai;
"""


def days(first: date, last: date | None) -> DateRange:
    """The half-open range of days from `first` to `last`, both included; an empty last day leaves it open."""
    return DateRange(first, last and last + timedelta(days=1))


def overlap_message() -> str:
    return _("Masa berlaku ini bertumpang tindih dengan baris lain; akhiri yang lama dulu.")
