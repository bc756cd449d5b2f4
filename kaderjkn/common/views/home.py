"""The first page after signing in: each role's own."""

from django.shortcuts import redirect
from django.views.generic import TemplateView

from ..enums import Role
from ..navigation import address_of
from .mixins import RoleRequired

FIRST_PAGES = {
    Role.CADRE: "collections:phone",
    Role.STAFF: "collections:branch-home",
    Role.SUPERVISOR: "collections:branch-home",
    Role.REGIONAL: "collections:analysis-list",
}


class Home(RoleRequired, TemplateView):
    """Go on to the first page of the visitor's role; a role without one gets a greeting and the menu."""

    permission = "common.use_home"
    template_name = "common/home.html"

    def get(self, request, *args, **kwargs):
        page = address_of(FIRST_PAGES.get(request.user.role, ""))
        return redirect(page) if page else super().get(request, *args, **kwargs)
