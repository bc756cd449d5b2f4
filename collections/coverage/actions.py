"""Taking a coverage file back."""

from django.utils import timezone

from kaderjkn.common.audit import acting
from kaderjkn.common.enums import ImportState
from kaderjkn.common.models import ImportRun, User
from kaderjkn.common.sql_jobs import branch_writer, fetch_all, sql_beside

UNDO = sql_beside(__file__, "undo.sql")


def undo_coverage(*, run: ImportRun, by: User | None) -> dict:
    """Rows get back what the newest other file in force said, or go. What later files replaced stays replaced.

    No closing rests on coverage, so that nothing stands against it.
    """
    with branch_writer(run.branch.code), acting(by, kind="undo coverage"):
        [found] = fetch_all(UNDO, {"run": run.pk, "branch": run.branch_id})
        run.state, run.undone_at, run.undone_by = ImportState.UNDONE, timezone.now(), by
        run.save(update_fields=["state", "undone_at", "undone_by"])
    return {"restored": found["restored"], "removed": found["removed"]}
