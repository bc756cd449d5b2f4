"""Acts on many cases at once, each one transaction, and each taken back as one."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import branch_writer

from ..enums import BulkKind, HoldReason
from ..jobs import bulk as job
from ..models import BulkAct, Hold
from ..periods import open_period
from .cases import move_cases


def move_chosen(*, branch: Branch, month: date, case_ids: Iterable[int], cadre: Cadre, day: date, by: User) -> BulkAct:
    """Move cases to a cadre from a day on, so that the move can be taken back. All or none (`move_cases`)."""
    ids = sorted(set(case_ids))
    with branch_writer(branch.code), acting(by, kind="move cases"):
        facts = {"branch": branch, "month": month, "by": by}
        act = BulkAct.objects.create(kind=BulkKind.MOVE, cadre=cadre, starts_on=day, **facts)
        job.keep_before(act, ids)
        act.count = move_cases(case_ids=ids, cadre=cadre, day=day, **facts)
        job.keep_after(act)
        act.save(update_fields=["count"])
    return act


def hold_chosen(
    *,
    branch: Branch,
    month: date,
    case_ids: Iterable[int],
    reason: HoldReason,
    starts_on: date,
    by: User,
    note: str = "",
) -> BulkAct:
    """Put the households of cases on hold; one that is held for this reason already stays as it is, uncounted."""
    with branch_writer(branch.code), acting(by, kind="set holds"):
        act = BulkAct.objects.create(kind=BulkKind.HOLD, branch=branch, month=month, starts_on=starts_on, by=by)
        act.count = job.write_holds(act, list(case_ids), reason=HoldReason(reason), note=note[:200], day=starts_on)
        act.save(update_fields=["count"])
    return act


def undo_bulk_act(*, act: BulkAct, by: User) -> tuple[int, int]:
    """Take an act back; return how many cases are as before, and how many were changed since and stay."""
    with branch_writer(act.branch.code), acting(by, kind="undo bulk act"):
        act = BulkAct.objects.select_for_update().get(pk=act.pk)
        if act.undone_at:
            raise Refused(_("Tindakan ini sudah dibatalkan."))
        if act.kind == BulkKind.MOVE:
            open_period(act.branch, act.month)
            job.put_back(act)
        else:
            Hold.objects.filter(pk__in=act.rows.values("hold"), lifted_on=None, starts_on=act.starts_on).delete()
        left = act.rows.count()
        act.undone_at, act.undone_by = timezone.now(), by
        act.save(update_fields=["undone_at", "undone_by"])
    return act.count - left, left
