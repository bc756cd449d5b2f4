"""Staff: letters and labels of envelopes, from choosing cases to the files. Every download is logged."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView

from cadres.models import Cadre
from cadres.views.scans import file_response
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import JobRun
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..actions.printing import AT_ONCE, LETTERS_JOB
from ..batches import log_print
from ..forms_envelopes import BundleForm, LayoutForm
from ..letters import cases_without_envelope, households_waiting, lying_printed
from ..models import Envelope, LetterBatch
from ..print_presenters import (
    batch_columns,
    batch_facts,
    batch_rows,
    case_rows,
    held_since,
    printed_words,
    reprint_consequences,
)
from ..tasks import describe

PERMISSION = "meetings.hand_over_envelopes"
PDF = "application/pdf"


class BundlePrint(RoleRequired, FormView):
    """Choose cadre and month, see which cases get a letter, leave out some, print."""

    permission = PERMISSION
    form_class = BundleForm
    template_name = "meetings/bundle_print.html"

    def get_form_kwargs(self):
        """Take the choice from the address: GET asks, POST to the same address prints what is ticked."""
        kwargs = super().get_form_kwargs() | {"user": self.request.user}
        return kwargs | {"data": self.request.GET or None}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        recent = LetterBatch.objects.visible_to(self.request.user).select_related("cadre", "made_by")[:5]
        files = {"batches": batch_rows(recent), "batch_columns": batch_columns()}
        return context | files | (self.ask(**form.cleaned_data) if is_answered(form) else {})

    def ask(self, cadre, month, limit, **_how):
        branch = self.request.user.branch
        cases = cases_without_envelope(branch, cadre, month)
        count, waiting = cases.count(), households_waiting(branch, cadre, month)
        later = _("keluarga tetap tanpa surat: ditahan, lunas, dihapus, atau keluar daftar")
        ticked = set(self.request.POST.getlist("case")) if self.request.method == "POST" else None
        return {
            "is_asked": True,
            "count": min(count, limit),
            "rows": case_rows(cases.select_related("area")[:limit], ticked),
            "consequences": [
                (min(count, limit), _("surat dicetak dengan nomor baru, bila semuanya dicentang")),
                *([(count - limit, _("surat lagi menunggu bundel berikutnya"))] if count > limit else []),
                *([(waiting, later)] if waiting else []),
            ],
        }

    def form_valid(self, form):
        cadre, month = form.cleaned_data["cadre"], form.cleaned_data["month"]
        chosen = [int(pk) for pk in self.request.POST.getlist("case") if pk.isdecimal()]
        if not chosen:
            form.add_error(None, _("Centang paling sedikit satu keluarga."))
            return self.form_invalid(form)
        branch = self.request.user.branch
        cases = cases_without_envelope(branch, cadre, month).filter(pk__in=chosen[:AT_ONCE])
        facts = {"branch": branch, "cadre": cadre, "layout": form.cleaned_data["layout"], "by": self.request.user}
        try:
            printed, batch = actions.print_new(cases=cases, **facts)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, printed_words(printed, asked=len(chosen)))
        return redirect(batch)


def is_answered(form) -> bool:
    """Whether the choice in the address is whole; what is wrong with the ticks does not take the list away."""
    return form.is_bound and not set(form.errors) - {NON_FIELD_ERRORS}


class ForBatches(RoleRequired):
    permission = PERMISSION
    model = LetterBatch
    context_object_name = "batch"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "cadre", "made_by")


class BatchDetail(ForBatches, DetailView):
    """How far the files are, the files, and what has changed since they were made."""

    template_name = "meetings/batch_detail.html"

    def get_context_data(self, **kwargs):
        batch = self.object
        jobs = JobRun.objects.filter(branch=batch.branch, kind=LETTERS_JOB, subject=batch.pk)
        job = jobs.order_by("-pk").first()
        is_at_work = bool(job and job.is_active)
        facts = {
            "job": job,
            "is_at_work": is_at_work,
            "next_url": batch.get_absolute_url() if self.request.htmx else "",
            "result": describe(job) if job else "",
            "facts": batch_facts(batch),
            "held": held_since(batch) if batch.letters_file else [],
        }
        return super().get_context_data(**facts, **kwargs)


class BatchAgain(ForBatches, ActOnPost):
    """Make the files anew: with today's date, and without those that may not go out any more."""

    def act(self):
        actions.print_again(batch=self.object, by=self.request.user)
        return _("Berkas dibuat lagi.")


class BatchFile(ForBatches, DetailView):
    """One of the files. Its letters show personal data in full, so that every download is logged."""

    stored = name = ""

    def render_to_response(self, context, **kwargs):
        stored = getattr(self.object, self.stored)
        if not stored:
            raise Http404(_("Berkas ini belum ada atau sudah dihapus; buat lagi dari halamannya."))
        with transaction.atomic():
            log_print(self.object, self.request.user)
            content = read_file(stored)
        return file_response(content, PDF, f"{self.name}-{self.object.branch.code}-{self.object.pk}.pdf")


class BatchLetters(BatchFile):
    stored, name = "letters_file", "surat-tagihan"


class BatchLabels(BatchFile):
    stored, name = "labels_file", "label-amplop"


class Reprint(RoleRequired, FormAbout):
    """Letters once more, under their numbers: ask in numbers, then make the files."""

    permission = PERMISSION
    form_class = LayoutForm
    template_name = "meetings/reprint.html"

    def get_context_data(self, **kwargs):
        facts = {"consequences": reprint_consequences(self.envelopes(), self.request.user.branch)}
        return super().get_context_data(**facts, **kwargs)

    def act(self, form):
        facts = {"branch": self.request.user.branch, "cadre": self.cadre(), "by": self.request.user}
        self.batch = actions.print_letters(envelopes=self.envelopes(), layout=form.cleaned_data["layout"], **facts)

    def get_success_url(self):
        return self.batch.get_absolute_url()


class EnvelopeReprint(Reprint):
    """One letter, because the first was spoiled."""

    model = Envelope

    def envelopes(self):
        return Envelope.objects.filter(pk=self.object.pk)

    def cadre(self):
        return None


class CadreReprint(Reprint):
    """Everything that is printed for the cadre's cases and still lies at the branch."""

    model = Cadre
    context_object_name = "cadre"

    def get_queryset(self):
        return super().get_queryset().select_related("branch")

    def envelopes(self):
        return lying_printed(self.object)

    def cadre(self):
        return self.object
