"""Named questions about field work."""

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped


class ContactQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)

    def promises(self):
        return self.filter(promised_on__isnull=False)


class OwnRecords(BranchScoped):
    """Rows that name one cadre: that cadre sees them, and the branch's office."""

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)
