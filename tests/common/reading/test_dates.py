"""Days, months and times out of cells."""

# ruff: noqa: DTZ001 -- naive times are the subject

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaderjkn.common.reading import values
from kaderjkn.common.reading.cells import NumericText
from kaderjkn.common.reading.values import ValueProblem, local_datetime, month, time_of_day

AUGUST_17 = date(2026, 8, 17)
WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("", None),
        ("2026-08-17", AUGUST_17),
        (" '2026-08-17 ", AUGUST_17),
        ("17/08/2026", AUGUST_17),
        ("17-08-2026", AUGUST_17),
        ("2026-08-17T00:00:00", AUGUST_17),
        ("2026-08-17 00:00", AUGUST_17),
        ("17/08/2026 0:00:00", AUGUST_17),
        ("5/1/2026", date(2026, 1, 5)),
        ("08/07/2026", date(2026, 7, 8)),
        (NumericText("46251"), AUGUST_17),
        (NumericText("39891"), date(2009, 3, 19)),
        (NumericText("1"), date(1900, 1, 1)),
        (NumericText("59"), date(1900, 2, 28)),
        (NumericText("61"), date(1900, 3, 1)),
        (NumericText("73415"), date(2100, 12, 31)),
    ],
)
def test_day_is_read(cell, day):
    assert values.date(cell) == day


UNKNOWN = "Tanggal “%s” tidak dikenali; tulis seperti 2026-08-17 atau 17/08/2026."
NOT_IN_CALENDAR = "Tanggal “%s” tidak ada di kalender; urutannya hari, bulan, tahun."
NOT_OF_EXCEL = "Angka “%s” bukan tanggal Excel; tulis seperti 2026-08-17."


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("08/17/2026", NOT_IN_CALENDAR),
        ("2026-02-29", NOT_IN_CALENDAR),
        ("17/08-2026", UNKNOWN),
        ("17/08/26", UNKNOWN),
        ("17 Agustus 2026", UNKNOWN),
        ("46251", UNKNOWN),
        ("2026-08-17 10:30", UNKNOWN),
        ("2026-08-17T00:00:00+07:00", UNKNOWN),
        ("٢٠٢٦-٠٨-١٧", UNKNOWN),
        ("17/08/1899", "Tahun pada “%s” harus antara 1900 dan 2100."),
        ("2101-01-01", "Tahun pada “%s” harus antara 1900 dan 2100."),
        (NumericText("46251.5"), "Tanggal “%s” memuat jam; tulis tanggalnya saja."),
        (NumericText("0"), NOT_OF_EXCEL),
        (NumericText("60"), NOT_OF_EXCEL),
        (NumericText("73416"), NOT_OF_EXCEL),
        (NumericText("-1"), NOT_OF_EXCEL),
        (NumericText("1E+300"), NOT_OF_EXCEL),
        (NumericText("20260817"), NOT_OF_EXCEL),
    ],
)
def test_day_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        values.date(cell)
    assert str(caught.value) == message % cell


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_same_day(day):
    serial = NumericText((day - date(1899, 12, 30)).days)
    ways = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.isoformat()} 00:00:00", serial]
    assert {values.date(way) for way in ways} == {day}
    assert month(serial) == month(f"{day:%Y-%m}") == month(f"{day:%m/%Y}") == day.replace(day=1)


