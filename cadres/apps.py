from importlib import import_module

from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in ("cadre_rows", "territory_rows"):
            import_module(f"cadres.imports.{kind}")
