"""Acts on chosen cases: those ticked on the list, or all that its filter shows.

The choice stands in the address (`case=…`, or `all=1` with the list's filter), so that every step has it.
"""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from kaderjkn.common.formatting import month_name
from kaderjkn.common.lists.asking import Asked, ticked_ids
from kaderjkn.common.lists.declaring import listing_named
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ..case_list import totals

TICKED_AT_MOST = 1000


class Words(NamedTuple):
    """Of the page: its title, how to choose, the question, and the button that answers it."""

    title: str
    how: str
    ask: str
    submit: str


class ForChosenCases(RoleRequired, ActsOnForm, FormView):
    """Ask, show the consequence in numbers, do. `confirm_form` has the same answers, hidden."""

    confirm_form = None
    template_name = "arrears/chosen_cases.html"
    words: Words

    @cached_property
    def asked(self) -> Asked:
        return Asked(listing_named("binaan"), self.request.GET, self.request.user.branch)

    @cached_property
    def month(self):
        return self.asked.filter.chosen_month

    @cached_property
    def cases(self):
        """The chosen cases; only those of the branch and the month can be among them."""
        if not self.asked.filter.is_valid() or self.month is None:
            raise Http404
        if self.request.GET.get("all"):
            return self.asked.rows
        return self.asked.rows.filter(pk__in=ticked_ids(self.request.GET, "case", TICKED_AT_MOST))

    @cached_property
    def totals(self) -> dict:
        return totals(self.cases)

    def form_valid(self, form):
        """Ask first; only the answer to that question acts, and only while it is still about as many cases."""
        count = str(self.totals["households"])
        answer = self.request.POST.get("confirmed")
        if answer == count:
            return super().form_valid(form)
        if answer:
            messages.warning(self.request, _("Jumlah binaan berubah sejak pertanyaan ini dibuka. Periksa lagi."))
        confirmation = self.confirmation(form)
        confirmation.data["confirmed"] = count
        facts = {"consequences": self.consequences(form), "confirmation": confirmation}
        return self.render_to_response(self.get_context_data(form=form, **facts))

    def case_ids(self) -> list[int]:
        return list(self.cases.values_list("pk", flat=True))

    def list_url(self) -> str:
        return f"{reverse('collections:case-list')}?month={month_text(self.month)}"

    def get_success_url(self):
        return self.list_url()

    def get_context_data(self, **kwargs):
        facts = {
            "totals": self.totals,
            "month": month_name(self.month),
            "back_url": self.list_url(),
            "words": self.words,
        }
        return super().get_context_data(**facts, **kwargs)
