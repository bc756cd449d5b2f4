"""Continuing chosen agreements: ask how, show what would happen and what cannot, do it on the answer."""

from uuid import uuid4

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from kaderjkn.common.formatting import number
from kaderjkn.common.views.acting import ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ..forms import DEFAULT_PATTERN, ConfirmRenewalForm, RenewalFilter, RenewalForm
from ..models import Agreement, Renewal
from ..renewal_plan import PlannedRenewal, RenewalPlan, consequences, plan_renewal
from ..renewals import renew

AT_ONCE = 1000


class RenewalCreate(RoleRequired, ActsOnForm, FormView):
    """`?agreement=…` are the ticked ones, `?all=1` those that the filter of the list shows."""

    permission = "cadres.manage_cadres"
    form_class = RenewalForm
    template_name = "cadres/renewal_create.html"

    def post(self, request, *args, **kwargs):
        """A form that was carried out already leads to what it did, however often it is sent."""
        form = self.get_form()
        if form.is_valid():
            mine = Renewal.objects.visible_to(request.user)
            if done := mine.filter(form_key=form.cleaned_data["form_key"]).first():
                return redirect(done)
        return super().post(request, *args, **kwargs)

    def get_initial(self):
        mine = Renewal.objects.filter(branch=self.request.user.branch)
        return {
            "chosen": ",".join(str(agreement.pk) for agreement in self.asked),
            "form_key": uuid4(),
            "pattern": mine.values_list("pattern", flat=True).first() or DEFAULT_PATTERN,
            "prolongs": True,
        }

    @cached_property
    def asked(self) -> list[Agreement]:
        """The agreements that the address names."""
        rows = self.mine()
        if self.request.GET.get("all"):
            return list(RenewalFilter(self.request.GET).narrow(rows, self.request.user.branch.today())[:AT_ONCE])
        ids = [int(pk) for pk in self.request.GET.getlist("agreement") if pk.isascii() and pk.isdigit()]
        return list(rows.filter(pk__in=[pk for pk in ids if pk < 2**63][:AT_ONCE]))

    def mine(self):
        rows = Agreement.objects.visible_to(self.request.user).select_related("cadre__branch")
        return rows.order_by("cadre__code")

    def form_valid(self, form):
        if "confirmed" not in self.request.POST or not self.request.POST["confirmed"]:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def act(self, form):
        self.renewal = renew(
            branch=self.request.user.branch,
            agreement_ids=form.cleaned_data["chosen"],
            terms=form.terms,
            form_key=form.cleaned_data["form_key"],
            by=self.request.user,
        )
        count = self.renewal.agreements.count()
        words = ngettext("%(count)s perjanjian diperpanjang.", "%(count)s perjanjian diperpanjang.", count)
        return words % {"count": number(count)}

    def get_success_url(self):
        return self.renewal.get_absolute_url()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context |= {"back_url": reverse("collections:renewal-list"), "count": len(self.asked)}
        form = context["form"]
        if form.is_bound and "chosen" in getattr(form, "cleaned_data", {}):
            context["count"] = len(form.cleaned_data["chosen"])
        if form.is_bound and form.cleaned_data.keys() >= RenewalForm.base_fields.keys():
            rows = self.mine().filter(pk__in=form.cleaned_data["chosen"])
            context |= preview(plan_renewal(rows, form.terms), form)
        return context


def preview(plan: RenewalPlan, form: RenewalForm) -> dict:
    """What the page asks: the consequences, the refusals, and the same answers to be sent once more."""
    accepted = [row.old.pk for row in plan.accepted]
    return {
        "plan": plan,
        "consequences": consequences(plan),
        "columns": columns(),
        "rows": [as_row(row) for row in plan.accepted],
        "refusal_columns": refusal_columns(),
        "refusals": [{"cadre": str(row.old.cadre), "why": " ".join(row.refusals)} for row in plan.refused],
        "confirmation": ConfirmRenewalForm(form.cleaned_data, chosen=accepted, confirmed=not plan.refused),
    }


def columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "number", "label": _("Nomor baru")},
        {"key": "first", "label": _("Mulai"), "kind": "date"},
        {"key": "last", "label": _("Sampai"), "kind": "date"},
        {"key": "territories", "label": _("Wilayah ikut"), "kind": "number"},
    ]


def as_row(row: PlannedRenewal) -> dict:
    return {
        "cadre": str(row.old.cadre),
        "number": row.number,
        "first": row.valid.lower,
        "last": row.last,
        "territories": len(row.territories),
    }


def refusal_columns() -> list[dict]:
    return [{"key": "cadre", "label": _("Kader")}, {"key": "why", "label": _("Mengapa")}]
