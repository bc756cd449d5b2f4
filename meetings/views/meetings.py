"""Staff: the list of meetings, one meeting with its attendance sheet, planning and moving."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import CreateView, DetailView, ListView, UpdateView
from django.views.generic.base import View

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import weekday_date
from kaderjkn.common.models import Period
from kaderjkn.common.months import first_day
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..actions.groups import cadres_without_group
from ..actions.schedule import meetings_on_closed_days
from ..agenda_presenters import paper_facts
from ..desk.slices import days_at_hand
from ..forms import ConfirmForm
from ..forms_schedule import MeetingForm, MoveForm
from ..models import CadreGroup, Meeting
from ..presenters import attendance_counts
from ..sheet import Sheet
from ..tasks import PLANNED_DAYS


class ForMeetings(RoleRequired):
    permission = "meetings.manage_meetings"
    model = Meeting

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "group")


class MeetingList(ForMeetings, ListView):
    """Meetings to come, and those that were, page by page."""

    template_name = "meetings/meeting_list.html"
    paginate_by = 20

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        return super().get_queryset().past(self.today).with_counts()

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        coming = list(Meeting.objects.visible_to(self.request.user).coming(self.today).select_related("group"))
        facts = {
            "coming": coming,
            "following": next((meeting for meeting in coming if not meeting.is_cancelled), None),
            "planned_days": PLANNED_DAYS,
            "has_groups": CadreGroup.objects.of_branch(branch).exists(),
            "ungrouped": cadres_without_group(branch, self.today).count(),
            "on_closed_days": meetings_on_closed_days(branch, self.today),
        }
        return super().get_context_data(**facts, **kwargs)


class MeetingPlan(RoleRequired, View):
    """The button that continues the rhythm; on a new site it does not wait for the night to know the holidays."""

    permission = "meetings.manage_meetings"
    http_method_names = ["post", "options"]

    def post(self, request):
        branch = request.user.branch
        until = branch.today() + timedelta(days=PLANNED_DAYS)
        actions.fill_national_days(today=branch.today())
        planned = len(actions.schedule_meetings(branch=branch, until=until, by=request.user))
        words = ngettext("%(count)s pertemuan dijadwalkan.", "%(count)s pertemuan dijadwalkan.", planned)
        messages.success(request, words % {"count": planned} if planned else _("Jadwal sudah lengkap."))
        return redirect("meetings:meeting-list")


class ClosedDaysLeave(RoleRequired, View):
    """The button that moves planned meetings off holidays, all at once."""

    permission = "meetings.manage_meetings"
    http_method_names = ["post", "options"]

    def post(self, request):
        try:
            moved = actions.leave_closed_days(branch=request.user.branch, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("meetings:meeting-list")
        for one in moved:
            words = {"day": weekday_date(one.closed_on), "moved": weekday_date(one.moves_to)}
            messages.success(request, _("Pertemuan %(day)s dipindahkan ke %(moved)s.") % words)
        return redirect("meetings:meeting-list")


class MeetingCreate(ForMeetings, ActsOnForm, CreateView):
    form_class = MeetingForm
    template_name = "meetings/meeting_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def act(self, form):
        branch = self.request.user.branch
        self.object = actions.add_meeting(branch=branch, by=self.request.user, **form.cleaned_data)
        return _("Pertemuan %(day)s dijadwalkan.") % {"day": weekday_date(self.object.held_on)}


class MeetingMove(ForMeetings, ActsOnForm, UpdateView):
    form_class = MoveForm
    template_name = "meetings/meeting_move.html"

    def act(self, form):
        self.object = actions.move_meeting(meeting=self.object, by=self.request.user, **form.cleaned_data)
        return _("Pertemuan sekarang %(day)s.") % {"day": weekday_date(self.object.held_on)}


class MeetingDetail(ForMeetings, DetailView):
    """One meeting: who is expected, who came, what they have in hand. POST records the whole sheet."""

    template_name = "meetings/meeting_detail.html"

    def get_context_data(self, **kwargs):
        sheet = kwargs.pop("sheet", None) or Sheet(self.object)
        today = self.object.branch.today()
        return super().get_context_data(
            sheet=sheet,
            counts=attendance_counts(sheet.forms),
            is_at_hand=self.is_at_hand(today),
            is_coming=self.object.held_on >= today,
            is_held=self.object.held_on <= today and not self.object.is_cancelled,
            is_month_closed=is_month_closed(self.object),
            papers=self.papers(),
            has_records=self.object.attendances.exists() or self.object.envelope_steps.exists(),
            **kwargs,
        )

    def is_at_hand(self, today):
        """Whether a device at the door keeps this meeting."""
        first, last = days_at_hand(today)
        return not self.object.is_cancelled and first <= self.object.held_on <= last

    def papers(self) -> dict:
        """Agenda, materials and notes, as the card above the sheet says them."""
        return paper_facts(self.object, self.object.materials.order_by("title"), self.object.notes.all())

    def post(self, request, **_address):
        self.object = self.get_object()
        sheet = Sheet(self.object, request.POST)
        if sheet.is_valid() and self.record(sheet):
            return redirect(self.object)
        return self.render_to_response(self.get_context_data(sheet=sheet))

    def record(self, sheet: Sheet) -> bool:
        try:
            saved = actions.record_sheet(meeting=self.object, marks=sheet.marks(), by=self.request.user)
        except Refused as refused:
            messages.error(self.request, str(refused))
            return False
        words = ngettext("Kehadiran %(count)s kader disimpan.", "Kehadiran %(count)s kader disimpan.", saved)
        messages.success(self.request, words % {"count": saved} if saved else _("Tidak ada perubahan."))
        return True


def is_month_closed(meeting: Meeting) -> bool:
    months = Period.objects.closed().filter(branch=meeting.branch_id, month=first_day(meeting.held_on))
    return months.exists()


class ConfirmOnMeeting(ForMeetings, FormAbout):
    """Ask with the consequence in numbers, then act."""

    form_class = ConfirmForm
    template_name = "meetings/meeting_confirm.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(ask=self.ask(), **kwargs)


class MeetingClose(ConfirmOnMeeting):
    """Mark as absent whoever is not yet recorded."""

    def ask(self):
        missing = Sheet(self.object).missing
        return {
            "title": _("Tutup daftar hadir?"),
            "consequences": [(missing, _("kader yang belum dicatat menjadi tidak hadir"))],
            "submit_label": _("Tutup daftar hadir"),
            "kind": "warning",
        }

    def act(self, _form):
        absent = actions.close_attendance(meeting=self.object, by=self.request.user)
        return _("Daftar hadir ditutup. %(count)s kader dicatat tidak hadir.") % {"count": absent}


class MeetingCancel(ConfirmOnMeeting):
    def ask(self):
        expected = len(Sheet(self.object).forms)
        return {
            "title": _("Batalkan pertemuan ini?"),
            "consequences": [
                (expected, _("kader tidak lagi ditunggu pada hari itu")),
                _("Pertemuan tidak dihitung dalam kehadiran. Pembatalan dapat dipulihkan."),
            ],
            "submit_label": _("Batalkan pertemuan"),
            "kind": "danger",
        }

    def act(self, _form):
        actions.cancel_meeting(meeting=self.object, by=self.request.user)
        return _("Pertemuan dibatalkan.")


class MeetingRestore(ForMeetings, ActOnPost):
    def act(self):
        actions.restore_meeting(meeting=self.object, by=self.request.user)
        return _("Pertemuan berlaku lagi.")
