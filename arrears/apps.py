from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArrearsConfig(AppConfig):
    name = "arrears"
    verbose_name = _("Tunggakan dan pembayaran")

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in ("arrears_list", "payments", "moves", "household_rows", "policies"):
            import_module(f"arrears.imports.{kind}")
