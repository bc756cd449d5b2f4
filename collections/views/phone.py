"""The cadre's phone: the app's shell and what makes it installable, the slice, and a payment's explanation.

The shell is one page without anybody's data; everything else is drawn on the device (static/phone/).
"""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from django.views.i18n import JSONCatalog

from cadres.models import Cadre
from kaderjkn.common.views.devices import for_phones
from kaderjkn.common.views.mixins import RoleRequired

from ..phone.payments import explained
from ..phone.program import files, modules, version
from ..phone.slices import slice_of


class PhoneShell(RoleRequired, TemplateView):
    """The one page of the app; without network the service worker answers with the copy that it keeps."""

    permission = "collections.use_phone"
    template_name = "phone/shell.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(modules=modules(), **kwargs)


@require_safe
def phone_worker(request):
    """The service worker: its text changes with any file of the app, so that browsers notice a new version."""
    context = {
        "version": version(),
        "files": files(),
        "shell": reverse("collections:phone"),
        "worker": static("phone/worker.js"),
    }
    text = WORKER % {name: repr(value) for name, value in context.items()}
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


WORKER = """// The service worker of the cadre's app; what it does stands in the module that it starts.
import {serve} from %(worker)s;
serve({version: %(version)s, shell: %(shell)s, files: %(files)s});
"""


class PhoneWords(JSONCatalog):
    """The texts of the app in the visitor's language: ours alone, not those of the admin area."""

    domain = "djangojs"
    packages = ("kaderjkn",)

    def get_paths(self, packages):
        return settings.LOCALE_PATHS


@require_safe
def phone_manifest(request):
    """What makes the app installable."""
    response = JsonResponse(
        {
            "name": _("Kader JKN"),
            "short_name": _("Kader JKN"),
            "description": _("Keluarga binaan, kontak, dan angka saya, juga tanpa jaringan."),
            "lang": get_language(),
            "id": reverse("collections:phone"),
            "start_url": reverse("collections:phone"),
            "scope": reverse("collections:phone"),
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#f3f6f5",
            "theme_color": "#0a4640",
            "icons": [
                {
                    "src": static(f"phone/icon-{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
            ],
        }
    )
    response["Content-Type"] = "application/manifest+json"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


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
