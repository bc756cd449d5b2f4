"""The first page after signing in: each role's own."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ..enums import Role
from .mixins import role_required

FIRST_PAGES = {
    Role.CADRE: "collections:worklist",
    Role.STAFF: "collections:branch-home",
    Role.SUPERVISOR: "collections:branch-home",
    Role.REGIONAL: "collections:report-list",
    Role.ADMIN: "admin:index",
}


@require_safe
@role_required("common.use_home")
def home(request):
    """Go on to the first page of the visitor's role."""
    return redirect(FIRST_PAGES[request.user.role])
