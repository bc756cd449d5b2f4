"""Giving a kelurahan to another cadre, taking such an act back, and the load of each cadre."""

from statistics import median
from uuid import uuid4

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, TemplateView

from cadres.models import Cadre, Territory, TerritoryChange
from cadres.territory_changes import check_gift, give_kelurahan
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import Area
from kaderjkn.common.months import add_months, first_day
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.fair_shares import reasons_against, undo_change
from ..case_list import working_month
from ..forms_territories import ConfirmGiveForm, GiveForm
from ..loads import Load, loads
from . import territory_presenters as presenters


class TerritoryGive(RoleRequired, ActsOnForm, FormView):
    """The form beside the kelurahan's days; then the same answers once more with what they mean; then it is done."""

    permission = "cadres.manage_cadres"
    form_class = GiveForm
    template_name = "arrears/territory_give.html"

    @cached_property
    def area(self) -> Area:
        mine = Area.objects.filter(branch=self.request.user.branch, level=AreaLevel.VILLAGE).select_related("parent")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @cached_property
    def territories(self) -> list[Territory]:
        return list(self.area.territories.select_related("cadre").order_by("-valid"))

    def get_form_kwargs(self):
        self.area  # noqa: B018 (404 for a kelurahan of another branch)
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_initial(self):
        return {"on": add_months(first_day(self.request.user.branch.today()), 1), "form_key": uuid4()}

    def form_valid(self, form):
        """Ask first, unless it cannot be."""
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        chosen = form.cleaned_data
        try:
            check_gift(area=self.area, cadre=chosen["cadre"], on=chosen["on"])
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        facts = {
            "consequences": presenters.consequences(self.area, self.territories, chosen),
            "confirmation": ConfirmGiveForm(chosen, branch=self.request.user.branch),
        }
        return self.render_to_response(self.get_context_data(form=form, **facts))

    def act(self, form):
        chosen = form.cleaned_data
        self.change = give_kelurahan(
            branch=self.request.user.branch,
            to={self.area.pk: chosen["cadre"].pk},
            on=chosen["on"],
            form_key=chosen["form_key"],
            by=self.request.user,
        )
        return _("%(area)s dipegang %(cadre)s mulai %(day)s.") % {
            "area": self.area.name,
            "cadre": chosen["cadre"].name,
            "day": long_date(self.change.on),
        }

    def get_success_url(self):
        return self.change.get_absolute_url()

    def get_context_data(self, **kwargs):
        today = self.request.user.branch.today()
        facts = {
            "area": self.area,
            "back_url": reverse("cadres:territory-table"),
            "columns": presenters.territory_columns(),
            "rows": [presenters.territory_row(one, today) for one in self.territories],
        }
        return super().get_context_data(**facts, **kwargs)


class ForChanges(RoleRequired):
    permission = "cadres.manage_cadres"
    model = TerritoryChange

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "made_by", "undone_by")


class ChangeDetail(ForChanges, DetailView):
    """What one change made, and whether it can still be taken back."""

    template_name = "arrears/territory_change.html"
    context_object_name = "change"

    def get_context_data(self, **kwargs):
        given = list(self.object.kelurahan.select_related("area__parent", "cadre", "former_cadre"))
        facts = {
            "columns": presenters.change_columns(),
            "rows": [presenters.change_row(one) for one in given],
            "reasons": [] if self.object.undone_at else reasons_against(self.object),
        }
        return super().get_context_data(**facts, **kwargs)


class ChangeUndo(ForChanges, ActOnPost):
    def act(self):
        undo_change(change=self.object, by=self.request.user)
        return _("Perubahan dibatalkan. Setiap kelurahan kembali kepada kadernya yang semula.")


class LoadTable(RoleRequired, TemplateView):
    """What each cadre has in hand today, compared with the median."""

    permission = "cadres.read_cadres"
    template_name = "arrears/territory_loads.html"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        today = branch.today()
        found = loads(branch, today)
        cadres = Cadre.objects.of_branch(branch).for_list(today).with_agreement_on(today)
        rows = [(cadre, found.get(cadre.pk, Load())) for cadre in cadres]
        middle = {
            "households": median(load.households for _cadre, load in rows) if rows else 0,
            "amount": median(load.amount for _cadre, load in rows) if rows else 0,
        }
        facts = {
            "month": working_month(branch),
            "today": today,
            "columns": presenters.load_columns(),
            "rows": [presenters.load_row(cadre, load, middle) for cadre, load in rows],
            "total": presenters.load_total(rows),
            "middle": presenters.middle_stats(middle, rows),
        }
        return super().get_context_data(**facts, **kwargs)
