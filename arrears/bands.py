"""Bands of months in arrears, as lists, their indexes, and the reports of arrears by age group households."""

from django.db.models import Func, IntegerField

STARTS = (1, 2, 4, 7, 13, 19, 25)
"""Least months of each band, counted from 1; what is listed without a month in arrears is in band 0."""
BANDS = {"1": 1, "2-3": 2, "4-6": 3, "7-12": 4, "13-18": 5, "19-24": 6, "25-": 7}
LAST = 32_767


def range_of(band: int) -> tuple[int, int]:
    """First and last number of months of a band, 1 to 7."""
    return STARTS[band - 1], (*STARTS, LAST + 1)[band] - 1


class Band(Func):
    """The number of the band that so many months lie in, 0 to 7: an index on it also keeps a band's own order."""

    template = "width_bucket((%(expressions)s)::integer, ARRAY[1, 2, 4, 7, 13, 19, 25])"
    output_field = IntegerField()
