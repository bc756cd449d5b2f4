"""Settings as plain values (JSON), as proposals and dry runs keep them, and rows made of such values again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db.backends.postgresql.psycopg_any import NumericRange

from arrears.models import BranchPolicy
from kaderjkn.common.models import Branch

from ..closing.models import RewardScheme, RewardTier
from .enums import SettingsKind

POLICY_SETTINGS = tuple(
    field.name for field in BranchPolicy._meta.concrete_fields if field.name not in ("id", "branch", "starts_on")
)
SCHEME_SETTINGS = ("name", "cap_per_case", "cap_per_month", "registration_fee")
OLDEST = date(2014, 1, 1)


def policy_values(policy: BranchPolicy) -> dict:
    return {name: _plain(_read(name, getattr(policy, name))) for name in POLICY_SETTINGS}


def scheme_values(scheme: RewardScheme) -> dict:
    tiers = scheme.tiers.order_by("months")
    return {name: getattr(scheme, name) for name in SCHEME_SETTINGS} | {
        "tiers": [{"from": tier.months.lower, "below": tier.months.upper, "rate_bp": tier.rate_bp} for tier in tiers]
    }


def values_in_force(kind: str, branch: Branch, month: date) -> dict:
    """The settings that rule the month as things stand."""
    if kind == SettingsKind.POLICY:
        return policy_values(BranchPolicy.objects.in_force(branch, month))
    return scheme_values(RewardScheme.objects.in_force(branch, month))


def _read(name: str, value):
    return BranchPolicy._meta.get_field(name).to_python(value)


def _plain(value):
    """As JSON has it; a share always with its two decimals, so that equal settings are equal values."""
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value if isinstance(value, str | int | None) else DjangoJSONEncoder().default(value)


@dataclass(frozen=True)
class Settings:
    """Plain values of one kind, for a branch from a day on; `create` writes the rows that they describe."""

    kind: str
    values: dict
    branch: Branch
    starts_on: date = OLDEST

    def create(self, pk: int | None = None) -> BranchPolicy | RewardScheme:
        """Write the row, for a scheme with its tiers; the database has the last word on what is valid."""
        return self._policy(pk) if self.kind == SettingsKind.POLICY else self._scheme(pk)

    def _policy(self, pk: int | None) -> BranchPolicy:
        read = {name: _read(name, value) for name, value in self.values.items()}
        return BranchPolicy.objects.create(pk=pk, branch=self.branch, starts_on=self.starts_on, **read)

    def _scheme(self, pk: int | None) -> RewardScheme:
        read = {name: self.values[name] for name in SCHEME_SETTINGS}
        scheme = RewardScheme.objects.create(pk=pk, branch=self.branch, starts_on=self.starts_on, **read)
        for tier in self.values["tiers"]:
            months = NumericRange(tier["from"], tier["below"])
            RewardTier.objects.create(scheme=scheme, months=months, rate_bp=tier["rate_bp"])
        return scheme
