"""Proposing a fair share of the kelurahan, working it out, accepting it, and taking changes of territories back."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres import territory_changes
from cadres.errors import CannotTakeBack
from cadres.models import Cadre, TerritoryChange
from cadres.territory_changes import check_day, give_kelurahan
from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Branch, JobRun, User
from kaderjkn.common.sql_jobs import branch_writer

from ..enums import Weighting
from ..errors import CannotShare
from ..fair_share.measuring import fingerprint, gather
from ..fair_share.planning import plan
from ..models import Case, FairShare

JOB = "fair_share"


def propose_fair_share(*, branch: Branch, on: date, weighting: Weighting, by: User | None) -> tuple[FairShare, JobRun]:
    """Keep the question and have it worked out in the background."""
    check_day(branch, on)
    with transaction.atomic(), acting(by, kind="propose fair share"):
        share = FairShare.objects.create(branch=branch, on=on, weighting=weighting, made_by=by)
        return share, start_job(kind=JOB, branch=branch, subject=share.pk, by=by)


def work_out(*, share: FairShare, report) -> FairShare:
    """Work the proposal out; one that is worked out already stays as it is."""
    with transaction.atomic(), acting(share.made_by, kind="work out fair share"):
        share = FairShare.objects.select_for_update().select_related("branch").get(pk=share.pk)
        if share.computed_at:
            return share
        facts = gather(share.branch, share.on)
        share.outcome = plan(facts, Weighting(share.weighting), report)
        share.month, share.fingerprint, share.computed_at = facts.month, facts.fingerprint, timezone.now()
        share.save(update_fields=["outcome", "month", "fingerprint", "computed_at"])
    return share


def is_stale(share: FairShare) -> bool:
    """Whether territories or agreements are no longer as the proposal saw them."""
    return fingerprint(share.branch, share.on) != share.fingerprint


def accept_fair_share(*, share: FairShare, by: User | None) -> TerritoryChange:
    """Give every kelurahan of the proposal to its new cadre, all or none; nobody else changes the branch meanwhile."""
    with branch_writer(share.branch.code), acting(by, kind="accept fair share"):
        share = FairShare.objects.select_for_update().select_related("branch").get(pk=share.pk)
        refuse_unready(share)
        list(Cadre.objects.filter(branch=share.branch).order_by("pk").select_for_update())
        if is_stale(share):
            raise CannotShare(
                _("Wilayah atau perjanjian berubah sejak usulan ini dihitung. Tidak ada yang diubah; hitung lagi.")
            )
        to = {move["area"]: move["to"] for move in share.moves}
        share.change = give_kelurahan(branch=share.branch, to=to, on=share.on, form_key=uuid4(), by=by)
        share.save(update_fields=["change"])
    return share.change


def refuse_unready(share: FairShare) -> None:
    if share.change_id:
        raise CannotShare(_("Usulan ini sudah diterapkan."))
    if share.computed_at is None:
        raise CannotShare(_("Usulan ini belum selesai dihitung."))
    if not share.moves:
        raise CannotShare(_("Usulan ini tidak mengubah apa pun; tidak perlu diterapkan."))


def undo_change(*, change: TerritoryChange, by: User | None) -> None:
    """Take a change of territories back; lists, assignment and closing of the branch wait meanwhile."""
    with branch_writer(change.branch.code):
        if reasons := reasons_above(change):
            raise CannotTakeBack(" ".join(reasons))
        territory_changes.take_back(change=change, by=by)


def reasons_against(change: TerritoryChange) -> list[str]:
    """Why the change cannot be taken back; empty when it can."""
    return territory_changes.reasons_against(change) or reasons_above(change)


def reasons_above(change: TerritoryChange) -> list[str]:
    """Cases that were assigned by the new territories."""
    areas = change.kelurahan.values("area")
    cases = Case.objects.filter(branch=change.branch_id, area__in=areas, assigned_on__gte=change.on)
    if count := cases.count():
        return [_("Binaan yang sudah dibagi menurut wilayah baru: %(count)s.") % {"count": number(count)}]
    return []
