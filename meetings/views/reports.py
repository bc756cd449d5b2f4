"""Staff: envelopes per cadre over some months, the envelopes behind each figure, and the same as files."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from kaderjkn.common.errors import Refused
from kaderjkn.common.months import month_text
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired

from ..forms_reports import EnvelopePeriod
from ..jobs.cadre_envelopes import FIGURES, cadre_rows, member_rows
from ..models import Envelope
from ..report_presenters import (
    age_columns,
    figure_label,
    following_columns,
    member_columns,
    member_table,
    outcome_columns,
    screen_row,
    sums_of,
)

HEADINGS = ("cadre", "name", *FIGURES, "oldest")


class EnvelopePeriodPage(RoleRequired, TemplateView):
    """The months that the address names, else the last three."""

    permission = "meetings.read_envelope_report"

    @cached_property
    def branch(self):
        return self.request.user.branch

    @cached_property
    def filter(self):
        return EnvelopePeriod(self.request.GET or None, branch=self.branch)

    @cached_property
    def months(self):
        return self.filter.months()


class EnvelopeReport(EnvelopePeriodPage):
    template_name = "meetings/envelope_report.html"

    def get(self, request, *args, **kwargs):
        return self.download() if export_asked(request) and self.months else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = cadre_rows(self.branch, *self.months) if self.months else []
        query = self.filter.address_of(self.months) if self.months else ""
        facts = {
            "filter": self.filter,
            "rows": [screen_row(row, query) for row in rows],
            "total": screen_row(sums_of(rows), query) if rows else None,
            "outcomes": outcome_columns(),
            "following": following_columns(),
            "ages": age_columns(),
            "today": self.branch.today(),
        }
        return super().get_context_data(**facts, **kwargs)

    def download(self):
        first, last = self.months
        name = f"amplop-{self.branch.code}-{month_text(first)}-{month_text(last)}"
        rows = cadre_rows(self.branch, first, last)
        return export_response(
            self.request,
            name=name,
            headings=HEADINGS,
            rows=([row[heading] for heading in HEADINGS] for row in rows),
            reason=_("Amplop per kader %(first)s–%(last)s") % {"first": month_text(first), "last": month_text(last)},
            text_columns=("cadre", "name"),
        )


class EnvelopeReportRows(EnvelopePeriodPage):
    """The envelopes behind one figure."""

    template_name = "meetings/envelope_report_rows.html"

    def get_context_data(self, **kwargs):
        figure = self.kwargs["figure"]
        if figure not in FIGURES or not self.months:
            raise Http404
        try:
            cadre = self.filter.cadre()
        except Refused as unknown:
            raise Http404 from unknown
        rows = member_rows(self.branch, *self.months, figure=figure, cadre=cadre)
        envelopes = Envelope.objects.visible_to(self.request.user).select_related("case__area", "cadre")
        facts = {
            "title": figure_label(figure),
            "cadre": cadre,
            "back": self.filter.address_of(self.months),
            "columns": member_columns(),
            "rows": member_table(rows, envelopes.in_bulk([row["id"] for row in rows])),
        }
        return super().get_context_data(**facts, **kwargs)