@pytest.mark.parametrize(
    ("cell", "first_day"),
    [
        ("", None),
        ("2026-08", date(2026, 8, 1)),
        ("2026-8", date(2026, 8, 1)),
        ("08/2026", date(2026, 8, 1)),
        ("8-2026", date(2026, 8, 1)),
        ("17/08/2026", date(2026, 8, 1)),
        ("2026-08-17T00:00:00", date(2026, 8, 1)),
        (NumericText("46251"), date(2026, 8, 1)),
    ],
)
def test_month_is_its_first_day(cell, first_day):
    assert month(cell) == first_day


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("Agustus 2026", "Bulan “Agustus 2026” tidak dikenali; tulis seperti 2026-08."),
        ("202608", "Bulan “202608” tidak dikenali; tulis seperti 2026-08."),
        (NumericText("202608"), "Bulan “202608” tidak dikenali; tulis seperti 2026-08."),
        ("2026-13", "Tanggal “2026-13” tidak ada di kalender; urutannya hari, bulan, tahun."),
    ],
)
def test_month_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        month(cell)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("", None),
        ("2026-08-17T08:30", datetime(2026, 8, 17, 8, 30)),
        ("2026-08-17 08:30", datetime(2026, 8, 17, 8, 30)),
        ("17/08/2026 08:30:15", datetime(2026, 8, 17, 8, 30, 15)),
        ("17-08-2026 8.30", datetime(2026, 8, 17, 8, 30)),
        ("2026-08-17", datetime(2026, 8, 17)),
        ("2026-08-17T08:30:15.25", datetime(2026, 8, 17, 8, 30, 15, 250_000)),
        ("2026-08-17T08:30:00+07:00", datetime(2026, 8, 17, 8, 30, tzinfo=WIB)),
        ("2026-08-17T08:30:00+0700", datetime(2026, 8, 17, 8, 30, tzinfo=WIB)),
        ("17/08/2026 08.30 wib", datetime(2026, 8, 17, 8, 30, tzinfo=WIB)),
        ("2026-08-17T01:30:00Z", datetime(2026, 8, 17, 1, 30, tzinfo=UTC)),
        (NumericText("46251.3541666667"), datetime(2026, 8, 17, 8, 30)),
        (NumericText("46251.9999999999"), datetime(2026, 8, 18)),
        (NumericText("46251"), datetime(2026, 8, 17)),
    ],
)
def test_point_in_time_is_aware_only_if_the_cell_names_a_zone(cell, moment):
    found = local_datetime(cell)
    assert (found, getattr(found, "tzinfo", None)) == (moment, getattr(moment, "tzinfo", None))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("besok 08:30", "Tanggal “besok” tidak dikenali; tulis seperti 2026-08-17 atau 17/08/2026."),
        ("2026-08-17 24:00", "Jam pada “2026-08-17 24:00” tidak ada; tulis antara 00:00 dan 23:59."),
        (
            "2026-08-17 08:30 +99:00",
            "Zona waktu pada “2026-08-17 08:30 +99:00” tidak dikenali; tulis seperti +07:00.",
        ),
    ],
)
def test_point_in_time_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        local_datetime(cell)
    assert str(caught.value) == message


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 12, 30)))
def test_serial_number_with_a_fraction_gives_the_second(moment):
    moment = moment.replace(microsecond=0)
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert local_datetime(NumericText(f"{serial:.15g}")) == moment


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("", None),
        ("20:00", time(20)),
        ("7.05", time(7, 5)),
        ("23:59:59", time(23, 59, 59)),
        (NumericText("0.8333333333"), time(20)),
        (NumericText("0"), time(0)),
    ],
)
def test_time_of_day_is_read(cell, clock):
    assert time_of_day(cell) == clock


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("25:00", "Jam pada “25:00” tidak ada; tulis antara 00:00 dan 23:59."),
        ("malam", "Jam “malam” tidak dikenali; tulis seperti 20:00."),
        (NumericText("20"), "Angka “20” bukan jam Excel; tulis seperti 20:00."),
        (NumericText("0.9999999"), "Angka “0.9999999” bukan jam Excel; tulis seperti 20:00."),
    ],
)
def test_time_of_day_that_is_not_understood_is_refused(cell, message):
    with pytest.raises(ValueProblem) as caught:
        time_of_day(cell)
    assert str(caught.value) == message


def test_text_and_number_of_the_same_digits_are_never_mixed_up():
    assert values.date(NumericText("46252")) == date(2026, 8, 18)
    with pytest.raises(ValueProblem):
        values.date("46252")
