"""Goals of all cadres for a month or a quarter, on one page, with last period's figures beside them."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cadres.models import Cadre
from kaderjkn.common.formatting import number
from kaderjkn.common.months import add_months, month_text
from kaderjkn.common.views.acting import ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ...goals.actions import set_goals
from ...goals.forms import GoalPeriodForm, GoalsForm
from ...goals.models import MONTH, CadreGoal
from .goal_presenters import goal_rows


class GoalTable(RoleRequired, ActsOnForm, FormView):
    """`?mulai=2026-12&lama=1` chooses the period; `salin=1` proposes last period's goals again."""

    permission = "collections.set_goals"
    form_class = GoalsForm
    template_name = "collections/supervisor/goal_table.html"

    @cached_property
    def period_form(self) -> GoalPeriodForm:
        branch = self.request.user.branch
        chosen = {"mulai": month_text(branch.today().replace(day=1)), "lama": MONTH} | self.request.GET.dict()
        return GoalPeriodForm(chosen)

    @property
    def period(self) -> tuple:
        """First day and number of months; this month where the address is not understood."""
        if self.period_form.is_valid():
            return self.period_form.cleaned_data["mulai"], self.period_form.cleaned_data["lama"]
        return self.request.user.branch.today().replace(day=1), MONTH

    @cached_property
    def cadres(self) -> list[Cadre]:
        """Cadres with an agreement on the first day, or with a goal already."""
        starts_on, months = self.period
        mine = Cadre.objects.visible_to(self.request.user)
        known = mine.filter(goals__starts_on=starts_on, goals__months=months)
        return list((mine.with_agreement_on(starts_on) | known).distinct().order_by("code"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadres": self.cadres}

    def get_initial(self):
        starts_on, months = self.period
        shown = add_months(starts_on, -months) if "salin" in self.request.GET else starts_on
        goals = CadreGoal.objects.filter(branch=self.request.user.branch, starts_on=shown, months=months)
        return {f"kader-{goal.cadre_id}": number(goal.amount) for goal in goals}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        starts_on, months = self.period
        rows = goal_rows(context["form"], self.request.user.branch, starts_on, months)
        return context | {"period_form": self.period_form, "rows": rows, "starts_on": starts_on, "months": months}

    def act(self, form):
        starts_on, months = self.period
        branch = self.request.user.branch
        changed = set_goals(
            branch=branch, starts_on=starts_on, months=months, amounts=form.amounts(), by=self.request.user
        )
        return _("%(count)s sasaran disimpan.") % {"count": number(changed)}

    def get_success_url(self):
        starts_on, months = self.period
        return f"{reverse('collections:goal-table')}?mulai={month_text(starts_on)}&lama={months}"

    def post(self, request, *args, **kwargs):
        if not self.period_form.is_valid():
            return HttpResponseRedirect(reverse("collections:goal-table"))
        return super().post(request, *args, **kwargs)
