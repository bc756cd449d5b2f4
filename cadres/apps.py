from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Kader dan wilayah binaan")

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in ("cadre_rows", "territory_rows"):
            import_module(f"cadres.imports.{kind}")
