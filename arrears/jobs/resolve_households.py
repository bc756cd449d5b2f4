"""Rows of a file to households; used by moves, holds, write-offs and contacts."""

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.sql_jobs import execute, sql_beside

SQL = sql_beside(__file__)
UNKNOWN = """
INSERT INTO staged_issue
SELECT staged.line, 'noka', 'unknown_household', 'error', 'Keluarga ini tidak ada pada daftar tunggakan cabang.'
FROM staged LEFT JOIN meant ON meant.line = staged.line
WHERE NOT staged.rejected AND meant.line IS NULL
"""


def resolve(intake: Intake, month_sql: str) -> None:
    """Fill `meant` for the staged rows and reject those that mean nobody.

    `month_sql` is a SQL expression over `staged`, written in code, for the month whose list is asked.
    """
    execute("DROP TABLE IF EXISTS pg_temp.wanted")
    execute(
        "CREATE TEMPORARY TABLE wanted AS SELECT line, " + month_sql + " AS month, no_kk, noka"  # noqa: S608
        " FROM staged WHERE NOT rejected",
        intake.params,
    )
    execute(SQL, intake.params)
    execute(UNKNOWN)
    intake.take_sql_issues()
