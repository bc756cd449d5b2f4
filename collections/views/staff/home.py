"""The branch's home: the month as steps, what to do next, what waits for somebody, the list by kecamatan."""

from django.utils import timezone
from django.views.generic import TemplateView

from kaderjkn.common.views.mixins import RoleRequired

from ...branch_month import arrears_by_district, attention, branch_month
from ...reminders.presenters import standing
from . import home_presenters as presenters


class BranchHome(RoleRequired, TemplateView):
    permission = "arrears.read_cases"
    template_name = "collections/staff/branch_home.html"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        state = branch_month(branch)
        rows = arrears_by_district(state.list) if state.list else []
        facts = {
            "branch": branch,
            "state": state,
            "next": presenters.next_action(state),
            "steps": presenters.steps(state),
            "tiles": presenters.tiles(state, attention(branch)),
            "columns": presenters.district_columns(),
            "rows": [presenters.district_row(row) for row in rows],
            "total": presenters.district_total(rows),
            "now": timezone.now(),
            "due": standing(branch, self.request.user),
        }
        return super().get_context_data(**facts, **kwargs)
