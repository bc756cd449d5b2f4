"""Taking a renewal back, as long as nothing that happened since rests on its agreements."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from arrears.models import CaseHolder
from cadres import renewals
from cadres.errors import CannotTakeBack
from cadres.models import Renewal
from kaderjkn.common.formatting import month_name, number
from kaderjkn.common.models import User
from kaderjkn.common.sql_jobs import branch_writer

from .closing.models import Closing, RewardLine


def undo_renewal(*, renewal: Renewal, by: User) -> None:
    """Take it back as one act; lists, assignment and closing of the branch wait meanwhile."""
    with branch_writer(renewal.branch.code):
        if reasons := reasons_above(renewal):
            raise CannotTakeBack(" ".join(reasons))
        renewals.take_back(renewal=renewal, by=by)


def reasons_against(renewal: Renewal) -> list[str]:
    """Why the renewal cannot be taken back; empty when it can."""
    return renewals.reasons_against(renewal) or reasons_above(renewal)


def reasons_above(renewal: Renewal) -> list[str]:
    """What rests on the new agreements on the floors above them."""
    new = renewal.agreements.all()
    found = []
    if count := cadres_with_cases(renewal, new):
        words = _("Kader yang sudah mendapat binaan pada masa perjanjian baru: %(count)s.")
        found.append(words % {"count": number(count)})
    if count := cadres_with_rewards(renewal, new):
        words = _("Kader yang sudah mendapat imbal jasa dari pembayaran pada masa perjanjian baru: %(count)s.")
        found.append(words % {"count": number(count)})
    if month := month_closed_since(renewal, new):
        found.append(_("%(month)s sudah tutup buku dengan perjanjian ini.") % {"month": month_name(month)})
    return found


def cadres_with_cases(renewal: Renewal, new) -> int:
    """Cadres who were given cases on a day of the new agreement."""
    given = CaseHolder.objects.filter(
        branch=renewal.branch_id, cadre=OuterRef("cadre"), from_on__gte=OuterRef("valid__startswith")
    )
    return new.filter(Exists(given)).count()


def cadres_with_rewards(renewal: Renewal, new) -> int:
    """Cadres with a reward for a day of the new agreement, which they would not have without it."""
    earned = RewardLine.objects.filter(
        branch=renewal.branch_id, cadre=OuterRef("cadre"), is_current=True, dated__gte=OuterRef("valid__startswith")
    )
    return new.filter(Exists(earned)).count()


def month_closed_since(renewal: Renewal, new):
    """The newest month with days of the new agreements that was closed after the renewal."""
    first = min((one.valid.lower for one in new), default=None)
    if first is None:
        return None
    closed = Closing.objects.of_branch(renewal.branch).closed().filter(closed_at__gt=renewal.made_at)
    return closed.filter(month__gte=first.replace(day=1)).values_list("month", flat=True).first()
