"""Reward statements of a month: approve, release by a second person, note as paid; as PDF and for finance."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django.views.generic.base import View
from django.views.generic.detail import SingleObjectMixin

from kaderjkn.common.access import log_access
from kaderjkn.common.errors import Refused
from kaderjkn.common.imports.presenters import attachment
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Closing
from ...payouts.actions import take_back_release
from ...payouts.acts import ACTS, Act
from ...payouts.documents import statement_pdf
from ...payouts.forms import ActForm, ReasonForm
from ...payouts.models import RewardStatement
from . import statement_presenters as presenters


class StatementPage(RoleRequired):
    """A page about the statements of one closed month of one branch."""

    permission = "collections.read_statements"

    @cached_property
    def closing(self) -> Closing:
        closings = Closing.objects.visible_to(self.request.user).closed().select_related("branch", "scheme")
        closings = closings.filter(month=self.kwargs["month"])
        if code := self.request.GET.get("cabang"):
            closings = closings.filter(branch__code=code)
        found = closings.order_by("branch__code").first()
        if found is None:
            raise Http404
        return found

    @property
    def statements(self):
        rows = RewardStatement.objects.visible_to(self.request.user).filter(closing=self.closing)
        return rows.select_related("cadre", "approved_by", "released_by", "document", "closing", "branch")

    def list_url(self) -> str:
        address = reverse("collections:statement-list", args=[month_text(self.closing.month)])
        return f"{address}?cabang={self.closing.branch.code}"


class StatementList(StatementPage, TemplateView):
    """All statements of the month with what is the next step of each; the boxes choose for a step."""

    template_name = "collections/supervisor/statement_list.html"

    def get(self, request, *args, **kwargs):
        if export_asked(request):
            return self.finance_file()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        user, rows = self.request.user, list(self.statements)
        branches = {closing.branch for closing in closings_of_month(user, self.closing.month)}
        return super().get_context_data(
            closing=self.closing,
            rows=[presenters.statement_row(row, user) for row in rows],
            stats=presenters.stats(rows),
            acts=presenters.acts_for(user, rows, self.closing),
            branches=sorted(branches, key=lambda branch: branch.code) if len(branches) > 1 else [],
            may_export=user.has_perm("collections.export_payouts"),
            list_url=self.list_url(),
            **kwargs,
        )

    def finance_file(self):
        """The released statements with the bank columns of the cadres' file."""
        if not self.request.user.has_perm("collections.export_payouts"):
            raise PermissionDenied
        rows = self.statements.released().filter(total__gt=0)
        return export_response(
            self.request,
            name=f"imbal-jasa-{self.closing.branch.code}-{month_text(self.closing.month)}",
            headings=presenters.FINANCE_HEADINGS,
            rows=[presenters.finance_cells(row) for row in rows],
            reason=_("Pembayaran imbal jasa oleh keuangan"),
            text_columns=presenters.FINANCE_TEXTS,
        )


def closings_of_month(user, month):
    return Closing.objects.visible_to(user).closed().filter(month=month).select_related("branch")


class StatementAct(StatementPage, TemplateView):
    """One step for the chosen statements: first the consequence in numbers, then the act."""

    template_name = "collections/supervisor/statement_act.html"
    http_method_names = ["post", "options"]

    @cached_property
    def act(self) -> Act:
        if self.kwargs["act"] not in ACTS:
            raise Http404
        return ACTS[self.kwargs["act"]]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm(self.act.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_of(self, **kwargs) -> ActForm:
        return ActForm(act=self.act, statements=self.statements, **kwargs)

    def post(self, request, **kwargs):
        form = self.form_of(data=request.POST)
        chosen = form.chosen()
        if not chosen:
            messages.error(request, _("Pilih dulu rincian yang dimaksud."))
            return HttpResponseRedirect(self.list_url())
        if "confirmed" not in request.POST:
            return self.ask(chosen, self.form_of(initial=self.answers(chosen)))
        return self.do(form) if form.is_valid() else self.ask(chosen, form)

    def answers(self, chosen) -> dict:
        """What the page that asks once more starts with."""
        pks = [statement.pk for statement in chosen]
        return {"statements": pks, "paid_on": self.closing.branch.today(), "confirmed": "yes"}

    def ask(self, chosen, form):
        context = self.get_context_data(
            form=form,
            closing=self.closing,
            act=self.act,
            consequences=presenters.consequences(self.act, chosen),
            list_url=self.list_url(),
        )
        return self.render_to_response(context)

    def do(self, form):
        pks = [statement.pk for statement in form.chosen()]
        try:
            count = self.act.run(closing=self.closing, pks=pks, by=self.request.user, **form.more())
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, self.act.done(count))
        return HttpResponseRedirect(self.list_url())


class AboutStatement(RoleRequired):
    permission = "collections.read_statements"
    model = RewardStatement

    def get_queryset(self):
        rows = super().get_queryset().in_force()
        return rows.select_related("cadre", "branch", "closing__scheme", "approved_by", "released_by", "document")


class StatementPdf(AboutStatement, SingleObjectMixin, View):
    """The released statement on paper; printing somebody else's is logged."""

    permission = "collections.print_statement"
    http_method_names = ["get", "options"]

    def get(self, request, *args, **kwargs):
        statement = self.get_object()
        if statement.document is None:
            raise Http404
        if not request.user.is_cadre:
            self.log(statement)
        name = f"{statement.document.number}.pdf"
        headers = {"Content-Disposition": attachment(name), "Cache-Control": "no-store"}
        return HttpResponse(statement_pdf(statement), content_type="application/pdf", headers=headers)

    def log(self, statement):
        log_access(
            by=self.request.user,
            branch=statement.branch,
            act="print",
            subject_kind="statement",
            subject_id=statement.pk,
            reason=_("Rincian imbal jasa %(number)s") % {"number": statement.document.number},
        )


class StatementTakeBack(AboutStatement, FormAbout):
    """Take a release back, with a reason, while it is not paid."""

    permission = "collections.release_statements"
    form_class = ReasonForm
    template_name = "collections/supervisor/statement_take_back.html"

    def get_queryset(self):
        return super().get_queryset().released().filter(paid_on__isnull=True)

    def get_context_data(self, **kwargs):
        statement = self.object
        return super().get_context_data(
            consequences=presenters.take_back_consequences(statement), cancel_url=self.get_success_url(), **kwargs
        )

    def act(self, form):
        take_back_release(statement=self.object, by=self.request.user, **form.cleaned_data)
        return _("Pengesahan ditarik. Rincian menunggu persetujuan lagi.")

    def get_success_url(self):
        address = reverse("collections:statement-list", args=[month_text(self.object.closing.month)])
        return f"{address}?cabang={self.object.branch.code}"
