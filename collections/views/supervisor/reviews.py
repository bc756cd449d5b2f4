"""Reviews: the list, the facts, the notice on paper, the decision; and months that a supervisor excuses."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView

from arrears.models import Case
from cadres.models import Cadre
from kaderjkn.common.models import Period
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...reviews.actions import decide_review, excuse_month, may_decide_from, see_notice
from ...reviews.enums import ReviewState
from ...reviews.forms import DecisionForm, ExcuseForm, once_more
from ...reviews.models import Review, ReviewWarning
from .. import review_presenters as presenters


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
    template_name = "collections/supervisor/review_list.html"
    paginate_by = 30

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        warnings = ReviewWarning.objects.visible_to(self.request.user).newest().select_related("cadre")
        rows = [presenters.review_row(review) for review in context["object_list"]]
        return context | {"rows": rows, "columns": presenters.review_columns(), "warnings": warnings}


class ReviewDetail(ReviewPage, DetailView):
    template_name = "collections/supervisor/review.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**presenters.review_facts(self.object), **kwargs)


class ReviewNotice(ReviewPage, DetailView):
    """The notice as a letter, to be printed and handed over."""

    template_name = "collections/supervisor/review_notice.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=presenters.fact_columns(), today=self.object.branch.today(), **kwargs)


class ReviewHandedOver(ReviewPage, ActOnPost):
    """The printed notice was handed over today: the time to answer runs."""

    permission = "collections.decide_review"

    def act(self):
        see_notice(review=self.object, by=self.request.user)
        return _("Dicatat: pemberitahuan sudah diserahkan.")


class ReviewDecide(ReviewPage, FormAbout):
    """The form; then the same answers once more with what they bring about; then the decision."""

    permission = "collections.decide_review"
    form_class = DecisionForm
    template_name = "collections/supervisor/review_decide.html"

    def get_form_kwargs(self):
        today, branch = self.object.branch.today(), self.object.branch
        successors = Cadre.objects.of_branch(branch).with_agreement_on(today).exclude(pk=self.object.cadre_id)
        return super().get_form_kwargs() | {"successors": successors}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            status=presenters.review_status(self.object), from_day=may_decide_from(self.object), **kwargs
        )

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        chosen = form.cleaned_data
        cases = self.cases() if chosen["decision"] == ReviewState.END else 0
        consequences = presenters.decision_consequences(self.object, chosen, cases)
        context = self.get_context_data(form=once_more(form), consequences=consequences)
        return self.render_to_response(context)

    def cases(self) -> int:
        """Cases of open months that would change hands."""
        months = Period.objects.filter(branch=self.object.branch).open().values("month")
        return (
            Case.objects.of_branch(self.object.branch).filter(month__in=months).last_held_by(self.object.cadre).count()
        )

    def act(self, form):
        decide_review(review=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keputusan tersimpan. Kader melihatnya di halaman tinjauannya.")


class MonthExcuse(RoleRequired, ActsOnForm, FormView):
    """A month that does not count toward a review, for a reason from the fixed list."""

    permission = "collections.excuse_month"
    form_class = ExcuseForm
    template_name = "collections/supervisor/month_excuse.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadres": Cadre.objects.visible_to(self.request.user)}

    def get_initial(self):
        return {"cadre": self.request.GET.get("cadre")}

    def act(self, form):
        excuse_month(by=self.request.user, **form.cleaned_data)
        return _("Bulan ini tidak dihitung pada tutup buku berikutnya.")

    def get_success_url(self):
        return reverse("collections:review-list")
