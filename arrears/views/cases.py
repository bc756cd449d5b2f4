"""Assigning the month, and moving cases to another cadre."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from django.views.generic.base import View

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date, month_name, number, rupiah
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Period
from kaderjkn.common.months import month_text, parse_month
from kaderjkn.common.views.acting import ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.cases import default_day, move_cases
from ..case_list import totals
from ..forms import CaseFilter, ConfirmMoveForm, MoveForm


class CasesAssign(RoleRequired, View):
    """The button that divides the month's households among the cadres."""

    permission = "arrears.assign_cases"
    http_method_names = ["post", "options"]

    def post(self, request):
        branch = request.user.branch
        month = asked_month(request.POST.get("month", ""))
        if not Period.objects.filter(branch=branch, month=month).exists():
            raise Http404
        return redirect(start_job(kind="assign_cases", branch=branch, month=month, by=request.user))


def asked_month(text: str) -> date:
    try:
        return parse_month(text)
    except Refused:
        raise Http404 from None


class CasesMove(RoleRequired, ActsOnForm, FormView):
    """Chosen cases, or all that a filter shows, to another cadre: ask, show the consequence in numbers, do.

    The choice stands in the address (`case=…`, or `all=1` with the list's filter), so that every step has it.
    """

    permission = "arrears.move_cases"
    form_class = MoveForm
    template_name = "arrears/cases_move.html"

    @cached_property
    def filter(self) -> CaseFilter:
        return CaseFilter(self.request.GET, branch=self.request.user.branch)

    @cached_property
    def cases(self):
        """The chosen cases; only those of the branch and the month can be among them."""
        if self.filter.chosen_month is None or not self.filter.shows_cases:
            raise Http404
        rows = self.filter.rows()
        if self.request.GET.get("all"):
            return rows
        return rows.filter(pk__in=[int(pk) for pk in self.request.GET.getlist("case") if pk.isdigit()][:1000])

    @cached_property
    def totals(self) -> dict:
        return totals(self.cases)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_initial(self):
        return {"day": default_day(self.request.user.branch, self.filter.chosen_month)}

    def form_valid(self, form):
        """Ask first; only the answer to that question moves."""
        if "confirmed" not in self.request.POST:
            facts = {"consequences": self.consequences(form), "confirmation": self.confirmation(form)}
            return self.render_to_response(self.get_context_data(form=form, **facts))
        return super().form_valid(form)

    def confirmation(self, form) -> ConfirmMoveForm:
        """The same answers, hidden, to be sent once more."""
        return ConfirmMoveForm(form.cleaned_data, branch=self.request.user.branch)

    def consequences(self, form) -> list:
        cadre, day = form.cleaned_data["cadre"], form.cleaned_data["day"]
        words = ngettext("keluarga pindah ke %(cadre)s", "keluarga pindah ke %(cadre)s", self.totals["households"])
        return [
            (self.totals["households"], words % {"cadre": cadre.name}),
            _("Mulai %(day)s, hari itu termasuk.") % {"day": long_date(day)},
            _("Target %(amount)s ikut pindah.") % {"amount": rupiah(self.totals["rupiah"] or 0)},
        ]

    def act(self, form):
        moved = move_cases(
            branch=self.request.user.branch,
            month=self.filter.chosen_month,
            by=self.request.user,
            case_ids=list(self.cases.values_list("pk", flat=True)),
            **form.cleaned_data,
        )
        words = ngettext("%(count)s binaan pindah ke %(cadre)s.", "%(count)s binaan pindah ke %(cadre)s.", moved)
        return words % {"count": number(moved), "cadre": form.cleaned_data["cadre"].name}

    def get_success_url(self):
        return f"{reverse('collections:case-list')}?month={month_text(self.filter.chosen_month)}"

    def get_context_data(self, **kwargs):
        facts = {
            "totals": self.totals,
            "month": month_name(self.filter.chosen_month),
            "back_url": self.get_success_url(),
        }
        return super().get_context_data(**facts, **kwargs)
