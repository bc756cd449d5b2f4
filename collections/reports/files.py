"""A report as a file: CSV, XLSX or JSON, through the one writer that is safe from formulas."""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import month_text
from kaderjkn.common.writing import write_csv, write_json, write_xlsx

from .presenters import file_rows, text_columns
from .registry import Report

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def write_report(report: Report, rows: list[dict], file_format: str, stream, *, bom: bool = False) -> None:
    """Write the rows to a stream; `bom` makes Excel see the encoding of a CSV."""
    body = file_rows(report, rows)
    if file_format == "xlsx":
        write_xlsx(stream, report.headings, body, sheet=report.name, text_columns=text_columns(report))
    elif file_format == "json":
        write_json(stream, report.headings, body)
    else:
        write_csv(stream, report.headings, body, bom=bom)


def file_name(report: Report, branch: Branch, month: date, file_format: str) -> str:
    return f"{report.name}-{branch.code}-{month_text(month)}.{file_format}"
