"""Named questions about lists, households, cases and payments."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import ListState, MatchedBy


class ListQuerySet(BranchScoped):
    def in_force(self):
        return self.filter(state=ListState.IN_FORCE)

    def newest_first(self):
        return self.order_by("-month", "-data_date", "-pk")


class HouseholdQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            get_model = self.model._meta.apps.get_model
            later = get_model("arrears", "Case").objects.filter(household=OuterRef("case__household"))
            mine = get_model("arrears", "CaseHolder").objects.in_hand(user.branch.today()).filter(cadre__user=user)
            newest = mine.exclude(Exists(later.filter(month__gt=OuterRef("case__month"))))
            return self.filter(Exists(newest.filter(case__household=OuterRef("pk"))))
        return super().visible_to(user)

    def ever_held_by(self, user):
        """Households of cases that the cadre holds, held, or covered, in whatever month."""
        holders = self.model._meta.apps.get_model("arrears", "CaseHolder").objects.filter(cadre__user=user)
        return self.filter(Exists(holders.filter(case__household=OuterRef("pk"))))

    def on_hold(self, day):
        return self.filter(holds__in=self._holds().active(day))

    def _holds(self):
        return self.model._meta.get_field("holds").related_model.objects


class HoldQuerySet(BranchScoped):
    def active(self, day):
        """Holds in force on the day."""
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=day), starts_on__lte=day)


class HolderQuerySet(BranchScoped):
    def on(self, day):
        """The holder of each case on the day: the newest start up to it."""
        newest = self.model.objects.filter(case=OuterRef("case"), from_on__lte=day).order_by("-from_on")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def in_hand(self, today):
        """Who has each case today, or on its first day where that is still to come: during a cover the substitute."""
        by_then = Greatest(OuterRef("case__assigned_on"), today)
        newest = self.model.objects.filter(case=OuterRef("case"), from_on__lte=by_then).order_by("-from_on")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def current(self):
        """The last holder of each case: who has it, or had it at the month's end."""
        newest = self.model.objects.filter(case=OuterRef("case")).order_by("-from_on")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class CaseQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.in_hand_of(user.branch.today(), cadre__user=user)
        return super().visible_to(user)

    def in_hand_of(self, today, **who):
        """Cases that somebody has today."""
        return self.filter(Exists(self._holders().in_hand(today).filter(case=OuterRef("pk"), **who)))

    def last_held_by(self, cadre):
        return self.filter(self._last_holder_is(cadre=cadre))

    def counted_for(self, cadre):
        """Those whose target the figures count for the cadre: the last one who held it; nobody is passed over."""
        newest = self._holders().filter(case=OuterRef("pk"), cadre__isnull=False).order_by("-from_on")
        return self.annotate(last_named=Subquery(newest.values("cadre")[:1])).filter(last_named=cadre.pk)

    def _last_holder_is(self, **who):
        return Exists(self._holders().current().filter(case=OuterRef("pk"), **who))

    def with_last_holder(self):
        """Annotate `last_cadre`, the id of the last holder, None for nobody."""
        newest = self._holders().filter(case=OuterRef("pk")).order_by("-from_on")
        return self.annotate(last_cadre=Subquery(newest.values("cadre")[:1]))

    def _holders(self):
        return self.model._meta.get_field("holders").related_model.objects


class PaymentQuerySet(BranchScoped):
    def payments(self):
        """Payments proper, without the rows that take one back."""
        return self.filter(reverses__isnull=True)

    def counting(self):
        """Payments that no reversal takes back."""
        return self.payments().filter(reversal__isnull=True)

    def some_unmatched(self) -> bool:
        """Whether any payment waits for a household: asked on a page, so without counting them."""
        taken_back = self.model.objects.filter(reverses=OuterRef("pk"))
        return self.payments().filter(~Exists(taken_back), matched_by=MatchedBy.NOBODY).exists()

    def unmatched(self):
        """Payments that wait for a household (RULES 5.1)."""
        return self.counting().filter(matched_by=MatchedBy.NOBODY)


class CoverQuerySet(BranchScoped):
    def standing(self):
        """All but those taken back."""
        return self.filter(undone_at__isnull=True)

    def running_on(self, day):
        return self.standing().filter(days__contains=day)

    def touching(self, days):
        """Covers with a day in the range."""
        return self.standing().filter(days__overlap=days)
