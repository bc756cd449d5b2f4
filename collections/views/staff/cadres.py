"""Cadres with their work: the list, and one cadre with agreements, territory and figures per month."""

from django.views.generic import DetailView

from arrears.case_list import working_month
from cadres.logins import without_login
from cadres.models import Cadre, Territory
from kaderjkn.common.access import is_shown
from kaderjkn.common.views.lists import ListPage
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.enums import CURRENT_STATES
from ...closing.models import CadreFigure
from ...lists.cadres import CADRES
from . import cadre_presenters as presenters


class CadreList(ListPage):
    """All cadres of the branch with agreement, kelurahan and cases of the working month."""

    listing = CADRES
    template_name = "collections/staff/cadre_list.html"

    def facts(self):
        branch = self.request.user.branch
        return super().facts() | {"month": working_month(branch), "new_logins": without_login(branch).count()}


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
