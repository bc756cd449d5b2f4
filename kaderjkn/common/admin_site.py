"""The admin area: plain Django admin under our name, signed in through the same page as everything else."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class BranchAdminSite(AdminSite):
    site_title = _("kaderjkn – data acuan")
    site_header = _("kaderjkn – data acuan dan pengaturan")
    index_title = _("Data acuan dan pengaturan")
    enable_nav_sidebar = False

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
