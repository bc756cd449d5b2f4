"""Cadres with their work: the list, and one cadre with agreements, territory and figures per month."""

from django.db.models import Count
from django.views.generic import DetailView, ListView

from arrears.case_list import working_month
from arrears.models import CaseHolder
from cadres.forms import CadreFilter
from cadres.logins import without_login
from cadres.models import Cadre, Territory
from kaderjkn.common.access import is_shown
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.enums import CURRENT_STATES
from ...closing.models import CadreFigure
from . import cadre_presenters as presenters


class CadreList(RoleRequired, ListView):
    """All cadres of the branch with agreement, kelurahan and cases of the working month."""

    permission = "cadres.read_cadres"
    model = Cadre
    template_name = "collections/staff/cadre_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        self.filter = CadreFilter(self.request.GET)
        return self.filter.narrow(super().get_queryset(), self.today).for_list(self.today)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        branch = self.request.user.branch
        month = working_month(branch)
        cases = cases_by_cadre(branch, month, context["page_obj"])
        facts = {
            "filter": self.filter,
            "month": month,
            "columns": presenters.list_columns(),
            "rows": [presenters.list_row(cadre, cases.get(cadre.pk, 0), self.today) for cadre in context["page_obj"]],
            "new_logins": without_login(branch).count(),
        }
        return context | facts


def cases_by_cadre(branch, month, cadres) -> dict[int, int]:
    """Cases of the month by last holder, for the cadres of one page."""
    holders = CaseHolder.objects.filter(branch=branch, case__month=month, case__branch=branch).current()
    mine = holders.filter(cadre__in=[cadre.pk for cadre in cadres])
    return dict(mine.order_by().values_list("cadre").annotate(count=Count("pk")))


class CadreDetail(RoleRequired, DetailView):
    permission = "cadres.read_cadres"
    model = Cadre
    template_name = "collections/staff/cadre_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "user")

    def get_context_data(self, **kwargs):
        cadre, today = self.object, self.object.branch.today()
        shown = is_shown(self.request, "cadre", cadre.pk)
        figures = CadreFigure.objects.filter(branch=cadre.branch_id, cadre=cadre, closing__state__in=CURRENT_STATES)
        territories = (
            Territory.objects.filter(cadre=cadre).select_related("area__parent").order_by("-valid", "area__name")
        )
        agreements = cadre.agreements.with_scan().order_by("-valid")
        facts = {
            "is_shown": shown,
            "identity": presenters.identity(cadre, shown=shown),
            "account": presenters.account(cadre),
            "agreement_columns": presenters.agreement_columns(),
            "agreements": [presenters.agreement_row(one, today) for one in agreements],
            "territory_columns": presenters.territory_columns(),
            "territories": [presenters.territory_row(one) for one in territories],
            "figure_columns": presenters.figure_columns(),
            "figures": [
                presenters.figure_row(one) for one in figures.select_related("closing").order_by("-closing__month")
            ],
        }
        return super().get_context_data(**facts, **kwargs)
