from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollectionsConfig(AppConfig):
    """Field work and what came of it. Imported as kaderjkn.collections; docs/architecture.md says why."""

    name = "kaderjkn.collections"
    verbose_name = _("Imbal jasa")
    label = "collections"

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in (
            "field.imports.contacts",
            "closing.imports.registrations",
            "closing.imports.reward_schemes",
            "coverage.imports.coverage",
        ):
            import_module(f"{self.name}.{kind}")
