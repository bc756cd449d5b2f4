"""Named questions about field work."""

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import DangerState, IncidentState, InterestState


class ContactQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)

    def promises(self):
        return self.filter(promised_on__isnull=False)


class IncidentQuerySet(BranchScoped):
    def undecided(self):
        return self.filter(state=IncidentState.OPEN)


class OwnRecords(BranchScoped):
    """Rows that name one cadre: that cadre sees them, and the branch's office."""

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)


class InterestQuerySet(OwnRecords):
    def waiting(self):
        """Those that the office is not done with, called already or not."""
        return self.exclude(state=InterestState.DONE)


class DangerQuerySet(OwnRecords):
    def waiting(self):
        """Those of which the next visitor is warned."""
        return self.filter(state=DangerState.OPEN)
