from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    """Field work and what came of it. Imported as kaderjkn.collections; docs/architecture.md says why."""

    name = "kaderjkn.collections"
    label = "collections"
