"""Named questions about cadres, agreements, territories. A range includes its first day, not its end."""

from django.db.models import Exists, OuterRef, QuerySet

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped


class CadreQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(user=user)
        return super().visible_to(user)

    def with_agreement_on(self, day):
        """Cadres who work under an agreement on the day."""
        agreements = self.model.agreements.rel.related_model.objects
        return self.filter(Exists(agreements.filter(cadre=OuterRef("pk")).in_force(day)))


class DatedQuerySet(QuerySet):
    """Rows with a `valid` range of days and a cadre."""

    def in_force(self, day):
        return self.filter(valid__contains=day)

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return self.filter(cadre__branch=user.branch_id) if user.is_office else self.none()

    def ending_between(self, first, last):
        """Rows whose last day lies in first..last, both included."""
        return self.filter(valid__endswith__gt=first, valid__endswith__lte=last).exclude(valid__endswith=None)
