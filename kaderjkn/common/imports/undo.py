"""Taking an import back as one act, by the kind's own way (RULES 3.5)."""

from django.utils.translation import gettext as _

from ..enums import ImportState
from ..errors import Refused
from ..models import ImportRun, User
from .kinds import kind_named


def undo_import(*, run_id: int, by: User | None = None) -> dict:
    """Undo an applied import; return what went and what stayed. Raise Refused where that is not possible."""
    run = ImportRun.objects.select_related("branch").filter(pk=run_id).first()
    if run is None:
        raise Refused(_("Impor %(id)s tidak ada.") % {"id": run_id})
    if run.state != ImportState.APPLIED:
        raise Refused(_("Impor ini tidak sedang berlaku; tidak ada yang dibatalkan."))
    undo = kind_named(run.kind).undo
    if undo is None:
        raise Refused(_("Impor jenis ini tidak dapat dibatalkan; impor berkas yang benar."))
    return undo(run=run, by=by)
