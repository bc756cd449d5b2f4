"""Named questions about reviews."""

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

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)
