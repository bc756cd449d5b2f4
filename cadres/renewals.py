"""Continuing agreements in one act, and taking that act back."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.types.range import DateRange

from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import number
from kaderjkn.common.models import Branch, IssuedDocument, User

from .documents import LETTERS
from .errors import CannotRenew, CannotTakeBack
from .models import Agreement, Cadre, ProlongedTerritory, Renewal, RenewedAgreement, SignedScan, Territory
from .renewal_plan import RenewalPlan, Terms, plan_renewal


def renew(*, branch: Branch, agreement_ids: Iterable[int], terms: Terms, form_key: UUID, by: User) -> Renewal:
    """Continue all of the agreements or none; the same form sent again answers with what it did the first time."""
    with transaction.atomic(), acting(by, kind="renew agreements"):
        facts = {"branch": branch, "pattern": terms.pattern, "made_by": by}
        renewal, is_new = Renewal.objects.get_or_create(form_key=form_key, defaults=facts)
        if not is_new:
            return renewal
        plan = plan_renewal(locked(branch, agreement_ids), terms)
        refuse_incomplete(plan)
        try:
            with transaction.atomic():
                carry_out(plan, renewal)
        except IntegrityError:  # somebody else was quicker; the constraints on days decide
            raise CannotRenew(
                _("Perjanjian atau wilayah salah satu kader baru saja diubah orang lain. Muat ulang lalu periksa lagi.")
            ) from None
    return renewal


def locked(branch: Branch, agreement_ids: Iterable[int]) -> list[Agreement]:
    """The agreements; nobody ends a partnership of these cadres meanwhile."""
    agreements = Agreement.objects.filter(cadre__branch=branch, pk__in=agreement_ids)
    list(Cadre.objects.filter(pk__in=agreements.values("cadre")).order_by("pk").select_for_update())
    return list(agreements.select_related("cadre__branch").order_by("cadre__code"))


def refuse_incomplete(plan: RenewalPlan) -> None:
    if not plan.rows:
        raise CannotRenew(_("Belum ada kader yang dipilih."))
    if plan.refused:
        count = len(plan.refused)
        words = ngettext(
            "%(count)s kader belum dapat diperpanjang; tidak ada yang diubah. Alasannya tertulis di bawah.",
            "%(count)s kader belum dapat diperpanjang; tidak ada yang diubah. Alasannya tertulis di bawah.",
            count,
        )
        raise CannotRenew(words % {"count": number(count)})


def carry_out(plan: RenewalPlan, renewal: Renewal) -> None:
    made = Agreement.objects.bulk_create(
        Agreement(cadre=row.old.cadre, number=row.number, valid=row.valid) for row in plan.rows
    )
    RenewedAgreement.objects.bulk_create(
        RenewedAgreement(renewal=renewal, cadre_id=new.cadre_id, agreement=new, number=new.number, valid=new.valid)
        for new in made
    )
    for row in plan.rows:
        for territory in row.territories:
            prolong(territory, row.valid.upper, renewal)


def prolong(territory: Territory, end, renewal: Renewal) -> None:
    former = territory.valid.upper
    territory.valid = DateRange(territory.valid.lower, end)
    territory.save(update_fields=["valid"])
    ProlongedTerritory.objects.create(renewal=renewal, territory=territory, former_end=former, new_end=end)


def take_back(*, renewal: Renewal, by: User) -> None:
    """Remove what a renewal made, and let its territories end as before.

    Whether cases, payments or closings rest on it is asked by the floor above, which calls this.
    """
    with transaction.atomic(), acting(by, kind="take back renewal"):
        renewal = Renewal.objects.select_for_update().get(pk=renewal.pk)
        if reasons := reasons_against(renewal):
            raise CannotTakeBack(" ".join(reasons))
        Agreement.objects.filter(renewed__renewal=renewal).delete()
        for one in renewal.territories.select_related("territory"):
            one.territory.valid = DateRange(one.territory.valid.lower, one.former_end)
            one.territory.save(update_fields=["valid"])
        renewal.undone_at, renewal.undone_by = timezone.now(), by
        renewal.save(update_fields=["undone_at", "undone_by"])


def reasons_against(renewal: Renewal) -> list[str]:
    """Why the renewal cannot be taken back, as far as this floor knows."""
    if renewal.undone_at:
        return [_("Perpanjangan ini sudah dibatalkan.")]
    found = []
    if is_changed(renewal):
        found.append(_("Perjanjian atau wilayah dari perpanjangan ini sudah diubah atau diperpanjang lagi."))
    if SignedScan.objects.filter(agreement__renewed__renewal=renewal).exists():
        found.append(_("Pindaian perjanjian yang ditandatangani sudah disimpan."))
    made = renewal.agreements.values("agreement")
    if IssuedDocument.objects.filter(branch=renewal.branch_id, kind__in=LETTERS, subject_id__in=made).exists():
        found.append(_("Surat untuk perjanjian baru sudah diterbitkan."))
    return found


def is_changed(renewal: Renewal) -> bool:
    """Whether an agreement or a territory is no longer as the renewal left it, or a later one follows it."""
    agreements = list(renewal.agreements.select_related("agreement"))
    if any(one.agreement is None or one.agreement.valid != one.valid for one in agreements):
        return True
    territories = renewal.territories.select_related("territory")
    if any(one.territory is None or one.territory.valid.upper != one.new_end for one in territories):
        return True
    later = Agreement.objects.filter(cadre=OuterRef("cadre"), valid__startswith__gte=OuterRef("valid__endswith"))
    return renewal.agreements.filter(Exists(later)).exists()
