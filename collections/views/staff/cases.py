"""The list of cases, and that of all households of the month."""

from django.shortcuts import redirect
from django.urls import reverse

from arrears.case_list import UNASSIGNED, WAITING
from arrears.enums import CaseStatus
from kaderjkn.common.views.lists import ListPage

from ...lists.cases import CASES
from ...lists.households import HOUSEHOLDS

OF_HOUSEHOLDS = {UNASSIGNED, WAITING, *CaseStatus.values} - {"", CaseStatus.ASSIGNED}


class CaseList(ListPage):
    """Cases of a month, to move, hold, or print letters for."""

    listing = CASES
    template_name = "collections/staff/case_list.html"
    tick = "case"

    def get(self, request, *args, **kwargs):
        """Households that are no case are on the list of households; older addresses ask for them here."""
        if request.GET.get("status") in OF_HOUSEHOLDS:
            return redirect(f"{reverse(HOUSEHOLDS.url_name)}?{request.GET.urlencode()}")
        return super().get(request, *args, **kwargs)

    def facts(self):
        return super().facts() | {"month": self.asked.filter.chosen_month}


class HouseholdList(ListPage):
    """All households of the newest list."""

    listing = HOUSEHOLDS
    template_name = "collections/staff/household_list.html"

    def facts(self):
        return super().facts() | {"month": self.asked.filter.chosen_month}
