"""Bands of months in arrears, as lists, their indexes, and the reports of arrears by age group households."""

from django.db.models import Func, IntegerField

STARTS = (2, 4, 7, 13, 19, 25)
BANDS = {"1": 0, "2-3": 1, "4-6": 2, "7-12": 3, "13-18": 4, "19-24": 5, "25-": 6}
LAST = 32_767


def range_of(band: int) -> tuple[int, int]:
    """First and last number of months of a band."""
    return (0, *STARTS)[band], (*STARTS, LAST + 1)[band] - 1


class Band(Func):
    """The number of the band that so many months lie in, 0 to 6: an index on it also keeps a band's own order."""

    template = "width_bucket((%(expressions)s)::integer, ARRAY[2, 4, 7, 13, 19, 25])"
    output_field = IntegerField()
