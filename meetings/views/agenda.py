"""Staff: the agenda of a meeting, what cadres say there, and the minutes."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from cadres.views.scans import file_response
from kaderjkn.common.access import log_access
from kaderjkn.common.errors import Refused
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..agenda_presenters import meeting_words, note_columns, note_row, note_state, notes_by_cadre
from ..forms_agenda import AgendaForm, NoteAnswerForm, NoteFilter, NoteForm
from ..minutes import minutes_name, minutes_pdf
from ..models import Meeting, MeetingNote
from ..validators import check_meeting_held


class AboutMeeting(RoleRequired):
    permission = "meetings.manage_meetings"
    model = Meeting

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "group")


class KeepsWords:
    """Somebody was quicker: the page shows what stands now, and keeps what was typed for another try."""

    stands = ""

    def form_invalid(self, form):
        fresh = self.get_queryset().filter(pk=self.object.pk).first()
        if fresh and form.non_field_errors():
            self.object = fresh
            form.data = form.data.copy()
            form.data["known"] = getattr(fresh, self.stands)
        return super().form_invalid(form)


class MeetingAgenda(KeepsWords, AboutMeeting, FormAbout):
    """Write the agenda; the second button puts another meeting's agenda below what is typed."""

    form_class = AgendaForm
    template_name = "meetings/meeting_agenda.html"
    stands = "agenda"

    def get_initial(self):
        return {"agenda": self.object.agenda, "known": self.object.agenda}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object}

    def form_valid(self, form):
        return self.take(form) if "take" in self.request.POST else super().form_valid(form)

    def take(self, form):
        source = form.cleaned_data["source"]
        if source is None:
            form.add_error("source", _("Pilih pertemuan yang agendanya diambil."))
            return self.render_to_response(self.get_context_data(form=form))
        form.data = form.data.copy()
        form.data["agenda"] = "\n".join(filter(None, [form.cleaned_data["agenda"], source.agenda]))
        form.data["source"] = ""
        return self.render_to_response(self.get_context_data(form=form, taken_from=source))

    def act(self, form):
        words = {name: form.cleaned_data[name] for name in ("agenda", "known")}
        actions.set_agenda(meeting=self.object, by=self.request.user, **words)
        return _("Agenda disimpan.")


class MeetingNotes(AboutMeeting, FormAbout):
    """What each cadre has said at the meeting, and a form for the next note."""

    form_class = NoteForm
    template_name = "meetings/meeting_notes.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object}

    def get_context_data(self, **kwargs):
        today = self.object.branch.today()
        notes = self.object.notes.select_related("cadre", "answered_by").order_by("cadre__code", "made_at", "pk")
        takes_notes = not self.object.is_cancelled and self.object.held_on <= today
        return super().get_context_data(by_cadre=notes_by_cadre(notes, today), takes_notes=takes_notes, **kwargs)

    def act(self, form):
        actions.add_note(meeting=self.object, by=self.request.user, **form.cleaned_data)
        return _("Catatan disimpan.")

    def get_success_url(self):
        return reverse("meetings:meeting-notes", args=[self.object.pk])


class MeetingMinutes(AboutMeeting, DetailView):
    """The minutes as PDF, as things stand now."""

    def render_to_response(self, context, **kwargs):
        meeting, now = self.object, timezone.now()
        try:
            check_meeting_held(meeting, meeting.branch.today())
        except Refused as refused:
            messages.error(self.request, str(refused))
            return HttpResponseRedirect(meeting.get_absolute_url())
        self.log(meeting)
        return file_response(minutes_pdf(meeting, now), "application/pdf", minutes_name(meeting))

    def log(self, meeting: Meeting) -> None:
        """The paper names cadres with their attendance and their words."""
        reason = _("Notula %(meeting)s") % {"meeting": meeting_words(meeting)}
        about = {"subject_kind": "meeting", "subject_id": meeting.pk, "reason": reason}
        log_access(by=self.request.user, branch=meeting.branch, act="print", **about)


class AboutNotes(RoleRequired):
    permission = "meetings.manage_meetings"
    model = MeetingNote

    def get_queryset(self):
        notes = super().get_queryset()
        return notes.select_related("cadre", "meeting__branch", "meeting__group", "answered_by", "made_by")


class NoteList(AboutNotes, ListView):
    """Questions that wait, the most overdue first; answered ones and feedback can be found again."""

    template_name = "meetings/note_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.filter = NoteFilter(self.request.GET)
        return self.filter.narrow(super().get_queryset())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filter, columns=note_columns(), **kwargs)
        today = self.request.user.branch.today()
        return context | {"rows": [note_row(note, today) for note in context["page_obj"]]}


class NoteDetail(KeepsWords, AboutNotes, FormAbout):
    """One note, and the form to answer it or to correct the answer."""

    form_class = NoteAnswerForm
    template_name = "meetings/note_detail.html"
    context_object_name = "note"
    stands = "answer"

    def get_initial(self):
        return {"answer": self.object.answer, "known": self.object.answer}

    def get_context_data(self, **kwargs):
        state = note_state(self.object, self.object.meeting.branch.today())
        return super().get_context_data(state=state, note=self.object, **kwargs)

    def act(self, form):
        actions.answer_note(note=self.object, by=self.request.user, **form.cleaned_data)
        return _("Jawaban disimpan. Kader membacanya di ponselnya.")

    def get_success_url(self):
        return reverse("meetings:note-list")


class NoteRemove(AboutNotes, ActOnPost):
    def act(self):
        actions.remove_note(note=self.object, by=self.request.user)
        return _("Catatan dihapus.")

    def get_success_url(self):
        return reverse("meetings:meeting-notes", args=[self.object.meeting_id])
