"""Named questions about reward statements."""

from kaderjkn.common.enums import Role

from ..closing.enums import ClosingState
from ..closing.querysets import CadreRowQuerySet
from .enums import StatementState


class StatementQuerySet(CadreRowQuerySet):
    def in_force(self):
        """Statements of closed months; those of a reopened month stand with its old version."""
        return self.filter(closing__state=ClosingState.CLOSED)

    def released(self):
        return self.filter(released_at__isnull=False)

    def in_state(self, state: StatementState):
        """Exactly as far as this step."""
        steps = {
            StatementState.WAITING: {"approved_at__isnull": True},
            StatementState.APPROVED: {"approved_at__isnull": False, "released_at__isnull": True},
            StatementState.RELEASED: {"released_at__isnull": False, "paid_on__isnull": True},
            StatementState.PAID: {"paid_on__isnull": False},
        }
        return self.filter(**steps[state])

    def visible_to(self, user):
        """A cadre sees what has been released; before that, the lines of the month say it all."""
        rows = super().visible_to(user)
        return rows.in_force().released() if user.role == Role.CADRE else rows
