"""The second half: what was checked is written in one transaction, under the lock of its branch."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit import acting, pin_context
from ..encrypted_files import plain_copy
from ..enums import ImportState
from ..errors import OutOfDate
from ..faults import fault_point
from ..models import ImportRun
from ..sql_jobs import only_worker, only_writer
from . import checking
from .intake import Intake
from .schemas import drop_schema, in_schema


def apply(intake: Intake) -> None:
    """Write the staged rows; a second call finds the run applied and leaves it alone.

    Raise Refused where the kind does or where no row is left, OutOfDate where the preview that somebody agreed to no
    longer holds; nothing is changed then.
    """
    run = intake.run
    lock = only_worker(f"import:{run.pk}")
    with lock, only_writer(intake.lock), in_schema(run), acting(intake.by, kind=f"import {run.kind}"):
        if ImportRun.objects.select_for_update().get(pk=run.pk).state != ImportState.CHECKED:
            run.refresh_from_db()
            return
        rejected = run.rows_rejected
        _remember_check(intake)
        checking.begin(intake)
        if intake.unchanged:
            _end(intake, ImportState.DISCARDED)
            return
        intake.report(_("Menulis"))
        _write(intake)
        fault_point("written")
        checking.conclude(intake)
        if run.rows_rejected != rejected:
            _keep_rejected(intake)
        _end(intake, ImportState.APPLIED)
        fault_point("committing")
    fault_point("applied")


def _remember_check(intake: Intake) -> None:
    """What the check knew of the file, which an apply in another process has not read."""
    run = intake.run
    intake.rows_read = run.rows_read
    intake.notices = run.summary.get("notices", [])
    intake.present_columns = {name for name in run.mapping.values() if name}


def _write(intake: Intake) -> None:
    """As it was previewed; where the branch has moved on, somebody who has seen the preview is asked again."""
    kind, run = intake.kind, intake.run
    if not kind.preview:
        checking.write(intake)
        return
    if kind.basis and kind.basis(intake) != run.basis:
        if intake.is_previewed:
            raise OutOfDate(
                _("Sejak pemeriksaan, daftar lain sudah diterapkan atau dibatalkan. Periksa ulang berkas ini.")
            )
        checking.apply_rules(intake)
        kind.preview(intake)
    pin_context()
    intake.preview = run.summary.get("preview", {})
    intake.counts = kind.apply(intake)


def _keep_rejected(intake: Intake) -> None:
    run = intake.run
    if intake.path:
        checking.rewrite_rejected(intake, intake.path)
    elif run.stored_file:
        with plain_copy(run.stored_file) as path:
            checking.rewrite_rejected(intake, path)


def _end(intake: Intake, state: ImportState) -> None:
    run = intake.run
    run.state, run.message, run.staged_rows = state, intake.unchanged, None
    run.data_date = intake.data_date
    run.applied_at = timezone.now() if state == ImportState.APPLIED else None
    run.save()
    if run.mends and run.mends.state == ImportState.CHECKED:
        _supersede(run.mends, run)
    drop_schema(run)


def _supersede(origin: ImportRun, run: ImportRun) -> None:
    """The check that was mended before it was applied has gone into this one; its file stays until its last day."""
    origin.state, origin.staged_rows = ImportState.DISCARDED, None
    origin.message = _("Diteruskan oleh perbaikannya, impor %(number)s.") % {"number": run.pk}
    origin.save(update_fields=["state", "staged_rows", "message"])
    drop_schema(origin)
