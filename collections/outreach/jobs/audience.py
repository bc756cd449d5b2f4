"""Who gets the message of a blast, counted before it is confirmed and written when it is."""

from django.db import transaction

from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ...messages.enums import GREETINGS
from ..models_messages import Blast
from ..week import policy_on
from .call_list import NO_LIMIT, current_list

SQL = sql_beside(__file__)
WRITE = """
INSERT INTO collections_blastmessage
    (branch_id, blast_id, household_id, uuid, phone, state, left_out, gateway_id, error)
SELECT %(branch)s, %(blast)s, household_id, gen_random_uuid(), phone, 'queued', '', '', ''
FROM audience WHERE reason = '' ORDER BY household_id
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def count(blast: Blast) -> dict[str, int]:
    """Households by reason for getting no message; those who get it under the empty reason."""
    if not find(blast):
        return {}
    rows = fetch_all("SELECT reason, count(*) AS households FROM audience GROUP BY reason")
    return {row["reason"]: row["households"] for row in rows}


def write(blast: Blast) -> int:
    """Queue a message for everybody of the audience that was counted last; return how many are new."""
    return execute(WRITE, {"branch": blast.branch_id, "blast": blast.pk})


def find(blast: Blast) -> bool:
    """Fill `audience`; say whether there is a list to find it in."""
    newest = current_list(blast.branch)
    if newest is None or newest.month != blast.month:
        return False
    today = blast.branch.today()
    execute(
        SQL,
        {
            "branch": blast.branch_id,
            "list": newest.pk,
            "month": blast.month,
            "today": today,
            "area": blast.area_id,
            "least": blast.least_months or 0,
            "most": blast.most_months or NO_LIMIT,
            "needs_confirmed": blast.kind not in GREETINGS,
            "most_contacts": policy_on(blast.branch, today).contacts_per_week_max,
        },
    )
    return True
