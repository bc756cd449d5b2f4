"""Named questions about closings and their rows."""

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchReference, BranchScoped

from .enums import CURRENT_STATES, ClosingState


class ClosingQuerySet(BranchReference):
    def current(self):
        return self.filter(state__in=CURRENT_STATES)

    def closed(self):
        return self.filter(state=ClosingState.CLOSED)

    def with_sums(self):
        """Annotate `target` and `collected`: the branch's month, summed over its kelurahan."""
        return self.annotate(
            target=Coalesce(Sum("areafigures__target"), 0),
            collected=Coalesce(Sum("areafigures__collected"), 0),
        )

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.current().filter(branch=user.branch_id)
        return super().visible_to(user)


class ClosingRowQuerySet(BranchReference):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.none()
        return super().visible_to(user)


class CadreRowQuerySet(BranchScoped):
    """Rows about one cadre: that cadre, the branch's office, and figures for the region."""

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        if user.role == Role.REGIONAL:
            return self.filter(branch__region=user.region_id)
        return super().visible_to(user)


class RewardSchemeQuerySet(QuerySet):
    def in_force(self, branch, month):
        """The scheme that rules the period: the branch's own, else the one for all; the newest start wins."""
        rows = self.of_branch_or_all(branch).filter(starts_on__lte=month)
        return rows.order_by(F("branch").asc(nulls_last=True), "-starts_on").first()

    def of_branch_or_all(self, branch):
        return self.filter(Q(branch=branch) | Q(branch__isnull=True))

    def visible_to(self, user):
        if user.is_office:
            return self.filter(Q(branch=user.branch_id) | Q(branch__isnull=True))
        return self.none()
