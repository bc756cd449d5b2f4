"""Reviews: the list, the facts, the notice on paper, the decision, and looking again at a coaching."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView
from django.views.generic.base import View
from django.views.generic.detail import SingleObjectMixin

from arrears.periods import paid_through
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...reviews.actions import coaching_day, decide_review, hand_over_notice, look_again, may_decide_from
from ...reviews.enums import ReviewState
from ...reviews.facts import rests_on, rows_of_month
from ...reviews.forms import DecisionForm, HandOverForm, LookAgainForm, once_more
from ...reviews.letter import issued_letters, print_letter
from ...reviews.models import Review, ReviewReminder, ReviewWarning
from ...reviews.models_after import Appeal
from ...reviews.timeline import timeline
from .. import review_presenters as presenters
from ..review_facts import month_rows, paid_words, review_facts


class ReviewPage(RoleRequired):
    """Office and region; cadres have pages of their own."""

    permission = "collections.read_reviews"
    model = Review

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and request.user.is_cadre:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "branch", "decided_by")


class ReviewList(ReviewPage, ListView):
    """All reviews, or those of one tab: undecided, in coaching (the longest due first), with a deadline."""

    template_name = "collections/supervisor/review_list.html"
    paginate_by = 30

    def get_queryset(self):
        reviews = super().get_queryset().prefetch_related("looks")
        match self.request.GET.get("show"):
            case "open":
                return reviews.undecided()
            case "coaching":
                return reviews.in_coaching().order_by("look_on", "cadre__code")
            case "appeal":
                return reviews.filter(appeal__in=Appeal.objects.undecided())
            case "due":
                return reviews.filter(reminders__in=standing(self.request.user)).distinct()
        return reviews

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        warnings = ReviewWarning.objects.visible_to(user).newest().select_related("cadre", "branch")
        return context | {
            "rows": [presenters.review_row(review) for review in context["object_list"]],
            "columns": presenters.review_columns(),
            "tabs": presenters.review_tabs(self.request.GET.get("show", "")),
            "warnings": [presenters.warning_words(warning) for warning in warnings],
        }


def standing(user):
    return ReviewReminder.objects.visible_to(user).standing().for_office()


class ReviewDetail(ReviewPage, DetailView):
    """The facts that the decision may rest on, and every step."""

    template_name = "collections/supervisor/review.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("months", "looks")

    def get_context_data(self, **kwargs):
        review = self.object
        reminders = ReviewReminder.objects.visible_to(self.request.user).standing().filter(review=review)
        return super().get_context_data(
            status=presenters.review_status(review),
            step=presenters.next_step(review),
            steps=timeline(review),
            is_coached=review.state == ReviewState.COACHING and coaching_day(review) is not None,
            reminders=reminders,
            appeal=Appeal.objects.filter(review=review).select_related("decided_by").first(),
            now=timezone.now(),
            paid_note=paid_words(paid_through(review.branch)),
            **review_facts(review, month_url=self.month_url, review_url=Review.get_absolute_url),
            **kwargs,
        )

    def month_url(self, month) -> str:
        """The rows behind a month are the office's; the region sees their sums."""
        if not self.request.user.is_office:
            return ""
        return reverse("collections:review-month", args=[self.object.pk, month_text(month)])


class ReviewMonthRows(ReviewPage, DetailView):
    permission = "collections.read_contacts"
    template_name = "collections/supervisor/review_month.html"

    def get_context_data(self, **kwargs):
        month = self.kwargs["month"]
        if not rests_on(self.object, month):
            raise Http404
        return super().get_context_data(
            month=month, month_text=month_text(month), **month_rows(rows_of_month(self.object, month)), **kwargs
        )


class ReviewNotice(ReviewPage, DetailView):
    """What the letter says, the letters printed so far, and the hand-over."""

    template_name = "collections/supervisor/review_notice.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            columns=presenters.notice_columns(), letters=issued_letters(self.object), **kwargs
        )


class ReviewLetter(ReviewPage, SingleObjectMixin, View):
    """The numbered letter as PDF; each printing is logged, and only the branch's office prints."""

    permission = "cadres.print_letters"
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        document, pdf = print_letter(review=self.get_object(), by=request.user)
        name = f"attachment; filename={document.number}.pdf"
        return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


class ReviewHandedOver(ReviewPage, FormAbout):
    """The day on which the printed notice was handed over: the time to answer runs."""

    permission = "collections.decide_review"
    form_class = HandOverForm
    template_name = "collections/supervisor/review_hand_over.html"

    def get_initial(self):
        return {"day": self.object.branch.today()}

    def act(self, form):
        hand_over_notice(review=self.object, day=form.cleaned_data["day"], by=self.request.user)
        return _("Dicatat: surat pemberitahuan sudah diserahkan.")


class ReviewLookAgain(ReviewPage, FormAbout):
    """What was found when a coaching was looked at again."""

    permission = "collections.decide_review"
    form_class = LookAgainForm
    template_name = "collections/supervisor/review_look_again.html"

    def act(self, form):
        look_again(review=self.object, by=self.request.user, **form.cleaned_data)
        return _("Catatan tersimpan. Kader dapat membacanya.")


class ReviewDecide(ReviewPage, FormAbout):
    """The form; then the same answers once more with what they bring about; then the decision."""

    permission = "collections.decide_review"
    form_class = DecisionForm
    template_name = "collections/supervisor/review_decide.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            status=presenters.review_status(self.object), from_day=may_decide_from(self.object), **kwargs
        )

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        consequences = presenters.decision_consequences(self.object, form.cleaned_data)
        context = self.get_context_data(form=once_more(form), consequences=consequences)
        return self.render_to_response(context)

    def act(self, form):
        decide_review(review=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keputusan tersimpan. Kader melihatnya di halaman tinjauannya.")
