"""What the cadre's pages share: whose they are."""

from django.http import Http404
from django.utils.functional import cached_property

from arrears.models import BranchPolicy
from cadres.models import Cadre
from kaderjkn.common.months import first_day
from kaderjkn.common.views.mixins import RoleRequired


class OwnPage(RoleRequired):
    """A page of the cadre who is signed in; an account without cadre finds nothing."""

    @cached_property
    def cadre(self) -> Cadre:
        cadre = Cadre.objects.visible_to(self.request.user).select_related("branch").first()
        if cadre is None:
            raise Http404
        return cadre

    @cached_property
    def policy(self) -> BranchPolicy:
        branch = self.cadre.branch
        return BranchPolicy.objects.in_force(branch, first_day(branch.today()))
