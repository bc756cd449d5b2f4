"""What acts on many cases write: who held them before and after, holds, and holders put back."""

from datetime import date

from kaderjkn.common.sql_jobs import execute, sql_beside

from ..models import BulkAct

BEFORE, AFTER, HOLDS, PUT_BACK = (
    sql_beside(__file__, f"bulk_{name}.sql") for name in ("before", "after", "holds", "put_back")
)


def keep_before(act: BulkAct, case_ids: list[int]) -> None:
    execute(BEFORE, {"act": act.pk, "branch": act.branch_id, "ids": case_ids})


def keep_after(act: BulkAct) -> None:
    execute(AFTER, {"act": act.pk})


def write_holds(act: BulkAct, case_ids: list[int], *, reason: str, note: str, day: date) -> int:
    """Return how many households are held that were not held for this reason before."""
    where = {"act": act.pk, "branch": act.branch_id, "month": act.month, "ids": case_ids}
    return execute(HOLDS, where | {"reason": reason, "note": note, "day": day, "by": act.by_id})


def put_back(act: BulkAct) -> None:
    """Give the cases of the act the holders they had, unless they were changed since."""
    execute("DROP TABLE IF EXISTS pg_temp.put_back")
    execute(PUT_BACK, {"act": act.pk, "branch": act.branch_id})
