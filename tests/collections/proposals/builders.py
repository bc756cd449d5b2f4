"""Months that the real commands have closed, small enough to be computed by hand, and proposals about them."""

import io
from dataclasses import dataclass, field
from datetime import date

from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import NumericRange

from arrears.models import BranchPolicy, Case
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.models import Proposal, RewardScheme
from kaderjkn.collections.proposals.actions import propose
from kaderjkn.collections.proposals.setting_values import policy_values, scheme_values, values_in_force
from kaderjkn.common.models import Branch
from tests import factories
from tests.collections import builders

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@dataclass
class Town:
    """A branch with two cadres and their kelurahan, and families with so many months in arrears."""

    branch: Branch
    cadres: list = field(default_factory=list)
    areas: list = field(default_factory=list)
    families: dict = field(default_factory=dict)

    def list_family(self, name: str, month: date, months: int, target: int, cadre: int = 0, **fields):
        """A case of the cadre where the months lie in the band of 4 and more, else a household that it shuts out."""
        known = self.families.get(name)
        case = builders.make_case(
            self.cadres[cadre],
            month=month,
            target=target,
            months=months,
            area=self.areas[cadre],
            household=known,
            **fields,
        )
        self.families[name] = case.household
        if months < 4:
            case.list.households.filter(household=case.household).update(status="below_band")
            case.delete()
            return None
        return case

    def pay(self, name: str, day: date, amount: int, **fields):
        household = self.families[name]
        case = Case(branch=self.branch, household=household, head_card=household.participants.first().card)
        return builders.make_payment(case, day, amount, matched_by="hand", **fields)

    def close(self, month: date):
        return close_period(branch=self.branch, month=month)[0]


def make_town(branch: Branch) -> Town:
    town = Town(branch)
    for number in (1, 2):
        cadre = factories.CadreFactory(branch=branch, code=f"{branch.code}-0{number}", agreement_from=date(2026, 1, 1))
        town.cadres.append(cadre)
        town.areas.append(factories.TerritoryFactory(cadre=cadre).area)
    return town


def make_quarter(branch: Branch) -> Town:
    """Three closed months. «Ani» 2 months in arrears, «Budi» 3, «Citra» 6 and «Dewi» 20 months; Dewi is of the
    second cadre. A payment of January comes after its closing and is settled in February.
    """
    town = make_town(branch)
    for month in (JANUARY, FEBRUARY, MARCH):
        town.list_family("Ani", month, 2, 200_000)
        town.list_family("Budi", month, 3, 300_000)
        town.list_family("Citra", month, 6, 600_000)
        town.list_family("Dewi", month, 20, 2_000_000, cadre=1)
    town.pay("Budi", date(2026, 1, 10), 100_000)
    town.pay("Citra", date(2026, 1, 12), 250_000)
    town.close(JANUARY)
    town.pay("Budi", date(2026, 1, 20), 250_000)
    town.pay("Citra", date(2026, 2, 3), 700_000)
    town.close(FEBRUARY)
    town.pay("Dewi", date(2026, 3, 9), 500_000)
    town.pay("Budi", date(2026, 3, 10), 50_000)
    town.close(MARCH)
    return town


def policy_with(branch: Branch, month: date = APRIL, **changes) -> dict:
    return policy_values(BranchPolicy.objects.in_force(branch, month)) | changes


def scheme_with(branch: Branch, month: date = APRIL, **changes) -> dict:
    return scheme_values(RewardScheme.objects.in_force(branch, month)) | changes


def make_proposal(branch: Branch, by, kind="policy", starts_on=APRIL, **changes) -> Proposal:
    """An open proposal; by itself a policy for 3 months and more, or a scheme of another name."""
    changes = changes or ({"cadre_min_months": 3} if kind == "policy" else {"name": "Skema baru"})
    values = values_in_force(kind, branch, starts_on) | changes
    return propose(branch=branch, kind=kind, values=values, starts_on=starts_on, reason="Lebih banyak keluarga", by=by)


def make_scheme(branch, starts_on: date, *tiers, **fields) -> RewardScheme:
    """A scheme in force; tiers are (from, below or None, basis points)."""
    scheme = RewardScheme.objects.create(branch=branch, name="Uji", starts_on=starts_on, **fields)
    for lower, below, rate in tiers or [(0, None, 2500)]:
        scheme.tiers.create(months=NumericRange(lower, below), rate_bp=rate)
    return scheme


def run_command(*arguments) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()
