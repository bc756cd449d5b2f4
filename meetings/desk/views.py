"""What the meeting's app asks: its shell, and the slice of the meetings at hand. It is drawn on the device."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from kaderjkn.common.views.devices import OFFICE, for_devices
from kaderjkn.common.views.programs import Manifest, ServiceWorker, Shell

from .program import DESK
from .slices import desk_slice_of


class DeskShell(Shell):
    permission = "meetings.manage_meetings"
    program = DESK


desk_worker = ServiceWorker.as_view(program=DESK)
desk_manifest = Manifest.as_view(
    program=DESK,
    name=_("Pertemuan kader JKN"),
    description=_("Daftar hadir dan serah terima amplop, juga tanpa jaringan."),
)


@require_safe
@gzip_page
@for_devices(OFFICE)
def desk_slice(request):
    """The meetings at hand of the visitor's branch; 304 where the device has this version already."""
    found = desk_slice_of(request.user)
    if request.headers.get("X-Slice") == found["version"]:
        return HttpResponse(status=304)
    return JsonResponse(found)
