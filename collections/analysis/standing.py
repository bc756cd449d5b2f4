"""Up to when the figures of a page are true, and whether they may still change: «angka per …»."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import local_time
from kaderjkn.common.models import Branch, Period

from ..closing.models import Closing
from .models import MonthSummary
from .sums.computing import is_old


@dataclass(frozen=True, slots=True)
class Standing:
    """`note` says open, provisional or closed in which version; `is_old`: list or closing changed since the sums."""

    computed_at: datetime | None
    note: str
    is_old: bool = False

    def words(self, branch: Branch) -> str:
        """In one line, for files."""
        if self.computed_at is None:
            return _("Angka belum dihitung")
        moment = _("Angka per %(moment)s") % {"moment": local_time(self.computed_at, branch.zone)}
        return f"{moment} · {self.note}" if self.note else moment


def summary_of(branch: Branch, month: date | None) -> MonthSummary | None:
    return MonthSummary.objects.filter(branch=branch, month=month).first()


def standing(branch: Branch, month: date, computed_at: datetime | None) -> Standing:
    """What to say of figures of a month that were computed at a moment."""
    return Standing(computed_at, note_of(branch, month), is_old(summary_of(branch, month), branch, month))


def note_of(branch: Branch, month: date) -> str:
    period = Period.objects.filter(branch=branch, month=month).first()
    closing = Closing.objects.current().filter(branch=branch, month=month).first()
    if period is None:
        return ""
    if not period.is_open:
        return _("sudah tutup buku, versi %(version)s") % {"version": closing.version if closing else 1}
    return _("periode terbuka, angka sementara") if closing else _("periode terbuka, penagihan belum dihitung")
