"""Reward lines of a closing: computed in SQL, cut to caps where a scheme has any."""

from django.db import connection

from kaderjkn.common.sql_jobs import execute, fetch_all, fetch_value, sql_beside

from .caps import Line, cut_to_caps

SQL = sql_beside(__file__, "reward_lines.sql")
ANY_CAP = """
SELECT EXISTS (SELECT FROM ruling JOIN collections_rewardscheme AS scheme ON scheme.id = ruling.scheme_id
               WHERE scheme.cap_per_case IS NOT NULL OR scheme.cap_per_month IS NOT NULL)
"""
UNCUT = "UPDATE collections_rewardline SET reward = calculated WHERE closing_id = %(closing)s"
LINES = """
SELECT line.id AS pk, line.cadre_id AS cadre, line.case_id AS "case", line.calculated, scheme.cap_per_case,
       settled.verdict = 'reversal' AS taken_back
FROM collections_rewardline AS line
JOIN collections_settlement AS settled ON settled.id = line.settlement_id
JOIN collections_rewardscheme AS scheme ON scheme.id = line.scheme_id
WHERE line.closing_id = %(closing)s
ORDER BY line.dated, line.source COLLATE "C", line.reference COLLATE "C"
"""
USED = """
SELECT line.case_id, sum(line.reward)::bigint AS used
FROM collections_rewardline AS line
JOIN collections_closing AS closing ON closing.id = line.closing_id AND closing.state = 'closed'
WHERE line.branch_id = %(branch)s AND line.is_current AND line.case_id IS NOT NULL
  AND line.case_id IN (SELECT case_id FROM collections_rewardline WHERE closing_id = %(closing)s)
GROUP BY line.case_id
"""
CUT = """
UPDATE collections_rewardline AS line SET reward = cut.reward
FROM unnest(%(pks)s::bigint[], %(rewards)s::bigint[]) AS cut (pk, reward) WHERE line.id = cut.pk
"""


def write_lines(params: dict) -> None:
    """Write the lines of `params["closing"]`; `ruling` and the settlements must stand."""
    execute(SQL, params)
    execute(UNCUT, params)
    if not fetch_value(ANY_CAP):
        return
    lines = [Line(**row) for row in fetch_all(LINES, params)]
    used = {row["case_id"]: row["used"] for row in fetch_all(USED, params)}
    cap = fetch_value("SELECT cap_per_month FROM collections_rewardscheme WHERE id = %(scheme)s", params)
    cut = cut_to_caps(lines, used, cap)
    with connection.cursor() as cursor:
        cursor.execute(CUT, {"pks": [pk for pk, _ in cut], "rewards": [reward for _, reward in cut]})
