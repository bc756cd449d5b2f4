"""A list as a file, made in the background: the filter, the order and the columns of the page it was asked on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..access import log_access
from ..encrypted_files import chunks_of, delete_file, write_file
from ..errors import Refused
from ..formatting import number
from ..jobs import job_kind, start_job
from ..models import JobRun, ListExport, User
from ..progress import Progress
from ..writing import write_csv, write_xlsx
from .asking import Asked
from .declaring import Listing, listing_named
from .keyset import beyond

KIND = "export_list"
CHUNK = 2000
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def ask_for_export(*, listing: Listing, query, file_format: str, by: User) -> tuple[ListExport, JobRun]:
    """Note in the access log who takes which list, and start the job that makes the file."""
    if file_format not in dict(ListExport.FORMATS):
        raise Refused(_("Format ini tidak dikenal."))
    asked = Asked(listing, query, by.branch)
    if not asked.filter.is_valid():
        raise Refused(_("Saringan ini tidak dapat dibaca; perbaiki dahulu."))
    reason = _("Ekspor daftar %(list)s (%(format)s)") % {"list": listing.title, "format": file_format}
    log_access(by=by, branch=by.branch, act="export", subject_kind="report", reason=reason)
    export = ListExport.objects.create(
        branch=by.branch,
        user=by,
        list=listing.name,
        query=asked.pinned(),
        format=file_format,
        expires_on=by.branch.today() + KEPT_FOR,
    )
    return export, start_job(kind=KIND, branch=by.branch, subject=export.pk, by=by)


def make_export(job: JobRun, progress: Progress) -> dict:
    """Write the file anew, however often the job is run."""
    export = ListExport.objects.select_related("branch", "user").get(pk=job.subject)
    listing = listing_named(export.list)
    if listing is None or not export.user.is_active or not export.user.has_perm(listing.permission):
        raise Refused(_("Daftar ini tidak lagi boleh diekspor oleh peminta."))
    asked = Asked(listing, QueryDict(export.query), export.branch)
    counted = Counted(file_rows(asked), progress)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "daftar"
        with path.open("wb") as stream:
            write(export, asked, counted, stream)
        name = write_file(f"exports/{uuid4().hex}", chunks_of(path))
    before = export.stored_file
    export.stored_file, export.rows = name, counted.count
    export.save(update_fields=["stored_file", "rows"])
    delete_file(before)
    return {"rows": counted.count}


def write(export: ListExport, asked: Asked, rows: Iterator[list], stream) -> None:
    headings = [column.file_heading for column in asked.columns]
    if export.format == "csv":
        write_csv(stream, headings, rows, bom=True)
    else:
        texts = [column.file_heading for column in asked.columns if column.kind == "code"]
        write_xlsx(stream, headings, rows, sheet=asked.listing.name, text_columns=texts)


class Counted:
    """Rows on their way into the file, counted and reported."""

    def __init__(self, rows: Iterator[list], progress: Progress):
        self.rows, self.progress, self.count = rows, progress, 0

    def __iter__(self):
        for row in self.rows:
            self.count += 1
            if self.count % CHUNK == 0:
                self.progress.report(_("Menulis berkas"), self.count)
            yield row


def file_rows(asked: Asked) -> Iterator[list]:
    """All rows in the order of the page, as the page shows them: what is masked there is masked here."""
    for rows in chunks(asked):
        for row in asked.listing.present_whole(rows, asked.branch):
            yield [file_value(row.get(column.key)) for column in asked.columns]


def chunks(asked: Asked) -> Iterator[list]:
    """Rows in order, some at a time: each chunk begins where the last one ended."""
    order, rest = asked.order, asked.rows
    while found := list(order.apply(rest)[:CHUNK]):
        yield found
        rest = asked.rows.filter(beyond(order, order.edge_of(found[-1])))


def file_value(value: object) -> object:
    """A state is a word and a colour on the page; a file has the word."""
    return str(value[0]) if isinstance(value, tuple) else value


def delete_expired_exports() -> int:
    """Delete files after their last day, with the search that may name somebody; return of how many."""
    over = ListExport.objects.filter(expires_on__lt=timezone.localdate()).exclude(stored_file="", query="")
    exports = list(over)
    for export in exports:
        delete_file(export.stored_file)
        export.stored_file = export.query = ""
        export.save(update_fields=["stored_file", "query"])
    return len(exports)


def describe(job: JobRun) -> str:
    count = job.result.get("rows", 0)
    words = ngettext("%(count)s baris siap diunduh.", "%(count)s baris siap diunduh.", count)
    return words % {"count": number(count)}


def next_url(job: JobRun) -> str:
    export = ListExport.objects.filter(pk=job.subject).first()
    return export.get_absolute_url() if export else ""


def declare() -> None:
    job_kind(
        KIND,
        make_export,
        label=gettext_lazy("Ekspor daftar"),
        describe=describe,
        next_url=next_url,
        permission="common.export_lists",
        can_stop=True,
    )
