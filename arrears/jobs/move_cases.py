"""Moving cases: `move` (line, case_id, assigned_on, cadre_id, day) to holders, in the order of its lines."""

from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

REAL = sql_beside(__file__, "move_cases_real.sql")
SQL = sql_beside(__file__)
CHECK = """
INSERT INTO staged_issue
SELECT line, 'noka', 'no_case', 'error', 'Keluarga ini bukan binaan pada periode ini.'
FROM move WHERE case_id IS NULL;

INSERT INTO staged_issue
SELECT line, 'ke_kader', 'unknown_cadre', 'error', 'Kode kader ini tidak ada di cabang.'
FROM move WHERE cadre_id IS NULL;

INSERT INTO staged_issue
SELECT line, 'mulai', 'outside_period', 'error', 'Hari pindah tidak terletak dalam periode.'
FROM move WHERE day < %(month)s OR day >= %(month)s::date + interval '1 month';

INSERT INTO staged_issue
SELECT line, 'mulai', 'before_assignment', 'error', 'Binaan ini baru dibagi sesudah hari pindah.'
FROM move WHERE day < assigned_on;

INSERT INTO staged_issue
SELECT move.line, 'ke_kader', 'no_agreement', 'error', 'Kader penerima tidak mempunyai perjanjian pada hari itu.'
FROM move
WHERE move.cadre_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM cadres_agreement AS agreement
                  WHERE agreement.cadre_id = move.cadre_id AND agreement.valid @> move.day)
"""


def run(branch: Branch, by: User | None) -> int:
    """Write the moves; return how many changed a holder. Rows that share a case go in turns."""
    moved = 0
    execute("ALTER TABLE move ADD COLUMN turn integer")
    execute(
        "UPDATE move SET turn = numbered.turn FROM (SELECT line, row_number() OVER (PARTITION BY case_id ORDER BY line)"
        " AS turn FROM move) AS numbered WHERE numbered.line = move.line"
    )
    turns = fetch_all("SELECT DISTINCT turn FROM move ORDER BY turn")
    for row in turns:
        params = {"branch": branch.pk, "by": by and by.pk, "turn": row["turn"]}
        execute("DROP TABLE IF EXISTS pg_temp.real_move")
        moved += execute(REAL, params)
        execute(SQL, params)
    return moved
