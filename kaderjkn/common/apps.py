from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    default = True
    name = "kaderjkn.common"
    verbose_name = _("Kantor, wilayah, dan pengguna")
    label = "common"

    def ready(self):
        from . import areas, checks  # noqa: F401, PLC0415 (registers a kind of file and the start checks)


class AdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "kaderjkn.common.admin_site.BranchAdminSite"
