"""Showing a masked value for a reason, and the log of those acts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from ..access import remember_shown, show_personal_data, subject_kind, subject_kinds
from ..errors import Refused
from ..formatting import local_time
from ..models import AccessLog
from .mixins import RoleRequired, role_required


@require_POST
@role_required("common.show_personal_data")
def access_show(request):
    """Log the reason, remember the subject as shown, and go back to the page that asked."""
    kind, subject = asked_subject(request)
    try:
        show_personal_data(
            by=request.user,
            branch=subject.branch,
            subject_kind=kind,
            subject_id=subject.pk,
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        remember_shown(request, kind, subject.pk)
        messages.info(request, _("Data ditampilkan lengkap selama 10 menit. Penayangan ini dicatat."))
    return redirect(safe_next(request))


def asked_subject(request):
    """Return (kind, subject) of the form; what is unknown, or not the visitor's to see, is not found."""
    kind = subject_kind(request.POST.get("kind", ""))
    number = request.POST.get("id", "")
    if kind is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return kind.name, get_object_or_404(kind.visible_to(request.user).select_related("branch"), pk=int(number))


def safe_next(request) -> str:
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    is_safe = url_has_allowed_host_and_scheme(target, allowed_hosts=hosts, require_https=request.is_secure())
    return target if is_safe else "/"


class AccessLogList(RoleRequired, ListView):
    """Who saw whose data in full, exported or printed it, newest first."""

    permission = "common.read_access_log"
    queryset = AccessLog.objects.select_related("by")
    template_name = "common/access_log.html"
    paginate_by = 50

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zone = self.request.user.branch.time_zone
        return context | {
            "rows": [as_row(entry, zone) for entry in context["object_list"]],
            "columns": columns(),
        }


def columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Waktu")},
        {"key": "by", "label": _("Siapa")},
        {"key": "act", "label": _("Tindakan")},
        {"key": "subject", "label": _("Data")},
        {"key": "reason", "label": _("Alasan")},
    ]


def as_row(entry: AccessLog, zone: str) -> dict:
    kind = subject_kinds.get(entry.subject_kind)
    name = kind.label if kind else entry.subject_kind
    subject = f"{name} {entry.subject_id}" if entry.subject_id else name
    act = entry.get_act_display()
    at = local_time(entry.at, zone)
    return {"at": at, "by": str(entry.by), "act": act, "subject": subject, "reason": entry.reason}
