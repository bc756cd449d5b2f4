"""The cadre's own reviews: the facts that the office sees too, the steps, the decision, and a form to answer."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from arrears.periods import paid_through
from kaderjkn.common.formatting import month_name
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import ActOnPost, FormAbout

from ...reviews.actions import (
    answer_review,
    file_appeal,
    last_day_to_answer,
    last_day_to_appeal,
    may_appeal,
    see_decision,
    see_notice,
    see_warning,
)
from ...reviews.enums import DECIDED, ReviewState
from ...reviews.facts import rests_on, rows_of_month
from ...reviews.forms import AnswerForm, AppealForm
from ...reviews.models import Review, ReviewReminder, ReviewWarning
from ...reviews.models_after import Appeal
from ...reviews.timeline import timeline
from ..review_facts import month_rows, paid_words, review_facts
from ..review_presenters import review_status
from .mixins import OwnPage


class OwnReviews(OwnPage, ListView):
    permission = "collections.answer_review"
    model = Review
    template_name = "collections/mobile/reviews.html"

    def get_context_data(self, **kwargs):
        rows = [{"review": review, "status": review_status(review)} for review in self.object_list]
        warnings = ReviewWarning.objects.visible_to(self.request.user).newest()
        return super().get_context_data(rows=rows, warnings=warnings, **kwargs)


class OwnReviewPage(OwnPage):
    permission = "collections.answer_review"
    model = Review

    def get_queryset(self):
        return super().get_queryset().counting().select_related("branch", "cadre").prefetch_related("months", "looks")


class OwnReview(OwnReviewPage, FormAbout):
    """Opening the page is seeing the notice, and later the decision: from that day time runs (RULES 7)."""

    form_class = AnswerForm
    template_name = "collections/mobile/review.html"

    def get(self, request, *args, **kwargs):
        review = self.get_object()
        if review.state == ReviewState.OPEN and review.notice_seen_at is None:
            see_notice(review=review, by=request.user)
        elif review.state in DECIDED and review.decision_seen_at is None:
            see_decision(review=review, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"text": self.object.answer, "obstacles": self.object.obstacles}

    def get_context_data(self, **kwargs):
        review = self.object
        last_day = last_day_to_answer(review)
        is_open = review.state == ReviewState.OPEN and (last_day is None or self.cadre.branch.today() <= last_day)
        reminders = ReviewReminder.objects.visible_to(self.request.user).standing().for_cadre()
        return super().get_context_data(
            status=review_status(review),
            last_day=last_day,
            can_answer=is_open,
            is_ending=reminders.filter(review=review).exists(),
            appeal=Appeal.objects.visible_to(self.request.user).filter(review=review).first(),
            may_appeal=may_appeal(review),
            last_day_to_appeal=last_day_to_appeal(review),
            steps=timeline(review),
            paid_note=paid_words(paid_through(review.branch)),
            **review_facts(review, month_url=self.month_url, review_url=own_url),
            **kwargs,
        )

    def month_url(self, month: date) -> str:
        return reverse("collections:own-review-month", args=[self.object.pk, month_text(month)])

    def act(self, form):
        answer_review(review=self.object, by=self.request.user, **form.cleaned_data)
        return _("Terima kasih, jawaban Anda tersimpan dan dapat dibaca supervisor.")

    def get_success_url(self):
        return own_url(self.object)


def own_url(review: Review) -> str:
    return reverse("collections:own-review", args=[review.pk])


class OwnReviewMonth(OwnReviewPage, DetailView):
    """The rows behind one month of the review."""

    template_name = "collections/mobile/review_month.html"

    def get_context_data(self, **kwargs):
        review, month = self.object, self.kwargs["month"]
        if not rests_on(review, month):
            raise Http404
        context = {"title": month_name(month), "back_url": own_url(review)}
        return super().get_context_data(**context, **month_rows(rows_of_month(review, month)), **kwargs)


class OwnAppeal(OwnReviewPage, FormAbout):
    """Asking the regional supervisor to look at the decision again: once, in time."""

    form_class = AppealForm
    template_name = "collections/mobile/appeal.html"

    def get_queryset(self):
        return super().get_queryset().decided()

    def get_context_data(self, **kwargs):
        review = self.object
        return super().get_context_data(may_appeal=may_appeal(review), last_day=last_day_to_appeal(review), **kwargs)

    def act(self, form):
        file_appeal(review=self.object, text=form.cleaned_data["text"], by=self.request.user)
        return _("Banding Anda sudah dikirim kepada supervisor wilayah.")

    def get_success_url(self):
        return own_url(self.object)


class OwnWarningSeen(OwnPage, ActOnPost):
    """The cadre says that the word one month before a review was read."""

    permission = "collections.answer_review"
    model = ReviewWarning

    def act(self):
        see_warning(warning=self.object, by=self.request.user)
        return _("Terima kasih. Kami senang membantu bila ada kesulitan.")

    def get_success_url(self):
        return reverse("collections:own-month")

    get_failure_url = get_success_url
