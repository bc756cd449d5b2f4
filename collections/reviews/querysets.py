"""Named questions about reviews."""

from django.db.models import Exists, OuterRef

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchReference

from .enums import DECIDED, ReviewState


class ReviewQuerySet(BranchReference):
    def undecided(self):
        return self.filter(state=ReviewState.OPEN)

    def decided(self):
        return self.filter(state__in=DECIDED)

    def counting(self):
        """All but those that a reopening withdrew."""
        return self.exclude(state=ReviewState.WITHDRAWN)

    def newest(self):
        """Of warnings: those given by the newest closed month of their branch."""
        closings = self.model._meta.get_field("closing").related_model.objects.closed()
        later = closings.filter(branch=OuterRef("branch"), month__gt=OuterRef("closing__month"))
        return self.filter(~Exists(later)).order_by("cadre__code")

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)
