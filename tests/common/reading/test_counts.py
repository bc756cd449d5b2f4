"""Counts of people, as files and letters write them."""

import pytest

from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.values import ValueProblem, count


@pytest.mark.parametrize(
    ("cell", "value"), [("0", 0), ("5300000", 5_300_000), ("5.300.000", 5_300_000), ("1.250", 1250), ("7.0", 7)]
)
def test_whole_numbers_are_read(cell, value):
    assert count(cell) == value


@pytest.mark.parametrize("cell", ["-1", "1,5", "12 ribu", "1.25", "5.300.0000", "2000000001", NumericText("1.250")])
def test_what_is_no_count_is_refused(cell):
    with pytest.raises(ValueProblem):
        count(cell)
