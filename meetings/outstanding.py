"""What cadres have in hand: handed over and neither delivered, returned nor lost (RULES 8)."""

from dataclasses import dataclass
from datetime import datetime

from cadres.models import Cadre
from kaderjkn.common.models import Branch

from .models import Envelope


@dataclass(frozen=True)
class Outstanding:
    """How many envelopes, and for how many of the branch's calendar days the oldest; None without any."""

    count: int = 0
    oldest_days: int | None = None


def outstanding_of(cadre: Cadre) -> Outstanding:
    return outstanding_by_cadre(cadre.branch, cadre=cadre).get(cadre.pk, Outstanding())


def outstanding_by_cadre(branch: Branch, **which) -> dict[int, Outstanding]:
    """By cadre id, only those with any."""
    rows = Envelope.objects.of_branch(branch).filter(**which).outstanding_by_cadre()
    return {row["cadre"]: Outstanding(row["count"], days_since(row["oldest"], branch)) for row in rows}


def days_since(moment: datetime, branch: Branch) -> int:
    """Calendar days of the branch since the moment: 0 on the same day."""
    return (branch.today() - moment.astimezone(branch.zone).date()).days
