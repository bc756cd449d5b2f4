"""The files of the app, and one version for all of them: what the service worker keeps on the phone."""

import hashlib
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

SHELL, WORKER = "phone/shell.html", "phone/worker.js"
FILES = (
    "vendor/bootstrap.min.css",
    "css/kaderjkn.css",
    "phone/phone.css",
    "img/logo.svg",
    "img/favicon.svg",
    "phone/icon-192.png",
    WORKER,
    "phone/addresses.js",
    "phone/app.js",
    "phone/dom.js",
    "phone/words.js",
    "phone/format.js",
    "phone/database.js",
    "phone/sealing.js",
    "phone/store.js",
    "phone/sending.js",
    "phone/queue.js",
    "phone/order.js",
    "phone/model.js",
    "phone/forms.js",
    "phone/messages.js",
    "phone/pages-home.js",
    "phone/pages-household.js",
    "phone/pages-contact.js",
    "phone/pages-month.js",
    "phone/pages-review.js",
    "phone/pages-envelopes.js",
    "phone/pages-more.js",
    "phone/pages-queue.js",
    "phone/pages-reports.js",
)


def files() -> list[str]:
    """Addresses of all files, the shell and its texts apart."""
    return [static(name) for name in FILES] + [
        reverse("collections:phone-manifest"),
        reverse("collections:phone-words"),
    ]


def modules() -> list[str]:
    """Addresses of the modules that the shell needs: asked for at once, not one after the other as they import."""
    return [static(name) for name in FILES if name.endswith(".js") and name != WORKER]


@cache
def version() -> str:
    """Changes with any file, the shell and the texts; read once, since files do not change under a running program."""
    content = hashlib.sha256()
    for path in (settings.BASE_DIR / "templates" / SHELL, *sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.mo"))):
        content.update(path.read_bytes())
    for name in FILES:
        with open(finders.find(name), "rb") as stream:  # noqa: PTH123
            content.update(name.encode() + b"\0" + stream.read())
    return content.hexdigest()[:12]
