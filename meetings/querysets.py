"""Named questions about meetings, attendance and envelopes."""

from django.db.models import BigIntegerField, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from arrears.models import CaseHolder, Hold
from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import ATTENDED, AttendanceState, EnvelopeState


class MeetingQuerySet(BranchScoped):
    def held(self):
        return self.filter(is_cancelled=False)

    def of_month(self, month, next_month):
        return self.held().filter(held_on__gte=month, held_on__lt=next_month)

    def coming(self, today):
        """Meetings of today and later, the next one first."""
        return self.filter(held_on__gte=today).order_by("held_on")

    def past(self, today):
        """Meetings before today, the latest first."""
        return self.filter(held_on__lt=today).order_by("-held_on")

    def with_counts(self):
        """Annotate `recorded` and `attended`: how many cadres have a row, how many of them came."""
        came = Q(attendances__state__in=ATTENDED)
        return self.annotate(recorded=Count("attendances"), attended=Count("attendances", filter=came))

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(branch=user.branch_id)
        return super().visible_to(user)


class AttendanceQuerySet(QuerySet):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return self.filter(meeting__branch=user.branch_id) if user.is_office else self.none()

    def tally(self):
        """Counts per state; `attended` over `counted` is the rate (excused ones leave the denominator)."""
        return self.aggregate(
            counted=Count("pk", filter=~Q(state=AttendanceState.EXCUSED)),
            attended=Count("pk", filter=Q(state__in=ATTENDED)),
        )


class EnvelopeQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)

    def printed(self):
        """Still at the branch."""
        return self.filter(state=EnvelopeState.PRINTED)

    def outstanding(self):
        """Handed over and not yet delivered, returned or lost."""
        return self.filter(state=EnvelopeState.HANDED_OVER)

    def outstanding_by_cadre(self):
        """Rows of cadre, count, and `oldest`: the moment of the oldest hand-over among them."""
        handed_over = self.outstanding().filter(steps__state=EnvelopeState.HANDED_OVER)
        return handed_over.order_by().values("cadre").annotate(count=Count("pk"), oldest=Min("steps__at"))

    def with_holder(self, today):
        """Annotate `holder`: who holds the case today, or on its first day where that is still to come."""
        by_then = Greatest(OuterRef("case__assigned_on"), today)
        newest = CaseHolder.objects.filter(case=OuterRef("case"), from_on__lte=by_then).order_by("-from_on")
        return self.annotate(holder=Subquery(newest.values("cadre")[:1]))

    def with_keeper(self, today):
        """Annotate `keeper`: the cadre whom the envelope concerns, to whom it went or is to go."""
        keeper = Coalesce("cadre_id", "holder", output_field=BigIntegerField())
        return self.with_holder(today).annotate(keeper=keeper)

    def with_handed_over_at(self):
        """Annotate `handed_over_at`, the moment of the hand-over; None while at the branch."""
        handed_over = Q(steps__state=EnvelopeState.HANDED_OVER)
        return self.annotate(handed_over_at=Min("steps__at", filter=handed_over))

    def matching(self, *, q="", state="", cadre=None):
        """Narrow the list of staff; `cadre` needs `with_keeper`."""
        rows = self.filter(number__icontains=q.strip()) if q else self
        rows = rows.filter(state=state) if state else rows
        return rows.filter(keeper=cadre.pk) if cadre else rows

    def with_hold(self, today):
        """Annotate `is_on_hold`: the household is not to be contacted today (RULES 3.8)."""
        holds = Hold.objects.active(today).filter(household=OuterRef("case__household"))
        return self.annotate(is_on_hold=Exists(holds))

    def ready_for(self, cadre, today):
        """Printed envelopes that can be handed over to the cadre today."""
        mine = self.printed().filter(branch=cadre.branch_id).with_holder(today).with_hold(today)
        return mine.filter(holder=cadre.pk, is_on_hold=False)
