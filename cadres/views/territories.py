"""Which cadre cares for which kelurahan, today and in the months ahead, and where nobody does."""

from django.views.generic import TemplateView

from kaderjkn.common.formatting import month_name
from kaderjkn.common.views.mixins import RoleRequired

from ..coverage import coverage, months_ahead
from ..forms import TerritoryFilter
from ..models import TerritoryChange
from . import territory_presenters as presenters


class TerritoryPage(RoleRequired, TemplateView):
    """Every kelurahan of the branch, narrowed by the filter; the figures on top are those of all."""

    permission = "cadres.read_cadres"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        today = branch.today()
        every = coverage(branch, today)
        chosen = TerritoryFilter(self.request.GET, districts=presenters.by_district(every))
        shown = [one for one in every if chosen.shows(one, has_trouble=presenters.has_trouble)]
        facts = {
            "today": today,
            "filter": chosen,
            "summary": presenters.summary(every),
            "is_empty": not every,
            "districts": [(name, self.rows(found, today)) for name, found in presenters.by_district(shown)],
        }
        return super().get_context_data(**facts, **kwargs)


class TerritoryTable(TerritoryPage):
    """Today: the cadre, since when, until when, what comes next, and what is wrong."""

    template_name = "cadres/territory_table.html"

    def rows(self, found, today):
        return [presenters.as_row(one) for one in found]

    def get_context_data(self, **kwargs):
        changes = TerritoryChange.objects.visible_to(self.request.user).select_related("made_by")
        facts = {"columns": presenters.columns(), "changes": changes.newest_with_counts()[:5]}
        return super().get_context_data(**facts, **kwargs)


class TerritoryCalendar(TerritoryPage):
    """A cell for each month, from the current one on."""

    template_name = "cadres/territory_calendar.html"

    def rows(self, found, today):
        return [presenters.calendar_row(one, months_ahead(today)) for one in found]

    def get_context_data(self, **kwargs):
        months = [month_name(month) for month in months_ahead(self.request.user.branch.today())]
        return super().get_context_data(months=months, **kwargs)
