"""The branch's home: the month at a glance, what to do next, what waits for somebody, the list by kecamatan."""

from django.utils import timezone
from django.views.generic import TemplateView

from kaderjkn.common.views.mixins import RoleRequired

from ...branch_month import arrears_by_district, branch_month, newest_of
from ...reminders.presenters import standing
from ...waiting import waiting_for
from . import home_presenters as presenters


class BranchHome(RoleRequired, TemplateView):
    permission = "arrears.read_cases"
    template_name = "collections/staff/branch_home.html"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        state = branch_month(branch)
        waiting = waiting_for(self.request.user)
        facts = {
            "branch": branch,
            "state": state,
            "next": presenters.next_action(state),
            "steps": presenters.steps(state),
            "glance": presenters.glance(state),
            "tiles": presenters.tiles(waiting),
            "done": presenters.nothing_waits(waiting),
            "due": standing(branch, self.request.user),
        }
        return super().get_context_data(**facts, **kwargs)


class BranchDistricts(RoleRequired, TemplateView):
    """The newest list by kecamatan, fetched by the home once it stands: it reads every household of the list."""

    permission = "arrears.read_cases"
    template_name = "collections/staff/branch_districts.html"
    part_name = "collections/staff/branch_districts_table.html"

    def get_template_names(self):
        return [self.part_name if self.request.htmx else self.template_name]

    def get_context_data(self, **kwargs):
        newest = newest_of(self.request.user.branch)
        rows = arrears_by_district(newest) if newest else []
        facts = {
            "list": newest,
            "columns": presenters.district_columns(),
            "rows": [presenters.district_row(row) for row in rows],
            "total": presenters.district_total(rows),
            "now": timezone.now(),
            "zone": self.request.user.branch.zone,
        }
        return super().get_context_data(**facts, **kwargs)
