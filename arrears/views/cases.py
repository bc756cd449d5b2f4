"""Assigning the month; moving and holding many cases."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.base import View

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date, number, rupiah
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Period
from kaderjkn.common.months import parse_month
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.bulk import hold_chosen, move_chosen
from ..actions.cases import default_day
from ..enums import HoldReason
from ..forms import ConfirmHoldForm, ConfirmMoveForm, HoldForm, MoveForm
from .choosing import ForChosenCases, Words


class CasesAssign(RoleRequired, View):
    """The button that divides the month's households among the cadres."""

    permission = "arrears.assign_cases"
    http_method_names = ["post", "options"]

    def post(self, request):
        branch = request.user.branch
        month = asked_month(request.POST.get("month", ""))
        if not Period.objects.filter(branch=branch, month=month).exists():
            raise Http404
        return redirect(start_job(kind="assign_cases", branch=branch, month=month, by=request.user))


def asked_month(text: str) -> date:
    try:
        return parse_month(text)
    except Refused:
        raise Http404 from None


class CasesMove(ForChosenCases):
    """Chosen cases to another cadre."""

    permission = "arrears.move_cases"
    form_class = MoveForm
    words = Words(
        title=gettext_lazy("Pindahkan binaan"),
        how=gettext_lazy("Centang binaan pada daftar, lalu tekan Pindahkan."),
        ask=gettext_lazy("Pindahkan binaan ini?"),
        submit=gettext_lazy("Pindahkan"),
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_initial(self):
        return {"day": default_day(self.request.user.branch, self.month)} if self.month else {}

    def confirmation(self, form) -> ConfirmMoveForm:
        return ConfirmMoveForm(form.cleaned_data, branch=self.request.user.branch)

    def consequences(self, form) -> list:
        cadre, day = form.cleaned_data["cadre"], form.cleaned_data["day"]
        words = ngettext("keluarga pindah ke %(cadre)s", "keluarga pindah ke %(cadre)s", self.totals["households"])
        return [
            (self.totals["households"], words % {"cadre": cadre.name}),
            _("Mulai %(day)s, hari itu termasuk.") % {"day": long_date(day)},
            _("Target %(amount)s ikut pindah.") % {"amount": rupiah(self.totals["rupiah"] or 0)},
        ]

    def act(self, form):
        branch, by = self.request.user.branch, self.request.user
        answers = {"cadre": form.cleaned_data["cadre"], "day": form.cleaned_data["day"]}
        self.done = move_chosen(branch=branch, month=self.month, case_ids=self.case_ids(), by=by, **answers)
        count = self.done.count
        words = ngettext("%(count)s binaan pindah ke %(cadre)s.", "%(count)s binaan pindah ke %(cadre)s.", count)
        return words % {"count": number(count), "cadre": answers["cadre"].name}

    def get_success_url(self):
        return self.done.get_absolute_url()


class CasesHold(ForChosenCases):
    """The households of chosen cases on hold: not assigned again, and not contacted."""

    permission = "arrears.set_holds"
    form_class = HoldForm
    words = Words(
        title=gettext_lazy("Tahan keluarga"),
        how=gettext_lazy("Centang binaan pada daftar, lalu tekan Tahan."),
        ask=gettext_lazy("Tahan keluarga ini?"),
        submit=gettext_lazy("Tahan"),
    )

    def get_initial(self):
        return {"starts_on": self.request.user.branch.today()}

    def confirmation(self, form) -> ConfirmHoldForm:
        return ConfirmHoldForm(form.cleaned_data)

    def consequences(self, form) -> list:
        words = ngettext("keluarga ditahan: %(reason)s", "keluarga ditahan: %(reason)s", self.totals["households"])
        reason = HoldReason(form.cleaned_data["reason"]).label
        return [
            (self.totals["households"], words % {"reason": reason}),
            _("Mulai %(day)s tidak dibagi dan tidak dihubungi, sampai penahanan dicabut.")
            % {"day": long_date(form.cleaned_data["starts_on"])},
            _("Yang sudah ditahan dengan alasan ini tetap seperti semula."),
        ]

    def act(self, form):
        answers = {name: form.cleaned_data[name] for name in ("reason", "starts_on", "note")}
        branch, by = self.request.user.branch, self.request.user
        self.done = hold_chosen(branch=branch, month=self.month, case_ids=self.case_ids(), by=by, **answers)
        words = ngettext("%(count)s keluarga ditahan.", "%(count)s keluarga ditahan.", self.done.count)
        return words % {"count": number(self.done.count)}

    def get_success_url(self):
        return self.done.get_absolute_url()
