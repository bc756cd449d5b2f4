"""Named questions about proposals and dry runs."""

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchReference

from .enums import ProposalState


class ProposalQuerySet(BranchReference):
    """Settings and sums: the office and the region see them."""

    def open(self):
        return self.filter(state=ProposalState.OPEN)

    def approved(self):
        return self.filter(state=ProposalState.APPROVED)


class DryRunQuerySet(BranchReference):
    """A dry run of a proposal is for the region too; one that is only tried stays in the office."""

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows.filter(proposal__isnull=False) if user.role == Role.REGIONAL else rows
