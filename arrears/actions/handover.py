"""Cases of a cadre whose partnership ends: to another cadre, or to nobody."""

from datetime import date

from cadres.models import Cadre
from kaderjkn.common.models import Period, User
from kaderjkn.common.months import next_month

from ..enums import TouchKind
from ..models import Case, CaseHolder, CaseTouch
from .cases import move_cases


def hand_over_cases(*, cadre: Cadre, day: date, to: Cadre | None, by: User | None) -> int:
    """From `day` on, the cases that the cadre holds in open months pass on; return how many."""
    handed = 0
    for period in Period.objects.filter(branch=cadre.branch).open():
        if next_month(period.month) <= day:
            continue
        from_on = max(day, period.month)
        held = Case.objects.of_branch(cadre.branch).filter(month=period.month).last_held_by(cadre)
        cases = list(held.values_list("pk", "assigned_on"))
        if to:
            for start in {max(from_on, assigned_on) for _pk, assigned_on in cases}:
                ids = [pk for pk, assigned_on in cases if max(from_on, assigned_on) == start]
                handed += move_cases(branch=cadre.branch, month=period.month, case_ids=ids, cadre=to, day=start, by=by)
        else:
            handed += _leave_to_nobody(cases, from_on, cadre, by)
    return handed


def _leave_to_nobody(cases: list[tuple[int, date]], from_on: date, cadre: Cadre, by: User | None) -> int:
    for pk, assigned_on in cases:
        start = max(from_on, assigned_on)
        CaseHolder.objects.filter(case=pk, from_on__gt=start).delete()
        CaseHolder.objects.update_or_create(
            case_id=pk, from_on=start, defaults={"branch": cadre.branch, "cadre": None, "by": by}
        )
    touches = [CaseTouch(case_id=pk, kind=TouchKind.MOVE) for pk, _assigned_on in cases]
    CaseTouch.objects.bulk_create(touches, ignore_conflicts=True)
    return len(cases)
