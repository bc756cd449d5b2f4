"""What phones ask and send, in JSON; and the office's page of phones, and of records brought as a file."""

import json
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, ListView

from ..accounts.middleware import owed_step
from ..devices.brought import bring
from ..devices.intake import BATCH, judge, message_of
from ..devices.phones import REVOKED, ended_as, note_seen, phone_name, revoke
from ..errors import Refused
from ..forms import BroughtFileForm
from ..models import Device
from .acting import FormAbout
from .mixins import RoleRequired
from .showing import ShowsTabs, Tab

SIGNED_IN, SIGNED_OUT, OWES, ANOTHER_ROLE = "signed_in", "signed_out", "owes", "another_role"
CADRE, OFFICE = "cadre", "office"
"""Whom an app is for."""


# What a phone asks


@never_cache
@require_safe
def device_state(request):
    """How this phone stands to the server: whether somebody is signed in, and a fresh token for sending."""
    state, device = standing_of(request)
    answer = {"state": state, "now": timezone.now().isoformat()}
    if state == SIGNED_IN:
        answer |= {
            "user": request.user.pk,
            "role": side_of(request.user),
            "token": get_token(request),
            "is_known": device is not None,
        }
    return JsonResponse(answer)


def for_devices(*sides: str):
    """Guard a view that apps ask: 401 with the standing unless somebody of one of the sides is signed in there."""

    def decorate(page):
        @wraps(page)
        @never_cache
        def guarded(request, *args, **kwargs):
            state, device = standing_of(request)
            if state == ANOTHER_ROLE or (state == SIGNED_IN and side_of(request.user) not in sides):
                return JsonResponse({"state": ANOTHER_ROLE}, status=403)
            if state != SIGNED_IN:
                return JsonResponse({"state": state}, status=401)
            request.device = device
            return page(request, *args, **kwargs)

        return guarded

    return decorate


for_phones = for_devices(CADRE)


def side_of(user) -> str:
    """`cadre` or `office`; nothing for others, for whom there is no app."""
    return CADRE if user.is_cadre else OFFICE if user.is_office else ""


def standing_of(request: HttpRequest) -> tuple[str, Device | None]:
    """The state of the visitor and the phone; a phone that has come is written down, one that was ended signed out."""
    key = device_key(request)
    ended = ended_as(key) if key else ""
    if ended == REVOKED:
        logout(request)  # also a session that is newer than the one that the branch knew of
    if ended:
        return ended, None
    if not request.user.is_authenticated:
        return SIGNED_OUT, None
    if not side_of(request.user):
        return ANOTHER_ROLE, None
    if owed_step(request.user):
        return OWES, None
    return SIGNED_IN, note_phone(request, key)


def note_phone(request, key: UUID | None) -> Device | None:
    if key is None:
        return None
    return note_seen(
        user=request.user,
        key=key,
        name=phone_name(request.headers.get("User-Agent", "")),
        session_key=request.session.session_key or "",
        unsent=unsent_of(request),
        clock=clock_of(request),
    )


def device_key(request) -> UUID | None:
    try:
        return UUID(request.headers.get("X-Device", ""))
    except ValueError:
        return None


def unsent_of(request) -> int:
    text = request.headers.get("X-Unsent", "")
    return min(int(text[:7]), 1_000_000) if text.isascii() and text.isdigit() else 0


def clock_of(request) -> datetime | None:
    """The phone's clock; None where it says nothing that can be read."""
    try:
        moment = parse_datetime(request.headers.get("X-Clock", ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


@require_POST
@for_devices(CADRE, OFFICE)
def device_intake(request):
    """Take up to 25 records; each is answered alone."""
    try:
        sent = json.loads(request.body)["records"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"why": _("Kiriman ini tidak terbaca.")}, status=400)
    if not isinstance(sent, list) or len(sent) > BATCH:
        return JsonResponse({"why": _("Kirim paling banyak 25 catatan sekaligus.")}, status=400)
    message = message_of(by=request.user, device=request.device, sent_at=clock_of(request))
    return JsonResponse({"records": [judged.as_dict() for judged in judge(message, sent)]})


# The office


class DeviceList(ShowsTabs, RoleRequired, ListView):
    """Phones of the branch's cadres, the newest first, with what waits on them."""

    permission = "common.manage_devices"
    queryset = Device.objects.select_related("user", "revoked_by")
    template_name = "common/device_list.html"
    paginate_by = 50

    def tabs(self):
        return [
            Tab("", _("Yang berlaku"), lambda rows, _branch: rows.standing()),
            Tab("silent", _("Lama tidak terhubung"), lambda rows, _branch: rows.silent(timezone.now())),
            Tab("all", _("Semua, juga yang sudah dikeluarkan"), lambda rows, _branch: rows),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(zone=self.request.user.branch.time_zone, **kwargs)


class DeviceRevoke(RoleRequired, FormAbout):
    """Asks once more, then ends the phone."""

    permission = "common.manage_devices"
    model = Device
    form_class = Form  # nothing to fill in
    template_name = "common/device_revoke.html"

    def get_context_data(self, **kwargs):
        consequences = [
            _("Ponsel ini langsung keluar, dan data keluarga di dalamnya dihapus begitu ponsel terhubung."),
            (self.object.unsent, _("catatan belum terkirim tetap terkunci di ponsel itu")),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, form):
        device = revoke(device=self.object, by=self.request.user)
        return _("%(device)s milik %(name)s dikeluarkan. Datanya dihapus begitu ponsel terhubung.") % {
            "device": device.name,
            "name": device.user.name,
        }

    def get_success_url(self):
        return reverse("device-list")


@method_decorator(never_cache, name="dispatch")
class DeviceFile(RoleRequired, FormView):
    """A file of unsent records, brought by a cadre whose phone cannot send: only the server can read it."""

    permission = "common.manage_devices"
    form_class = BroughtFileForm
    template_name = "common/device_file.html"

    def form_valid(self, form):
        try:
            judged = bring(content=form.cleaned_data["file"].read(), by=self.request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=self.form_class(), judged=judged, **counts(judged)))


def counts(judged: list) -> dict:
    outcomes = [one.outcome for one in judged]
    return {f"{name}_count": outcomes.count(name) for name in ("saved", "already_saved", "rejected")}
