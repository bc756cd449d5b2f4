"""A month in an address: `2026-11`."""

from datetime import date

from django.urls import register_converter

from kaderjkn.common.months import month_text


class MonthConverter:
    regex = r"20\d{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date(int(value[:4]), int(value[5:]), 1)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else month_text(value)


register_converter(MonthConverter, "month")
