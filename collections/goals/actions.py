"""Setting goals, for all cadres of a branch in one act."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, Period, User
from kaderjkn.common.months import add_months, month_text

from .errors import CannotSetGoal
from .models import QUARTER, CadreGoal


def set_goals(*, branch: Branch, starts_on: date, months: int, amounts: Mapping[Cadre, int | None], by: User) -> int:
    """Set, change or (None) take away the goals of a month or quarter; return how many differ from before.

    A period with a closed month is refused: nobody is measured by a goal that was set afterwards.
    """
    _refuse_wrong_start(branch, starts_on, months)
    changed = 0
    with transaction.atomic(), acting(by, kind="set goals"):
        mine = CadreGoal.objects.select_for_update().filter(branch=branch, starts_on=starts_on, months=months)
        known = {goal.cadre_id: goal for goal in mine}
        for cadre, amount in amounts.items():
            goal = known.get(cadre.pk) or CadreGoal(branch=branch, cadre=cadre, starts_on=starts_on, months=months)
            if cadre.branch_id != branch.pk:
                raise CannotSetGoal(_("Kader ini bukan milik cabang yang sama."))
            if goal.amount != amount:
                changed += 1
                _store(goal, amount, by)
    return changed


def _store(goal: CadreGoal, amount: int | None, by: User) -> None:
    if amount is None:
        goal.delete()
        return
    if amount <= 0:
        raise CannotSetGoal(_("Sasaran harus lebih dari nol; kosongkan bila tidak ada."))
    goal.amount, goal.set_by = amount, by
    goal.save()


def _refuse_wrong_start(branch: Branch, starts_on: date, months: int) -> None:
    if starts_on.day != 1 or (months == QUARTER and starts_on.month % 3 != 1):
        raise CannotSetGoal(_("Sasaran mulai pada hari pertama bulan; triwulan pada Januari, April, Juli, Oktober."))
    ends_on = add_months(starts_on, months)
    closed = Period.objects.filter(branch=branch, month__gte=starts_on, month__lt=ends_on).closed().order_by("month")
    if first := closed.first():
        words = {"month": month_text(first.month)}
        raise CannotSetGoal(_("%(month)s sudah tutup buku; sasaran untuk masa itu tidak diubah lagi.") % words)
