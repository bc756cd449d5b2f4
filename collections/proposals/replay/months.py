"""Computing the months once more, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from arrears.jobs.assign_cases import SQL as ASSIGN
from arrears.jobs.assign_cases import decide
from arrears.models import ArrearsList, BranchPolicy
from kaderjkn.common.formatting import month_name
from kaderjkn.common.models import Branch
from kaderjkn.common.sql_jobs import execute, fetch_value, sql_beside

from ...closing.enums import ClosingState
from ...closing.jobs.compute import compute
from ...closing.models import Closing
from ..enums import SettingsKind
from ..setting_values import Settings, policy_values, scheme_values
from .as_known import shadow_as_known

SHADOWS = sql_beside(__file__, "shadows.sql")
CASE_SHADOWS = sql_beside(__file__, "case_shadows.sql")
MONTH_CASES = sql_beside(__file__, "month_cases.sql")
MONTH_FACTS = sql_beside(__file__, "month_facts.sql")
SHUT_OUT = """
CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
SELECT listed.household_id, listed.area_id, listed.months
FROM arrears_listedhousehold AS listed
WHERE listed.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id)
"""
DAY = """
SELECT assigned_on FROM public.arrears_case WHERE branch_id = %(branch)s AND month = %(month)s
GROUP BY assigned_on ORDER BY count(*) DESC, assigned_on LIMIT 1
"""
THEN = -1  # the id of the row that the settings would be
BAND = ("cadre_min_months", "cadre_max_months")
OF_POLICY = (*BAND, "attribution", "attribution_days", "active_min_contact_share", "active_min_attendance_share")
OF_SCHEME = ("tiers", "cap_per_case", "cap_per_month", "registration_fee")


def nothing(_phase: str, _done: int = 0, _total: int | None = None) -> None:
    """Report to nobody."""


@dataclass
class Replay:
    """Closed months of a branch, oldest first, and the settings that would have ruled them (None: the same)."""

    branch: Branch
    closings: Sequence[Closing]
    settings: Settings | None = None
    report: Callable = nothing
    with_cases: bool = False  # stand-ins for cases too, where the settings do not ask for them anyway

    @property
    def ids(self) -> list[int]:
        return [closing.pk for closing in self.closings]

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Within the block the stand-ins hold every month as it would have been; after it they are gone."""
        with transaction.atomic():
            try:
                self._shadow()
                for place, closing in enumerate(self.closings):
                    self.report(
                        _("Menghitung %(month)s") % {"month": month_name(closing.month)}, place, len(self.closings)
                    )
                    self._compute(closing)
                yield
            finally:
                transaction.set_rollback(True)

    def _shadow(self) -> None:
        first, last = self.closings[0].month, self.closings[-1].month
        bands = {closing.pk for closing in self.closings if self._is_other_band(closing)}
        self.with_cases = self.with_cases or bool(bands)
        execute(SHADOWS, {"branch": self.branch.pk, "first": first, "last": last})
        if self.with_cases:
            execute(CASE_SHADOWS)
        changed = {"state": ClosingState.PROVISIONAL}
        if self.settings:
            self.settings.create(pk=THEN)
            changed[self.settings.kind] = THEN
        Closing.objects.filter(pk__in=self.ids).update(**changed)

    def _compute(self, real: Closing) -> None:
        """One month, as closing it would: what was known then, the cases, the figures; then it is closed."""
        execute(MONTH_FACTS, {"closing": real.pk, "known": real.computed_at})
        shadow_as_known(self.branch.pk, real.computed_at)
        closing = Closing.objects.get(pk=real.pk)
        if self.with_cases:
            self._make_cases(real, closing)
        compute(closing)
        Closing.objects.filter(pk=real.pk).update(state=ClosingState.CLOSED)

    def _make_cases(self, real: Closing, closing: Closing) -> None:
        policy = BranchPolicy.objects.get(pk=closing.policy_id)
        params = {
            "branch": self.branch.pk,
            "month": real.month,
            "is_other_band": self._is_other_band(real),
            "min_months": policy.cadre_min_months,
            "max_months": policy.cadre_max_months,
        }
        execute(MONTH_CASES, params)
        day = fetch_value(DAY, params) or real.month
        lists = ArrearsList.objects.in_force().filter(branch=self.branch, month=real.month).order_by("data_date", "pk")
        for listing in lists if params["is_other_band"] else ():
            asked = params | {"list": listing.pk, "day": day, "by": None}
            decide(SHUT_OUT, policy, day, asked)
            execute(ASSIGN, asked)

    def _is_other_band(self, real: Closing) -> bool:
        if self.settings is None or self.settings.kind != SettingsKind.POLICY:
            return False
        return any(self.settings.values[name] != getattr(real.policy, name) for name in BAND)


def is_touched(closing: Closing, settings: Settings) -> bool:
    """Whether the settings differ from those used in anything that makes a figure."""
    if settings.kind == SettingsKind.POLICY:
        used, names = policy_values(closing.policy), OF_POLICY
    else:
        used, names = scheme_values(closing.scheme), OF_SCHEME
    return any(used[name] != settings.values[name] for name in names)
