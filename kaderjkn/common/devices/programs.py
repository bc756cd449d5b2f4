"""Apps that work without network: the files of each, and one version for all of them, which a service worker keeps."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

SHARED = (
    "vendor/bootstrap.min.css",
    "css/kaderjkn.css",
    "phone/phone.css",
    "img/logo.svg",
    "img/favicon.svg",
    "phone/icon-192.png",
    "offline/addresses.js",
    "offline/app.js",
    "offline/database.js",
    "offline/dom.js",
    "offline/exporting.js",
    "offline/format.js",
    "offline/forms.js",
    "offline/pages-queue.js",
    "offline/program.js",
    "offline/queue.js",
    "offline/sealing.js",
    "offline/sending.js",
    "offline/store.js",
    "offline/words.js",
)
WORKER = "offline/worker.js"
"""The service worker's own module; pages do not import it."""


@dataclass(frozen=True)
class Program:
    """`template` is the shell, `addresses` the module that names the app's addresses, `files` what only this app needs.

    `page` (of the shell), `words` and `manifest` are names of views.
    """

    template: str
    page: str
    words: str
    manifest: str
    addresses: str
    files: tuple[str, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """Names of all static files, the service worker's module among them."""
        return (*SHARED, WORKER, self.addresses, *self.files)

    def urls(self) -> list[str]:
        """Addresses of all files, the shell apart."""
        return [static(name) for name in self.kept] + [reverse(self.manifest), reverse(self.words)]

    def modules(self) -> list[str]:
        """Addresses of the modules that the shell needs: asked for at once, not one after the other as they import."""
        return [static(name) for name in self.kept if name.endswith(".js") and name != WORKER]

    @cached_property
    def version(self) -> str:
        """Changes with any file, the shell and the texts; read once: files do not change under a running program."""
        content = hashlib.sha256()
        catalogues = sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.mo"))
        for path in (settings.BASE_DIR / "templates" / self.template, *catalogues):
            content.update(path.read_bytes())
        for name in self.kept:
            with open(finders.find(name), "rb") as stream:  # noqa: PTH123
                content.update(name.encode() + b"\0" + stream.read())
        return content.hexdigest()[:12]
