"""Cases of a cadre whose partnership ends: to other cadres by kelurahan, or to nobody."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import User

from ..jobs import handovers as job
from ..models import Handover


def hand_over_cases(
    *,
    cadre: Cadre,
    day: date,
    by: User | None,
    to: Cadre | None = None,
    by_area: Mapping[int, Cadre | None] | None = None,
) -> int:
    """From `day` on, the cases of open months pass on; return how many. Inside an act that holds the branch.

    What `by_area` names is also kept for cases that are assigned between now and that day; `to` takes the rest.
    """
    by_area = dict(by_area or {})
    rows = [
        (row["case_id"], row["day"], by_area.get(row["area_id"], to)) for row in job.ending(cadre.branch, cadre.pk, day)
    ]
    _refuse_without_agreement({(successor, day) for successor in {*by_area.values(), to} if successor})
    _refuse_without_agreement({(successor, start) for _case, start, successor in rows if successor})
    job.write(cadre.branch, [(case, start, successor and successor.pk) for case, start, successor in rows], by)
    Handover.objects.bulk_create(
        Handover(branch=cadre.branch, cadre=cadre, area_id=area, on=day, to=successor, by=by)
        for area, successor in by_area.items()
    )
    return len(rows)


def _refuse_without_agreement(days: set[tuple[Cadre, date]]) -> None:
    for successor, day in days:
        if not Cadre.objects.with_agreement_on(day).filter(pk=successor.pk).exists():
            raise Refused(
                _("%(cadre)s tidak mempunyai perjanjian pada %(day)s.") % {"cadre": successor, "day": long_date(day)}
            )
