"""Mending where a household lives."""

from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Area, Period, User
from kaderjkn.common.sql_jobs import branch_writer

from ..models import Household, ListedHousehold


def mend_place(*, household: Household, area: Area, by: User) -> int:
    """Place a household; its listings of open months take the kelurahan. Return how many did."""
    if area.branch_id != household.branch_id or area.level != AreaLevel.VILLAGE:
        raise Refused(_("Pilih kelurahan yang termasuk cabang ini."))
    with branch_writer(household.branch.code), acting(by, kind="mend place"):
        household.mended_area = area
        household.save(update_fields=["mended_area"])
        open_months = Period.objects.filter(branch=household.branch).open().values("month")
        listed = ListedHousehold.objects.filter(branch=household.branch, household=household, area=None)
        return listed.filter(month__in=open_months).update(area=area)
