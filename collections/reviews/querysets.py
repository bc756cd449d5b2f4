"""Named questions about reviews and their deadlines."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchReference, BranchScoped

from .enums import DECIDED, AppealState, ReminderKind, ReviewState


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

    def in_coaching(self):
        """Coachings to be looked at again, with the day (`look_on`): that of the newest look, else of the decision."""
        looks = self.model._meta.get_field("looks").related_model.objects.filter(review=OuterRef("pk"))
        newest = looks.order_by("-at", "-pk").values("next_on")[:1]
        day = Case(When(Exists(looks), then=Subquery(newest)), default=F("look_again_on"))
        return self.filter(state=ReviewState.COACHING).annotate(look_on=day).filter(look_on__isnull=False)

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)


class ReminderQuerySet(BranchScoped):
    """Reminders hold no figures: the office of the branch sees them, and the cadre whose review it is."""

    def standing(self):
        """Those whose matter still waits: a decision, an answer, or a look at a coaching."""
        reviews = self.model._meta.get_field("review").related_model.objects
        coached = reviews.in_coaching().filter(pk=OuterRef("review"), look_on=OuterRef("due_on"))
        waits = Q(review__state=ReviewState.OPEN)
        return self.filter(
            (Q(kind=ReminderKind.READY) & waits)
            | (Q(kind=ReminderKind.ANSWER_ENDING) & waits & Q(review__answered_at__isnull=True))
            | (Q(kind=ReminderKind.LOOK_AGAIN) & Exists(coached))
        )

    def for_office(self):
        """What the office has to do; answering is the cadre's."""
        return self.exclude(kind=ReminderKind.ANSWER_ENDING)

    def for_cadre(self):
        """What the cadre has to do: answer."""
        return self.filter(kind=ReminderKind.ANSWER_ENDING)

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(review__cadre__user=user)
        return super().visible_to(user)


class AppealQuerySet(BranchReference):
    """Appeals hold no household data: the region sees them, and the cadre whose review it is."""

    def undecided(self):
        return self.filter(state=AppealState.OPEN)

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(review__cadre__user=user)
        return super().visible_to(user)
