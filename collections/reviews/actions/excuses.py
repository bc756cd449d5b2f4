"""Months that a supervisor passes over for a cadre. An excuse acts at the next closing, never backwards (RULES 7)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from ...closing.models import Closing
from ..enums import PassReason
from ..errors import CannotDecide
from ..models import ExcusedMonth


def excuse_month(*, cadre: Cadre, month: date, reason: PassReason, by: User | None) -> ExcusedMonth:
    """Pass a month over for a cadre; the next closing no longer counts it."""
    if reason not in PassReason.values:
        raise CannotDecide(_("Pilih alasan dari daftar."))
    with transaction.atomic(), acting(by, kind="excuse month"):
        excused, _created = ExcusedMonth.objects.get_or_create(
            cadre=cadre, month=month, defaults={"branch": cadre.branch, "reason": reason, "by": by}
        )
    return excused


def take_back_excuse(*, excused: ExcusedMonth, by: User) -> None:
    """Count the month again; refused once a closing has passed it over."""
    with transaction.atomic(), acting(by, kind="take back excuse"):
        excused = ExcusedMonth.objects.select_for_update().filter(pk=excused.pk).first()
        if excused is None:
            raise CannotDecide(_("Pengecualian ini sudah ditarik."))
        if is_used(excused):
            raise CannotDecide(
                _("Tutup buku sudah memakai pengecualian ini; buka lagi bukunya dulu, atau catat pada keputusan.")
            )
        excused.delete()


def is_used(excused: ExcusedMonth) -> bool:
    """Whether a closing that stands looked back on the month after it was excused."""
    closings = Closing.objects.closed().filter(branch=excused.branch_id, month__gte=excused.month)
    return closings.filter(closed_at__gte=excused.at).exists()
