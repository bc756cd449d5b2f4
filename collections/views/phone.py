"""What the cadre's app asks: the slice, and a payment explained. It is drawn on the device (static/phone/)."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from cadres.models import Cadre
from kaderjkn.common.views.devices import for_phones
from kaderjkn.common.views.programs import Manifest, ServiceWorker, Shell

from ..phone.payments import explained
from ..phone.program import PHONE
from ..phone.slices import slice_of


class PhoneShell(Shell):
    permission = "collections.use_phone"
    program = PHONE


phone_worker = ServiceWorker.as_view(program=PHONE)
phone_manifest = Manifest.as_view(
    program=PHONE,
    name=_("Kader JKN"),
    description=_("Keluarga binaan, kontak, dan angka saya, juga tanpa jaringan."),
    orientation="portrait",
)


@require_safe
@gzip_page
@for_phones
def phone_slice(request):
    """The slice of whoever is signed in; 304 where the phone has this one already."""
    found = slice_of(own_cadre(request))
    if request.headers.get("X-Slice") == found["version"]:
        return HttpResponse(status=304)
    return JsonResponse(found)


@require_safe
@for_phones
def phone_payment(request, pk):
    found = explained(own_cadre(request), pk)
    if found is None:
        raise Http404
    return JsonResponse(found)


def own_cadre(request) -> Cadre:
    cadre = Cadre.objects.visible_to(request.user).select_related("branch", "user").first()
    if cadre is None:
        raise Http404
    return cadre
