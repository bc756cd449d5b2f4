"""What is asked of a report: by address, e.g. `?periode=2026-11&sebelum=6&kecamatan=31.72.06&per=kader`.

What is not offered is not found (404): another branch, a month without a period, an unknown choice.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from cadres.models import Cadre
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area, Branch, Period, User
from kaderjkn.common.months import add_months, month_text, months_between

from .declaring import Analysis

BEFORE = (0, 3, 6, 12)


@dataclass
class Question:
    """The address as values. Everything that it names lies within what the user may see."""

    analysis: Analysis
    user: User
    asked: QueryDict

    def __post_init__(self):
        """Refuse at once what is not offered."""
        for known in (self.branch, self.month, self.before, self.district, self.cadre):
            del known
        for choice in self.analysis.choices:
            self.of(choice.name)

    @cached_property
    def branches(self) -> list[Branch]:
        return list(Branch.objects.visible_to(self.user).select_related("region"))

    @cached_property
    def branch(self) -> Branch:
        """The branch asked for, else the first that the user sees."""
        return self._one_of({branch.code: branch for branch in self.branches}, "cabang")

    @cached_property
    def months_known(self) -> list[date]:
        """Months that have begun, newest first; of a report about branches, those of any of them."""
        which = [self.branch] if self.analysis.is_of_one_branch else self.branches
        today = self.branch.today()
        periods = Period.objects.filter(branch__in=which, month__lte=today).order_by("-month")
        return list(periods.values_list("month", flat=True).distinct())

    @cached_property
    def month(self) -> date | None:
        """The month asked for, else the newest; None before the first list."""
        if not self.months_known and not self.asked.get("periode"):
            return None
        if self.analysis.newest and not self.asked.get("periode"):
            newest = self.analysis.newest(self.branch)
            return newest if newest in self.months_known else self.months_known[0]
        return self._one_of({month_text(month): month for month in self.months_known}, "periode")

    @cached_property
    def before(self) -> int:
        """How many months before the month are shown beside it."""
        if not self.analysis.months_before:
            return 0
        if not self.asked.get("sebelum"):
            return self.analysis.months_before
        return self._one_of({str(count): count for count in BEFORE}, "sebelum")

    @cached_property
    def months(self) -> list[date]:
        """The months before and the month itself, oldest first; none from before the branch's first period."""
        if not self.month:
            return []
        return months_between(max(add_months(self.month, -self.before), self.months_known[-1]), self.month)

    @cached_property
    def districts(self) -> list[Area]:
        villages = Area.objects.filter(branch=self.branch, level=AreaLevel.VILLAGE)
        return list(Area.objects.filter(pk__in=villages.values("parent")).order_by("name"))

    @cached_property
    def district(self) -> Area | None:
        if "district" not in self.analysis.filters or not self.asked.get("kecamatan"):
            return None
        return self._one_of({area.code: area for area in self.districts}, "kecamatan")

    @cached_property
    def cadres(self) -> list[Cadre]:
        return list(Cadre.objects.filter(branch=self.branch).order_by("code"))

    @cached_property
    def cadre(self) -> Cadre | None:
        if "cadre" not in self.analysis.filters or not self.asked.get("kader"):
            return None
        return self._one_of({cadre.code: cadre for cadre in self.cadres}, "kader")

    def of(self, name: str) -> str:
        """What was chosen for one of the report's own choices."""
        choice = next(choice for choice in self.analysis.choices if choice.name == name)
        return self._one_of({key: key for key, _label in choice.options}, name)

    def _one_of(self, offered: dict, name: str):
        wanted = self.asked.get(name)
        if not offered or (wanted and wanted not in offered):
            raise Http404
        return offered[wanted] if wanted else next(iter(offered.values()))

    # Addresses

    def here(self, **changed) -> str:
        """Address of the same report asked with something else; None takes a field out."""
        query = self.asked.copy()
        for name in ("format", "page"):
            query.pop(name, None)
        for name, value in changed.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"{reverse('collections:analysis', args=[self.analysis.name])}?{query.urlencode()}"

    def link(self, url_name: str, *args, **query) -> str:
        """A page of the branch's own office; nothing for the region, which sees no rows of people."""
        if not self.user.is_office:
            return ""
        address = reverse(url_name, args=args)
        return f"{address}?{urlencode(query)}" if query else address
