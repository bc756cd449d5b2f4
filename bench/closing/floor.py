"""The floor: the least that closing a month could cost. One transaction of hand-written SQL.

It writes the rows that the program writes, with their indexes, constraints and audit triggers, under the same settings
of the session. It leaves out what makes closing safe and explainable: no lock, no look whether rows stand already, no
reviews, no look at registrations and incidents, no months that other policies rule; and it trusts the invented data.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from arrears.models import BranchPolicy
from kaderjkn.collections.closing.jobs.compute import MEMORY
from kaderjkn.collections.models import Closing, RewardScheme
from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, sql_beside

SETTLE, LINES, CAPS, FIGURES = (
    sql_beside(__file__, f"floor_{name}.sql") for name in ("settle", "lines", "caps", "figures")
)
COLUMNS = """
branch_id, closing_id, cadre_id, settlement_id, case_id, source, reference, dated, months, scheme_id, rate_bp,
eligible, calculated, reward, late_from, is_current
"""


def close(branch: Branch, month: date) -> None:
    """Leave exactly the rows that closing leaves, but for ids and times."""
    now = timezone.now()
    with transaction.atomic(), acting(None, kind="floor"):
        execute(MEMORY)
        policy, scheme = (model.objects.in_force(branch, month) for model in (BranchPolicy, RewardScheme))
        closing = Closing.objects.create(
            branch=branch, month=month, policy=policy, scheme=scheme, computed_at=now, closed_at=now, state="closed"
        )
        params = {
            "branch": branch.pk,
            "month": month,
            "next_month": next_month(month),
            "closing": closing.pk,
            "policy": policy.pk,
            "scheme": scheme.pk,
        }
        execute(SETTLE, params)
        _write_lines(params, has_caps=scheme.cap_per_month is not None)
        execute(FIGURES, params)
        Period.objects.filter(branch=branch, month=month).update(state="closed")


def _write_lines(params: dict, *, has_caps: bool) -> None:
    if not has_caps:
        execute(f"INSERT INTO collections_rewardline ({COLUMNS}) {LINES}", params)
        return
    execute(f"DROP TABLE IF EXISTS pg_temp.line; CREATE TEMPORARY TABLE line AS {LINES}", params)
    execute(CAPS, params)
    execute(f"INSERT INTO collections_rewardline ({COLUMNS}) SELECT {COLUMNS} FROM line")  # noqa: S608 (no values)
