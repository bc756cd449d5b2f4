"""All figures of one closing: settlements, reward lines, sums. Run again it leaves the same rows.

Payments have found their households before: whatever changes a list or a payment matches them (arrears/actions).
"""

from kaderjkn.common.faults import fault_point
from kaderjkn.common.models import Period
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, sql_beside

from ..models import Closing
from .rewards import write_lines

SETTLE = sql_beside(__file__, "settle.sql")
FIGURES = sql_beside(__file__, "figures.sql")
MEMORY = "SELECT set_config('work_mem', '128MB', true)"  # sorts of 400,000 payments stay in memory


def compute(closing: Closing) -> None:
    """Write the rows of a closing that is not fixed yet."""
    params = {
        "branch": closing.branch_id,
        "closing": closing.pk,
        "month": closing.month,
        "next_month": next_month(closing.month),
        "policy": closing.policy_id,
        "scheme": closing.scheme_id,
        "is_earliest_open": not Period.objects.filter(branch=closing.branch_id, month__lt=closing.month)
        .open()
        .exists(),
    }
    execute(MEMORY)
    execute(SETTLE, params)
    fault_point("settled")
    write_lines(params)
    fault_point("rewarded")
    execute(FIGURES, params)
    fault_point("added_up")
