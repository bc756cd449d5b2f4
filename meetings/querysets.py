"""Named questions about meetings, attendance and envelopes."""

import re

from django.db.models import BigIntegerField, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Reverse

from arrears.models import CaseHolder, Hold
from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import ATTENDED, AttendanceState, EnvelopeState, NoteKind

FULL_NUMBER = re.compile(r"(?<!\w)(\w{1,4})-?(\d{4})-?(\d{6})(?!\d)")


class MeetingQuerySet(BranchScoped):
    def held(self):
        return self.filter(is_cancelled=False)

    def of_month(self, month, next_month):
        return self.held().filter(held_on__gte=month, held_on__lt=next_month)

    def coming(self, today):
        """Meetings of today and later, the next one first."""
        return self.filter(held_on__gte=today).order_by("held_on", "starts_at", "pk")

    def past(self, today):
        """Meetings before today, the latest first."""
        return self.filter(held_on__lt=today).order_by("-held_on", "starts_at", "pk")

    def without_records(self):
        """Those that can still move: no attendance, envelope or note is recorded there."""
        return self.filter(attendances__isnull=True, envelope_steps__isnull=True, notes__isnull=True)

    def with_counts(self):
        """Annotate `recorded` and `attended`: how many cadres have a row, how many of them came."""
        came = Q(attendances__state__in=ATTENDED)
        return self.annotate(recorded=Count("attendances"), attended=Count("attendances", filter=came))

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(branch=user.branch_id)
        return super().visible_to(user)

    def concerning(self, cadre):
        """Meetings that concern the cadre: with an agreement on the day, of everybody or of the own group that day."""
        on_that_day = {"valid__contains": OuterRef("held_on")}
        agreements = cadre.agreements.filter(**on_that_day)
        memberships = cadre.group_memberships.filter(group=OuterRef("group"), **on_that_day)
        mine = self.held().filter(Exists(agreements), branch=cadre.branch_id)
        return mine.filter(Q(group__isnull=True) | Exists(memberships))


class GroupQuerySet(BranchScoped):
    def in_use(self):
        return self.filter(is_ended=False)

    def with_members(self, day):
        """Annotate `members`: how many cadres belong to the group on the day."""
        return self.annotate(members=Count("memberships", filter=Q(memberships__valid__contains=day)))


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
        rows = self.numbered_like(q) if q.strip() else self
        rows = rows.filter(state=state) if state else rows
        return rows.filter(keeper=cadre.pk) if cadre else rows

    def numbered_like(self, words):
        """The number in full, with or without its dashes, or its last digits; also the address of a QR code."""
        shown = FULL_NUMBER.search(words)
        if shown:
            return self.filter(number="-".join(shown.groups()))
        digits = "".join(sign for sign in words if sign.isdecimal() or sign == "-").strip("-")
        return self.alias(turned=Reverse("number")).filter(turned__startswith=digits[::-1]) if digits else self.none()

    def with_hold(self, today):
        """Annotate `is_on_hold`: the household is not to be contacted today (RULES 3.8)."""
        holds = Hold.objects.active(today).filter(household=OuterRef("case__household"))
        return self.annotate(is_on_hold=Exists(holds))

    def ready_for(self, cadre, today):
        """Printed envelopes that can be offered to the cadre today; not those in a bundle that waits."""
        offered = Q(bundle_items__is_open=True)
        at_branch = self.printed().filter(branch=cadre.branch_id).exclude(offered)
        mine = at_branch.with_holder(today).with_hold(today)
        return mine.filter(holder=cadre.pk, is_on_hold=False)


class HandOverQuerySet(BranchScoped):
    def with_item_counts(self):
        """Annotate `item_count` and `received_count`: envelopes in the bundle, and those the cadre confirmed."""
        received = Count("items", filter=Q(items__is_received=True))
        return self.annotate(item_count=Count("items"), received_count=received)


class StepQuerySet(QuerySet):
    def standing(self):
        """Without those that were taken back."""
        return self.filter(undone_at__isnull=True)


class HolidayQuerySet(QuerySet):
    def national(self):
        return self.filter(branch__isnull=True)

    def visible_to(self, user):
        """The nation's days, and those of the own branch; for the administrator the nation's only."""
        if user.role == Role.ADMIN:
            return self.national()
        return self.filter(Q(branch__isnull=True) | Q(branch=user.branch_id)) if user.is_office else self.none()

    def seen_by(self, branch):
        """Days of the nation and of this branch."""
        return self.filter(Q(branch__isnull=True) | Q(branch=branch))


class NoteQuerySet(QuerySet):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return self.filter(meeting__branch=user.branch_id) if user.is_office else self.none()

    def unanswered(self):
        """Questions that still wait for an answer, the most urgent first."""
        return self.filter(kind=NoteKind.QUESTION, answer="").order_by("answer_due", "made_at")

    def answered(self):
        """Notes with an answer, the latest answer first."""
        return self.exclude(answer="").order_by("-answered_at", "-pk")

    def feedback(self):
        return self.filter(kind=NoteKind.FEEDBACK).order_by("-made_at", "-pk")

    def matching(self, text):
        """Notes in which the words stand, or of a cadre who is named so."""
        named = Q(cadre__name__icontains=text) | Q(cadre__code__icontains=text)
        return self.filter(Q(text__icontains=text) | Q(answer__icontains=text) | named)


class MaterialQuerySet(BranchScoped):
    def kept(self):
        """Those whose file is still there."""
        return self.filter(removed_at__isnull=True)
