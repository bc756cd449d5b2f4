"""All figures of one closing, from nothing: settlements, reward lines, sums. Run again it writes the same rows."""

from kaderjkn.common.models import Period
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, sql_beside

from ..models import Closing
from .rewards import write_lines

SETTLE = sql_beside(__file__, "settle.sql")
FIGURES = sql_beside(__file__, "figures.sql")
CLEAR = """
DELETE FROM collections_rewardline WHERE closing_id = %(closing)s;
DELETE FROM collections_settlement WHERE closing_id = %(closing)s;
DELETE FROM collections_cadrefigure WHERE closing_id = %(closing)s;
DELETE FROM collections_areafigure WHERE closing_id = %(closing)s;
"""


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
    execute(CLEAR, params)
    execute(SETTLE, params)
    write_lines(params)
    execute(FIGURES, params)
