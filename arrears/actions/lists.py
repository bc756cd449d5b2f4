"""Taking a list back (RULES 3.5): what it brought goes, the list before stands again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.enums import ImportState
from kaderjkn.common.models import ImportRun, User
from kaderjkn.common.sql_jobs import branch_writer, execute, fetch_all, sql_beside

from ..enums import ListState
from ..errors import CannotUndo
from ..models import ArrearsList, Case
from ..periods import forget_unused_periods, open_period
from .payments import match_payments

SQL = sql_beside(__file__.replace("/actions/lists", "/jobs/undo_list"))
STAYED = """
SELECT held.key FROM arrears_case AS held
WHERE held.branch_id = %(branch)s AND held.list_id = %(list)s ORDER BY held.key
"""


def undo_list(*, run: ImportRun, by: User | None) -> dict:
    """Undo the newest list of its open month; return counts and the touched cases that stay."""
    with branch_writer(run.branch.code), acting(by, kind="undo list"):
        undone = ArrearsList.objects.select_for_update().get(run=run)
        _refuse_unless_newest(undone)
        open_period(undone.branch, undone.month)
        before = Case.objects.filter(branch=undone.branch, month=undone.month).count()
        _set_states(undone)
        newest = ArrearsList.objects.in_force().filter(branch=undone.branch, month=undone.month).newest_first().first()
        params = {
            "branch": undone.branch_id,
            "month": undone.month,
            "list": undone.pk,
            "previous": undone.replaces_id,
            "newest": newest and newest.pk,
        }
        execute(SQL, params)
        match_payments(undone.branch)
        forget_unused_periods(undone.branch)
        _mark_undone(run, by)
        after = Case.objects.filter(branch=undone.branch, month=undone.month).count()
        return {"removed_cases": before - after, "kept": [row["key"] for row in fetch_all(STAYED, params)]}


def _refuse_unless_newest(undone: ArrearsList) -> None:
    newest = ArrearsList.objects.in_force().filter(branch=undone.branch, month=undone.month).newest_first().first()
    if undone.state != ListState.IN_FORCE or newest != undone:
        raise CannotUndo(_("Hanya daftar terbaru yang berlaku dapat dibatalkan."))


def _set_states(undone: ArrearsList) -> None:
    undone.state = ListState.UNDONE
    undone.save(update_fields=["state"])
    if before := undone.replaces:
        before.state = ListState.IN_FORCE
        before.save(update_fields=["state"])


def _mark_undone(run: ImportRun, by: User | None) -> None:
    run.state, run.undone_at, run.undone_by = ImportState.UNDONE, timezone.now(), by
    run.save(update_fields=["state", "undone_at", "undone_by"])
