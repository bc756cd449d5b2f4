from importlib import import_module

from django.apps import AppConfig


class ArrearsConfig(AppConfig):
    name = "arrears"

    def ready(self):
        """Make this app's kinds of file known."""
        for kind in ("arrears_list", "payments", "moves", "household_rows", "policies"):
            import_module(f"arrears.imports.{kind}")
