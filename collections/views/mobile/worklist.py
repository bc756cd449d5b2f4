"""Start here: whom to visit today, and why."""

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from arrears.models import Case
from arrears.periods import paid_through

from ...field.forms import WorklistFilter
from ...field.worklist import visited_this_week, working_month, worklist
from ...reminders.models import DueNote
from .mixins import OwnPage
from .presenters import stop

PER_PAGE = 25


class Worklist(OwnPage, TemplateView):
    permission = "collections.use_worklist"
    template_name = "collections/mobile/worklist.html"

    def get_context_data(self, **kwargs):
        month = working_month(self.cadre.branch)
        context = super().get_context_data(
            month=month,
            visited=visited_this_week(self.cadre, self.cadre.branch.today()),
            wanted=self.policy.visits_per_week_target,
            paid_through=paid_through(self.cadre.branch),
            promised=DueNote.objects.visible_to(self.request.user).filter(about=self.cadre.branch.today()).first(),
            **kwargs,
        )
        return context | self.stops(month) if month else context

    def stops(self, month) -> dict:
        form = WorklistFilter(self.request.GET, areas=areas_of(self.cadre, month))
        items = worklist(self.cadre, month=month, **form.chosen)
        page = Paginator(items, PER_PAGE).get_page(self.request.GET.get("page"))
        today, limit = self.cadre.branch.today(), self.policy.contacts_per_week_max
        return {"filter": form, "page_obj": page, "stops": [stop(item, today, limit) for item in page]}


def areas_of(cadre, month) -> list[tuple[int, str]]:
    """The kelurahan in which the cadre has cases, for the filter."""
    cases = Case.objects.of_branch(cadre.branch).filter(month=month).in_hand_of(cadre.branch.today(), cadre=cadre)
    return list(cases.order_by("area__name").values_list("area", "area__name").distinct())
