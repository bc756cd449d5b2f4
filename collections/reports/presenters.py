"""How the rows of a report look: on a screen (masked, with words and a sum), and in a file (raw, plain)."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from arrears.enums import CaseStatus
from cadres.models import Cadre
from kaderjkn.common.formatting import mask_tail, month_name
from kaderjkn.common.models import Branch
from kaderjkn.common.months import month_text, parse_month

from ..reviews.enums import ReviewState
from .registry import Column, Report

SCREEN_KINDS = {
    "cadre": "text",
    "rate": "percent",
    "month": "text",
    "yes_no": "text",
    "masked": "code",
    "status": "text",
}
FOUR_DECIMALS = Decimal("0.0001")
TOTAL = "TOTAL"

# Files


def file_rows(report: Report, rows: list[dict]) -> Iterator[list]:
    """Rows as INTERFACE.md wants them: plain digits, rates with four decimals, months as YYYY-MM."""
    for row in rows:
        yield [file_value(column, row[column.key]) for column in report.columns]


def file_value(column: Column, value):
    if column.kind == "rate" and value is not None:
        return four_decimals(value)
    if column.kind == "month" and isinstance(value, date):
        return month_text(value)
    return value


def four_decimals(value) -> Decimal:
    """Round a rate half up; accepts Decimal and Fraction."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / exact.denominator).quantize(FOUR_DECIMALS, ROUND_HALF_UP)


def text_columns(report: Report) -> list[str]:
    """Columns that stay text in a workbook: identifiers, codes."""
    return [column.key for column in report.columns if column.kind in {"code", "cadre", "masked", "text", "month"}]


# Screens


def screen_columns(report: Report) -> list[dict]:
    return [
        {"key": column.key, "label": column.label, "kind": SCREEN_KINDS.get(column.kind, column.kind)}
        for column in report.columns
    ]


def screen_rows(report: Report, rows: list[dict], branch: Branch) -> list[dict]:
    """Rows for `data_table`: cadres with their names, statuses as words, identifiers masked."""
    names = dict(Cadre.objects.filter(branch=branch).values_list("code", "name"))
    return [{column.key: screen_value(column, row[column.key], names) for column in report.columns} for row in rows]


def screen_value(column: Column, value, names: dict):
    if value is None or value == "":
        return value
    if column.kind == "cadre":
        return f"{value} {names.get(value, '')}".strip()
    return SCREEN_VALUES[column.kind](value) if column.kind in SCREEN_VALUES else value


def day_of(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def month_words(value: date | str) -> str:
    return month_name(value if isinstance(value, date) else parse_month(value))


def active_word(value: bool | str) -> str:
    return _("Aktif") if value in {True, "Y"} else _("Belum aktif")


def status_word(value: str) -> str:
    """A case status or the state of a review, as the screen says it."""
    for words in (CaseStatus, ReviewState):
        if value in words.values:
            return words(value).label
    return value


SCREEN_VALUES = {
    "masked": mask_tail,
    "month": month_words,
    "date": day_of,
    "yes_no": active_word,
    "status": status_word,
}


def split_total(report: Report, rows: list[dict]) -> tuple[list[dict], dict | None]:
    """Rows without their sum, and the sum: the report's own last row, or what can be added up.

    One row needs no sum: None.
    """
    if report.total_key:
        own = [row for row in rows if row[report.total_key] == TOTAL]
        return [row for row in rows if row[report.total_key] != TOTAL], total_row(report, own[0]) if own else None
    return rows, summed(report, rows) if len(rows) > 1 else None


def summed(report: Report, rows: list[dict]) -> dict | None:
    keys = [column.key for column in report.columns if column.is_summed]
    if not keys:
        return None
    sums = {key: sum(row[key] or 0 for row in rows) for key in keys}
    if report.rate_of:
        part, whole = report.rate_of
        sums["rate"] = Fraction(sums[part], sums[whole]) if sums[whole] else None
    return total_row(report, sums)


def total_row(report: Report, sums: dict) -> dict:
    """A row of sums that says so in its first column; other cells stay empty, not a dash."""
    shown = {column.key for column in report.columns if column.is_summed} | {"rate"}
    cells = {column.key: sums.get(column.key, "") if column.key in shown else "" for column in report.columns}
    return cells | {report.columns[0].key: _("Jumlah")}


# The terminal


def text_table(report: Report, rows: list[dict]) -> str:
    """Rows in aligned columns, figures to the right."""
    cells = [[as_text(value) for value in row] for row in file_rows(report, rows)]
    widths = [max(map(len, column)) for column in zip(report.headings, *cells, strict=True)]
    figures = [column.kind in {"number", "amount", "rate", "rate_bp"} for column in report.columns]
    lines = [report.headings, ["-" * width for width in widths], *cells]
    return "\n".join(aligned(line, widths, figures) for line in lines)


def as_text(value) -> str:
    if value is None:
        return ""
    return ("Y" if value else "T") if isinstance(value, bool) else str(value)


def aligned(line: list[str], widths: list[int], figures: list[bool]) -> str:
    cells = zip(line, widths, figures, strict=True)
    return "  ".join(text.rjust(width) if is_figure else text.ljust(width) for text, width, is_figure in cells).rstrip()
