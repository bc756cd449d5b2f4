"""A list as a file: CSV or XLSX, safe from formulas, and noted in the access log."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse

from ..access import log_access
from ..imports.presenters import attachment
from ..writing import csv_lines, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")


def export_asked(request) -> bool:
    return request.GET.get("format") in FORMATS


def export_response(
    request,
    *,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence],
    reason: str,
    text_columns: Iterable[str] = (),
):
    """Answer with the file that `?format=` asks for; who took it and why is logged before."""
    log_access(by=request.user, branch=request.user.branch, act="export", subject_kind="report", reason=reason)
    if request.GET["format"] == "csv":
        body = csv_lines(headings, rows, bom=True)
        return StreamingHttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers_of(f"{name}.csv"))
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(file, headings, rows, sheet=name, text_columns=text_columns)
    file.seek(0)
    return FileResponse(file, content_type=XLSX, headers=headers_of(f"{name}.xlsx"))


def headers_of(name: str) -> dict:
    return {"Content-Disposition": attachment(name), "Cache-Control": "no-store"}
