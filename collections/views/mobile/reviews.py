"""The cadre's own reviews: the facts, the decision, and a form to answer."""

from datetime import timedelta

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from kaderjkn.common.views.acting import FormAbout

from ...reviews.actions import answer_review, see_notice
from ...reviews.enums import ReviewState
from ...reviews.models import Review
from ..review_presenters import fact_columns, review_status
from .mixins import OwnPage


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=gettext_lazy("Ceritakan apa yang menghambat dan apa yang Anda perlukan."),
    )


class OwnReviews(OwnPage, ListView):
    permission = "collections.answer_review"
    model = Review
    template_name = "collections/mobile/reviews.html"

    def get_context_data(self, **kwargs):
        rows = [{"review": review, "status": review_status(review)} for review in self.object_list]
        return super().get_context_data(rows=rows, **kwargs)


class OwnReview(OwnPage, FormAbout):
    """Opening the page is seeing the notice: from that day the time to answer runs (RULES 7)."""

    permission = "collections.answer_review"
    model = Review
    form_class = AnswerForm
    template_name = "collections/mobile/review.html"

    def get_queryset(self):
        return super().get_queryset().counting().prefetch_related("months")

    def get(self, request, *args, **kwargs):
        review = self.get_object()
        if review.state == ReviewState.OPEN and review.noticed_on is None:
            see_notice(review=review, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"text": self.object.answer}

    def get_context_data(self, **kwargs):
        review = self.object
        last_day = review.noticed_on and review.noticed_on + timedelta(days=review.answer_days)
        is_open = review.state == ReviewState.OPEN and (last_day is None or self.cadre.branch.today() <= last_day)
        return super().get_context_data(
            status=review_status(review),
            columns=fact_columns(),
            last_day=last_day,
            can_answer=is_open,
            **kwargs,
        )

    def act(self, form):
        answer_review(review=self.object, text=form.cleaned_data["text"], by=self.request.user)
        return _("Terima kasih, jawaban Anda tersimpan dan dapat dibaca supervisor.")

    def get_success_url(self):
        return reverse("collections:own-review", args=[self.object.pk])
