"""The list of cases, and of households that are none, with filters, search, a sum and export."""

from collections.abc import Iterator

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.views.generic import ListView

from arrears import case_list
from arrears.forms import CaseFilter
from arrears.models import Case
from cadres.models import Cadre
from kaderjkn.common.formatting import month_name
from kaderjkn.common.models import Area
from kaderjkn.common.months import month_text
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Settlement
from . import case_presenters as presenters


class CaseList(RoleRequired, ListView):
    """Names and numbers are masked here and in the export."""

    permission = "arrears.read_cases"
    model = Case
    template_name = "collections/staff/case_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.branch = self.request.user.branch
        self.filter = CaseFilter(self.request.GET, branch=self.branch)
        self.month = self.filter.chosen_month
        return self.filter.rows().select_related("area__parent") if self.month else Case.objects.none()

    def get(self, request, *args, **kwargs):
        if export_asked(request):
            return self.export()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        total = case_list.totals(self.object_list.order_by()) if self.month else {}
        facts = {
            "filter": self.filter,
            "month": self.month,
            "rows": self.shown(list(context["page_obj"])),
            "total": total,
            "move_query": self.move_query(),
            "may_move": self.filter.shows_cases and bool(total.get("households")),
        }
        return context | facts

    def move_query(self) -> str:
        """The filter as it is passed on to the page that moves."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query["month"] = month_text(self.month) if self.month else ""
        return query.urlencode()

    def shown(self, rows: list) -> list[dict]:
        """Rows of one page with what other tables know of them: a fixed number of queries."""
        names = case_list.names_of_heads(self.branch, rows)
        cadres = Cadre.objects.in_bulk({row.last_cadre for row in rows if row.last_cadre})
        paid = self.paid(rows) if self.filter.shows_cases else {}
        return [presenters.as_row(row, names, cadres, paid) for row in rows]

    def paid(self, rows: list) -> dict[int, int]:
        """Rupiah that count against the target, by case."""
        settlements = Settlement.objects.filter(branch=self.branch, is_current=True, case__in=[row.pk for row in rows])
        return dict(settlements.order_by().values_list("case").annotate(total=Sum("eligible")))

    def export(self):
        rows = self.get_queryset()
        return export_response(
            self.request,
            name=f"binaan-{self.branch.code}-{month_text(self.month) if self.month else ''}",
            headings=presenters.EXPORT_HEADINGS,
            rows=self.export_rows(rows),
            text_columns=("kk", "kartu_kepala"),
            reason=_("Ekspor daftar binaan %(month)s") % {"month": month_name(self.month)},
        )

    def export_rows(self, rows) -> Iterator[list]:
        codes = dict(Cadre.objects.filter(branch=self.branch).values_list("pk", "code"))
        districts = dict(Area.objects.filter(children__branch=self.branch).values_list("pk", "name"))
        for row in rows.iterator(chunk_size=2000):
            yield presenters.export_row(row, codes, districts)
