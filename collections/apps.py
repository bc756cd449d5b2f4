from importlib import import_module

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    """Field work and what came of it. Imported as kaderjkn.collections; docs/architecture.md says why."""

    name = "kaderjkn.collections"
    label = "collections"

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in ("field.imports.contacts", "closing.imports.registrations", "closing.imports.reward_schemes"):
            import_module(f"{self.name}.{kind}")
