"""One-time codes, shown once on a page to be printed."""

from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, TemplateView

from kaderjkn.common.views.mixins import RoleRequired

from ..logins import issue_slip, issue_slips, without_login
from ..models import Cadre


@method_decorator(never_cache, name="dispatch")
class CadreLogin(RoleRequired, DetailView):
    """Ask, then answer the POST with the slip: the code cannot be shown again."""

    permission = "common.issue_login"
    model = Cadre
    template_name = "cadres/cadre_login.html"

    def get_queryset(self):
        return super().get_queryset().select_related("user", "branch")

    def get_context_data(self, **kwargs):
        return super().get_context_data(consequences=consequences(1), **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        slip = issue_slip(cadre=self.object, by=request.user)
        return self.render_to_response(self.get_context_data(slips=[slip]))


@method_decorator(never_cache, name="dispatch")
class NewLogins(RoleRequired, TemplateView):
    """Slips for all cadres who never signed in."""

    permission = "cadres.manage_cadres"
    template_name = "cadres/new_logins.html"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        cadres = list(without_login(branch))
        facts = {"cadres": cadres, "consequences": consequences(len(cadres)), "branch": branch}
        return super().get_context_data(**facts, **kwargs)

    def post(self, request):
        slips = issue_slips(branch=request.user.branch, by=request.user)
        return self.render_to_response(self.get_context_data(slips=slips))


def consequences(count: int) -> list:
    """What new codes mean for those who get them."""
    return [
        (count, ngettext("kader mendapat kode baru", "kader mendapat kode baru", count)),
        _("Kode atau kata sandi lama tidak berlaku lagi, dan perangkat yang masuk dikeluarkan."),
    ]
