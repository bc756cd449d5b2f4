"""Staff: the invitation to a meeting to come. Public: its calendar file, behind a signed address."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView
from django.views.generic.base import View

from kaderjkn.common.access import log_access
from kaderjkn.common.accounts.names import phone_of
from kaderjkn.common.formatting import mask_phone
from kaderjkn.common.throttling import throttled
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.attendance import concerned_cadres
from ..calendar_files import calendar_file, calendar_path, meeting_of
from ..invitations import invitation_text, whatsapp_url
from ..models import Meeting

ROOM_FOR_LONG_LINES = 4


class ForInvitations(RoleRequired):
    """Meetings of today and later."""

    permission = "meetings.manage_meetings"
    model = Meeting

    def get_queryset(self):
        today = self.request.user.branch.today()
        return super().get_queryset().coming(today).select_related("branch", "group")


class MeetingInvitation(ForInvitations, DetailView):
    """The text to be copied, the calendar file, and a link for each cadre who has a phone number."""

    template_name = "meetings/meeting_invitation.html"

    def get_context_data(self, **kwargs):
        cadres = concerned_cadres(self.object).order_by("code")
        rows = [(cadre, phone_of(cadre.phone) and mask_phone(phone_of(cadre.phone))) for cadre in cadres]
        text = invitation_text(self.object)
        facts = {"text": text, "lines": text.count("\n") + ROOM_FOR_LONG_LINES, "rows": rows}
        return super().get_context_data(calendar_path=calendar_path(self.object), **facts, **kwargs)


class MeetingWhatsApp(ForInvitations, DetailView):
    """On to the chat with one cadre. The number does not stand on our page; that it was used is logged."""

    http_method_names = ["get", "options"]

    def get(self, request, *args, **kwargs):
        meeting = self.get_object()
        cadre = get_object_or_404(concerned_cadres(meeting), pk=kwargs["cadre"])
        address = whatsapp_url(meeting, cadre)
        if address is None:
            raise Http404
        about = {"act": "show", "subject_kind": "cadre", "subject_id": cadre.pk, "reason": _("Undangan lewat WhatsApp")}
        log_access(by=request.user, branch=meeting.branch, **about)
        return HttpResponseRedirect(address)


@method_decorator([never_cache, throttled("calendar", limit=60, seconds=300)], name="dispatch")
class MeetingCalendar(View):
    """The calendar file for whoever has the signed link. Nobody signs in, and nothing personal stands in it."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, token):
        meeting = meeting_of(token)
        if meeting is None:
            raise Http404
        with translation.override("id"):
            response = HttpResponse(calendar_file(meeting), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="pertemuan-{meeting.held_on}.ics"'
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response
