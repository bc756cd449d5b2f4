"""Named questions about the queue."""

from datetime import date

from django.db.models import Count, Q

from kaderjkn.common.querysets import BranchScoped

from .enums import FeedbackState


class FeedbackQuerySet(BranchScoped):
    def unanswered(self):
        return self.exclude(state=FeedbackState.ANSWERED)

    def needing_somebody(self, today: date):
        """Those that nobody has taken, whose day of asking again has come, or whose answer is owed by today."""
        is_due = Q(due_on__lte=today) & ~Q(state=FeedbackState.WAITING)
        waited_enough = Q(state=FeedbackState.WAITING, resume_on__lte=today)
        return self.unanswered().filter(Q(state=FeedbackState.NEW) | waited_enough | is_due)

    def with_reports(self):
        """Annotate `reports`: how often it was brought."""
        return self.annotate(reports=Count("sources"))
