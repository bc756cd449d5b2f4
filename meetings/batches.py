"""The files of a batch of letters: made by a job, kept encrypted, deleted after their last day."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from kaderjkn.common.encrypted_files import delete_file, keep_file
from kaderjkn.common.formatting import number
from kaderjkn.common.models import AccessLog, User

from .enums import LetterLayout
from .errors import NothingToPrint
from .letter_files import labels_pdf, letters_pdf, nothing, paper_data
from .letters import letters_for, printable
from .models import LetterBatch

FOLDER = "amplop"


def fill_batch(batch: LetterBatch, report: Callable = nothing) -> dict:
    """Make the files; made again they replace the former ones. Return how many letters, and which were left out.

    Left out, and no longer of the batch: households on hold, and envelopes that are not at the branch any more.
    """
    ready = list(printable(batch.envelopes.all(), batch.branch))
    left_out = sorted(set(batch.envelopes.values_list("number", flat=True)) - {row.number for row in ready})
    if not ready:
        raise NothingToPrint(_("Semua amplop berkas ini sudah keluar dari kantor, atau keluarganya ditahan."))
    contents = made_files(batch, ready, report)
    report(_("Menyimpan berkas"), 0, None)
    names = {field: content and keep_file(FOLDER, content) for field, content in contents.items()}
    try:
        with transaction.atomic():
            replace_files(batch, **names)
            batch.envelopes.set(ready)
    except BaseException:
        for name in names.values():
            delete_file(name)
        raise
    return {"letters": len(ready), "left_out": left_out}


def made_files(batch: LetterBatch, ready: list, report: Callable) -> dict[str, bytes | str]:
    """The PDFs by field of the batch; no labels where the layout has none."""
    facts = {"branch": batch.branch, "layout": batch.layout, "today": batch.branch.today()}
    data = paper_data(letters_for(ready), report=report, **facts)
    count = number(len(ready))
    report(_("Menyusun PDF %(count)s surat") % {"count": count}, 0, None)
    letters = letters_pdf(data)
    if batch.layout != LetterLayout.LABELS:
        return {"letters_file": letters, "labels_file": ""}
    report(_("Menyusun PDF %(count)s label") % {"count": count}, 0, None)
    return {"letters_file": letters, "labels_file": labels_pdf(data)}


def replace_files(batch: LetterBatch, **files: str) -> None:
    """Remember the new names; the former files go once that is certain."""
    stored = LetterBatch.objects.select_for_update().get(pk=batch.pk)
    former = [stored.letters_file, stored.labels_file]
    for name, value in files.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(files))
    transaction.on_commit(lambda: [delete_file(name) for name in former])


def log_print(batch: LetterBatch, by: User) -> None:
    """One line for each household (UU PDP): who took whose letter or label."""
    facts = {"branch": batch.branch, "by": by, "act": "print", "subject_kind": "household"}
    AccessLog.objects.bulk_create(
        AccessLog(subject_id=household, reason=_("Surat tagihan %(number)s") % {"number": envelope}, **facts)
        for household, envelope in batch.envelopes.values_list("case__household", "number")
    )


def delete_expired_batches() -> int:
    """Delete files whose last day is over; the letters can be printed again."""
    kept = LetterBatch.objects.exclude(letters_file="").select_related("branch")
    expired = [batch for batch in kept if batch.expires_on < batch.branch.today()]
    for batch in expired:
        with transaction.atomic():
            replace_files(batch, letters_file="", labels_file="")
    return len(expired)
