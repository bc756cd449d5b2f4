"""Agreement letters and letters of assignment: of one agreement, of chosen ones, and bundles of many."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView
from django.views.generic.base import View
from django.views.generic.detail import SingleObjectMixin

from kaderjkn.common.documents import kind_of
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import IssuedDocument
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..documents import LETTERS
from ..forms import LetterFilter, LettersForm, ReissueForm
from ..letters import AT_ONCE, KEPT_FOR, issue_anew, letters_pdf, log_print
from ..models import Agreement, LetterBundle, Renewal
from . import letter_presenters as presenters
from .scans import file_response

PDF = "application/pdf"


class ForLetters(RoleRequired):
    permission = "cadres.print_letters"


class LetterCreate(ForLetters, FormView):
    """Choose cadres and a kind of letter. Few letters come at once, many as a bundle."""

    form_class = LettersForm
    template_name = "cadres/letter_create.html"

    def agreements(self):
        mine = Agreement.objects.visible_to(self.request.user).select_related("cadre__branch")
        renewals = Renewal.objects.visible_to(self.request.user)
        self.filter = LetterFilter(self.request.GET, renewals=renewals)
        return self.filter.narrow(mine, self.request.user.branch.today())

    def get_form_kwargs(self):
        mine = Agreement.objects.visible_to(self.request.user).select_related("cadre__branch")
        current = mine.not_over_on(self.request.user.branch.today()).order_by("cadre__code", "valid")
        return super().get_form_kwargs() | {"agreements": current}

    def form_valid(self, form):
        kind, agreements = form.cleaned_data["kind"], list(form.cleaned_data["agreement"])
        if len(agreements) > AT_ONCE:
            return redirect(self.bundle(kind, agreements))
        return printed(self.request, kind, agreements)

    def bundle(self, kind, agreements):
        """Have the letters made in the background; return the job."""
        branch, user = self.request.user.branch, self.request.user
        with transaction.atomic():
            facts = {"branch": branch, "kind": kind, "made_by": user}
            bundle = LetterBundle.objects.create(expires_on=branch.today() + KEPT_FOR, **facts)
            bundle.agreements.set(agreements)
            return start_job(kind="print_letters", branch=branch, subject=bundle.pk, by=user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = list(self.agreements())
        ticked = set(self.request.POST.getlist("agreement"))
        facts = {
            "filter": self.filter,
            "rows": presenters.choice_rows(shown, ticked),
            "bundles": presenters.bundle_rows(LetterBundle.objects.visible_to(self.request.user)[:5]),
            "bundle_columns": presenters.bundle_columns(),
            "at_once": AT_ONCE,
        }
        return context | facts


def printed(request, kind: str, agreements: list[Agreement]):
    """The letters as one PDF; each is logged before it leaves."""
    branch = request.user.branch
    with transaction.atomic():
        content = letters_pdf(agreements=agreements, kind=kind, by=request.user)
        log_print(agreements=agreements, kind=kind, branch=branch, by=request.user)
    about = agreements[0].cadre.code if len(agreements) == 1 else branch.code
    return file_response(content, PDF, f"{presenters.FILE_NAMES[kind]}-{about}.pdf")


class AgreementLetters(ForLetters, FormAbout):
    """The letters of one agreement that were issued, their PDF again, and a new letter of assignment."""

    model = Agreement
    form_class = ReissueForm
    template_name = "cadres/agreement_letters.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre__branch")

    def act(self, form):
        is_lost = form.cleaned_data["is_lost"]
        document = issue_anew(agreement=self.object, is_lost=is_lost, by=self.request.user)
        return _("Surat tugas %(number)s diterbitkan.") % {"number": document.number}

    def get_success_url(self):
        return reverse("cadres:agreement-letters", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        agreement = self.object
        branch = agreement.cadre.branch
        issued = IssuedDocument.objects.filter(branch=branch, kind__in=LETTERS, subject_id=agreement.pk)
        facts = {
            "columns": presenters.document_columns(),
            "rows": [presenters.document_row(one, branch) for one in issued.select_related("issued_by")],
            "kinds": [(kind, kind_of(kind).label) for kind in LETTERS],
            "is_over": agreement.is_over(branch.today()),
        }
        return super().get_context_data(**facts, **kwargs)


class AgreementLetterPdf(ForLetters, SingleObjectMixin, View):
    """The PDF of one letter, numbered at its first printing; a POST, since it may give a number."""

    http_method_names = ["post", "options"]
    model = Agreement

    def get_queryset(self):
        return super().get_queryset().select_related("cadre__branch")

    def post(self, request, *args, **kwargs):
        kind = self.kwargs["kind"]
        if kind not in LETTERS:
            raise Http404
        return printed(request, kind, [self.get_object()])


class LetterBundleFile(ForLetters, DetailView):
    """The file of a bundle, as long as it is kept."""

    model = LetterBundle

    def get_queryset(self):
        return super().get_queryset().select_related("branch")

    def render_to_response(self, context, **kwargs):
        bundle = self.object
        if not bundle.stored_file:
            raise Http404(_("Berkas ini sudah dihapus; cetak lagi suratnya."))
        log_print(agreements=bundle.agreements.all(), kind=bundle.kind, branch=bundle.branch, by=self.request.user)
        name = f"{presenters.FILE_NAMES[bundle.kind]}-{bundle.branch.code}-{bundle.pk}.pdf"
        return file_response(read_file(bundle.stored_file), PDF, name)
