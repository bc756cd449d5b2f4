"""What every app that works without network asks of the site: service worker, texts, what makes it installable."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View
from django.views.i18n import JSONCatalog

from ..devices.programs import WORKER, Program
from .mixins import RoleRequired


class Shell(RoleRequired, TemplateView):
    """The one page of an app; without network the service worker answers with the copy that it keeps."""

    program: Program

    def get_template_names(self):
        return [self.program.template]

    def get_context_data(self, **kwargs):
        return super().get_context_data(modules=self.program.modules(), **kwargs)


@method_decorator(require_safe, name="dispatch")
class ServiceWorker(View):
    """Its text changes with any file of the app, so that browsers notice a new version."""

    program: Program | None = None

    def get(self, request):
        facts = {
            "version": self.program.version,
            "files": self.program.urls(),
            "worker": static(WORKER),
            "addresses": static(self.program.addresses),
        }
        text = WORKER_TEXT % {name: repr(value) for name, value in facts.items()}
        response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
        response["Cache-Control"] = "no-cache"
        return response


WORKER_TEXT = """// The service worker of an app; what it does stands in the module that it starts.
import {PROGRAM} from %(addresses)s;
import {serve} from %(worker)s;
serve({version: %(version)s, files: %(files)s, app: PROGRAM});
"""


class Words(JSONCatalog):
    """The texts of the apps in the visitor's language: ours alone, not those of the admin area."""

    domain = "djangojs"
    packages = ("kaderjkn",)

    def get_paths(self, packages):
        return settings.LOCALE_PATHS


@method_decorator(require_safe, name="dispatch")
class Manifest(View):
    """What makes an app installable. `name` and `description` may be lazy texts."""

    program: Program | None = None
    name = ""
    description = ""
    orientation = "any"

    def get(self, request):
        shell = reverse(self.program.page)
        response = JsonResponse(
            {
                "name": str(self.name),
                "short_name": str(self.name),
                "description": str(self.description),
                "lang": get_language(),
                "id": shell,
                "start_url": shell,
                "scope": shell,
                "display": "standalone",
                "orientation": self.orientation,
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
