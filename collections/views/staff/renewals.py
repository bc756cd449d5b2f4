"""Agreements that end, with each cadre's year beside them; renewals that were made, and taking one back."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from cadres.forms import RenewalFilter
from cadres.models import Agreement, Renewal
from kaderjkn.common.views.acting import ActOnPost
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired

from ...renewal_undo import reasons_against, undo_renewal
from ...year_figures import NOTHING, closed_year, year_figures
from . import renewal_presenters as presenters


class RenewalList(RoleRequired, ListView):
    """Agreements to renew, the first to end first; the export holds all that the filter shows."""

    permission = "cadres.manage_cadres"
    model = Agreement
    template_name = "collections/staff/renewal_list.html"
    paginate_by = 100

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        self.filter = RenewalFilter(self.request.GET)
        return self.filter.narrow(super().get_queryset(), self.today).select_related("cadre").with_warning()

    def get(self, request, *args, **kwargs):
        return self.export() if export_asked(request) else super().get(request, *args, **kwargs)

    @cached_property
    def months(self):
        return closed_year(self.request.user.branch)

    def with_years(self, agreements) -> list[tuple]:
        """Each agreement with its cadre's year."""
        agreements = list(agreements)
        cadres = {agreement.cadre_id for agreement in agreements}
        years = year_figures(self.request.user.branch, self.months, cadres)
        return [(agreement, years.get(agreement.cadre_id, NOTHING)) for agreement in agreements]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = self.with_years(context["page_obj"])
        renewals = Renewal.objects.visible_to(self.request.user).select_related("made_by")
        query = self.request.GET.copy()
        query.pop("page", None)
        facts = {
            "filter": self.filter,
            "period": presenters.period_words(self.months),
            "rows": [presenters.list_row(agreement, year, self.today) for agreement, year in shown],
            "count": context["paginator"].count,
            "all_query": query.urlencode(),
            "renewal_columns": presenters.renewal_columns(),
            "renewals": [presenters.renewal_row(renewal) for renewal in renewals.newest_with_counts()[:5]],
        }
        return context | facts

    def export(self):
        shown = self.with_years(self.get_queryset())
        return export_response(
            self.request,
            name=f"perpanjangan-{self.request.user.branch.code}-{self.today}",
            headings=presenters.EXPORT_HEADINGS,
            rows=[presenters.export_row(agreement, year) for agreement, year in shown],
            text_columns=("kode_kader", "no_perjanjian"),
            reason=_("Ekspor daftar perpanjangan perjanjian"),
        )


class ForRenewals(RoleRequired):
    permission = "cadres.manage_cadres"
    model = Renewal

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "made_by", "undone_by")


class RenewalDetail(ForRenewals, DetailView):
    """What one renewal made, and whether it can still be taken back."""

    template_name = "collections/staff/renewal_detail.html"
    context_object_name = "renewal"

    def get_context_data(self, **kwargs):
        renewal = self.object
        rows = list(renewal.agreements.select_related("cadre", "agreement"))
        territories = renewal.territories.count()
        facts = {
            "summary": presenters.summary(renewal, len(rows), territories),
            "columns": presenters.made_columns(),
            "rows": [presenters.made_row(one) for one in rows],
            "reasons": [] if renewal.undone_at else reasons_against(renewal),
            "consequences": presenters.undo_consequences(len(rows), territories),
        }
        return super().get_context_data(**facts, **kwargs)


class RenewalUndo(ForRenewals, ActOnPost):
    def act(self):
        undo_renewal(renewal=self.object, by=self.request.user)
        return _("Perpanjangan dibatalkan. Perjanjian dan wilayah kembali seperti sebelumnya.")

    def get_success_url(self):
        return reverse("collections:renewal-list")
