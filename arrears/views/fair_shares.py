"""Fair shares: asking for a proposal, looking at it before and after, accepting it."""

from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView

from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date, number
from kaderjkn.common.models import JobRun
from kaderjkn.common.months import add_months, first_day
from kaderjkn.common.views.acting import ActOnPost
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.fair_shares import JOB, accept_fair_share, is_stale, propose_fair_share
from ..enums import Weighting
from ..fair_share.dividing import TOLERANCE
from ..forms_territories import FairShareForm
from ..models import FairShare
from . import fair_share_presenters as presenters


class FairShareList(RoleRequired, FormView):
    """The newest proposals, and the form that asks for another."""

    permission = "cadres.manage_cadres"
    form_class = FairShareForm
    template_name = "arrears/fair_share_list.html"

    def get_initial(self):
        return {"on": add_months(first_day(self.request.user.branch.today()), 1)}

    def form_valid(self, form):
        chosen = form.cleaned_data
        facts = {"on": chosen["on"], "weighting": Weighting(chosen["weighting"])}
        try:
            _share, job = propose_fair_share(branch=self.request.user.branch, by=self.request.user, **facts)
        except Refused as refused:
            form.add_error("on", str(refused))
            return self.form_invalid(form)
        return HttpResponseRedirect(job.get_absolute_url())

    def get_context_data(self, **kwargs):
        shares = FairShare.objects.visible_to(self.request.user).select_related("made_by", "change")
        facts = {
            "columns": presenters.list_columns(),
            "rows": [presenters.list_row(share, self.request.user.branch) for share in shares[:10]],
            "tolerance": TOLERANCE,
        }
        return super().get_context_data(**facts, **kwargs)


class ForFairShares(RoleRequired):
    permission = "cadres.manage_cadres"
    model = FairShare

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "made_by", "change")


class FairShareDetail(ForFairShares, DetailView):
    """Before and after, per kecamatan and per cadre, and every move with its reason."""

    template_name = "arrears/fair_share.html"
    context_object_name = "share"

    @cached_property
    def names(self) -> dict[int, str]:
        return {cadre.pk: str(cadre) for cadre in Cadre.objects.filter(branch=self.object.branch_id)}

    def get_context_data(self, **kwargs):
        share = self.object
        if share.computed_at is None:
            job = JobRun.objects.filter(branch=share.branch_id, kind=JOB, subject=share.pk).first()
            return super().get_context_data(job=job, **kwargs)
        facts = {
            "state": presenters.state_of(share, is_stale=is_stale(share)),
            "summary": presenters.summary(share),
            "district_columns": presenters.district_columns(),
            "district_rows": [presenters.district_row(one) for one in share.outcome],
            "move_columns": presenters.move_columns(),
            "cadre_columns": presenters.cadre_columns(),
            "districts": [presenters.district(one, self.names) for one in share.outcome if one["moves"]],
            "unproven": [one["name"] for one in share.outcome if not one["is_proven"]],
            "left": [one["name"] for one in share.outcome if one["is_left"]],
            "consequences": presenters.consequences(share),
            "tolerance": TOLERANCE,
        }
        return super().get_context_data(**facts, **kwargs)


class FairShareAccept(ForFairShares, ActOnPost):
    def act(self):
        self.change = accept_fair_share(share=self.object, by=self.request.user)
        count = self.change.kelurahan.count()
        words = ngettext(
            "%(count)s kelurahan berganti kader mulai %(day)s.",
            "%(count)s kelurahan berganti kader mulai %(day)s.",
            count,
        )
        return words % {"count": number(count), "day": long_date(self.change.on)}

    def get_success_url(self):
        return self.change.get_absolute_url()
