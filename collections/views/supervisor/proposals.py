"""Settings by date, and proposing, approving, refusing and withdrawing new ones."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from arrears.models import BranchPolicy
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Closing, RewardScheme
from ...proposals import actions
from ...proposals.dry_runs import try_settings
from ...proposals.enums import SettingsKind
from ...proposals.forms import ApproveForm, MonthsForm, PolicyForm, RefuseForm, SchemeForm, tiers_form
from ...proposals.models import DryRun, Proposal
from ...proposals.setting_values import values_in_force
from . import proposal_presenters as presenters


class SettingsList(RoleRequired, TemplateView):
    """What is, was and will be in force, with who approved it; and the proposals."""

    permission = "collections.read_settings"
    template_name = "collections/supervisor/settings_list.html"

    @cached_property
    def branches(self) -> list[Branch]:
        return list(Branch.objects.visible_to(self.request.user))

    @cached_property
    def branch(self) -> Branch | None:
        if code := self.request.GET.get("cabang"):
            return get_object_or_404(Branch.objects.visible_to(self.request.user), code=code)
        return self.branches[0] if self.branches else None

    def get_context_data(self, **kwargs):
        proposals = Proposal.objects.visible_to(self.request.user)
        proposals = proposals.select_related("branch", "proposed_by", "decided_by")[:50]
        return super().get_context_data(
            branch=self.branch,
            branches=self.branches,
            proposals=[presenters.proposal_row(proposal) for proposal in proposals],
            proposal_columns=presenters.proposal_columns(),
            columns=presenters.force_columns(),
            policies=self.rows(SettingsKind.POLICY, BranchPolicy),
            schemes=self.rows(SettingsKind.SCHEME, RewardScheme),
            **kwargs,
        )

    def rows(self, kind: SettingsKind, model) -> list[dict]:
        if self.branch is None:
            return []
        rows = model.objects.of_branch_or_all(self.branch).order_by("-starts_on")
        closed = Closing.objects.closed().filter(branch=self.branch).order_by().values_list(kind, flat=True)
        used = {pk: list(closed).count(pk) for pk in set(closed)}
        approved = Proposal.objects.approved().filter(branch=self.branch, kind=kind)
        approved = {getattr(each, f"{kind}_id"): each for each in approved.select_related("decided_by", "branch")}
        return presenters.force_rows(kind, self.branch, rows, used, approved)


class Propose(RoleRequired, TemplateView):
    """The form, filled with what is in force; it is proposed, or only tried on past months."""

    permission = "collections.propose_settings"
    template_name = "collections/supervisor/propose.html"
    kind: str = ""

    @cached_property
    def start(self):
        """The month proposed first: the next one, or the one after the last closed."""
        last = actions.last_closed_month(self.branch)
        soon = next_month(self.branch.today().replace(day=1))
        return max(soon, next_month(last)) if last else soon

    @property
    def branch(self) -> Branch:
        return self.request.user.branch

    @cached_property
    def values(self) -> dict:
        """Of the trial that is to be proposed, else as in force."""
        if pk := self.request.GET.get("dari"):
            tried = DryRun.objects.visible_to(self.request.user).filter(kind=self.kind)
            return get_object_or_404(tried, pk=pk).values
        return values_in_force(self.kind, self.branch, self.start)

    def forms(self, data=None) -> dict:
        is_trial = bool(data) and "try" in data
        asked = {"branch": self.branch, "is_trial": is_trial, "initial": self.values | {"starts_on": self.start}}
        if self.kind == SettingsKind.POLICY:
            return {"form": PolicyForm(data, **asked)}
        return {"form": SchemeForm(data, **asked), "tiers": tiers_form(data, self.values["tiers"])}

    def get_context_data(self, **kwargs):
        found = kwargs or self.forms()
        return super().get_context_data(
            kind=SettingsKind(self.kind), cancel_url=reverse("collections:settings-list"), **found
        )

    def post(self, request, *args, **kwargs):
        found = self.forms(request.POST)
        wrong = [form for form in found.values() if not form.is_valid()]
        if not wrong:
            try:
                return HttpResponseRedirect(self.act(found).get_absolute_url())
            except Refused as refused:
                found["form"].add_error(None, str(refused))
        return self.render_to_response(self.get_context_data(**found))

    def act(self, found: dict):
        form, values = found["form"], values_of(found)
        asked = {"branch": self.branch, "kind": self.kind, "values": values, "by": self.request.user}
        if "try" in self.request.POST:
            return try_settings(**asked)
        chosen = form.cleaned_data
        return actions.propose(starts_on=chosen["starts_on"], reason=chosen["reason"], **asked)


def values_of(found: dict) -> dict:
    """The settings as plain values."""
    if "tiers" not in found:
        return found["form"].values
    chosen = found["form"].cleaned_data
    names = ("name", "cap_per_case", "cap_per_month", "registration_fee")
    return {name: chosen[name] for name in names} | {"tiers": found["tiers"].tiers()}


class ProposalPage(RoleRequired):
    permission = "collections.read_settings"
    model = Proposal

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "proposed_by", "decided_by")


class ProposalDetail(ProposalPage, DetailView):
    """What would change, what it would have made of past months, and who said what."""

    template_name = "collections/supervisor/proposal.html"
    context_object_name = "proposal"

    def get_context_data(self, **kwargs):
        proposal = self.object
        return super().get_context_data(
            state=presenters.state_of(proposal),
            rows=presenters.compared_with_force(proposal),
            columns=presenters.settings_columns(),
            dry_runs=proposal.dry_runs.all(),
            months_form=MonthsForm(),
            may_decide=proposal.is_open and self.request.user.has_perm("collections.decide_proposal", proposal),
            is_own=proposal.proposed_by_id == self.request.user.pk,
            **kwargs,
        )


class Decide(ProposalPage, FormAbout):
    permission = "collections.decide_proposal"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            proposal=self.object,
            may_decide=self.object.is_open and self.request.user.has_perm(self.permission, self.object),
            **kwargs,
        )


class ProposalApprove(Decide):
    """Ask with the numbers of the newest dry run."""

    form_class = ApproveForm
    template_name = "collections/supervisor/proposal_approve.html"

    def get_context_data(self, **kwargs):
        newest = self.object.dry_runs.filter(computed_at__isnull=False).first()
        return super().get_context_data(consequences=presenters.consequences(self.object, newest), **kwargs)

    def act(self, form):
        actions.approve(proposal=self.object, by=self.request.user, **form.cleaned_data)
        return _("Usulan disetujui dan berlaku mulai bulan yang diusulkan.")


class ProposalRefuse(Decide):
    form_class = RefuseForm
    template_name = "collections/supervisor/proposal_refuse.html"

    def act(self, form):
        actions.refuse(proposal=self.object, by=self.request.user, **form.cleaned_data)
        return _("Usulan ditolak; pengusul membaca alasannya.")


class ProposalWithdraw(ProposalPage, ActOnPost):
    permission = "collections.propose_settings"

    def act(self):
        actions.withdraw(proposal=self.object, by=self.request.user)
        return _("Usulan ditarik.")
