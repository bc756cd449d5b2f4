"""The moves' file: cases to another cadre from a day on, that day included (RULES 3.6, 9)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute

from ..jobs.move_cases import CHECK, run
from ..jobs.resolve_households import resolve
from ..periods import open_period
from .household_rows import WHO

FROM_FILE = """
DROP TABLE IF EXISTS pg_temp.move;
CREATE TEMPORARY TABLE move AS
SELECT staged.line, held.id AS case_id, held.assigned_on, cadre.id AS cadre_id, staged.mulai AS day
FROM staged
JOIN meant ON meant.line = staged.line
LEFT JOIN arrears_case AS held
  ON held.branch_id = %(branch)s AND held.month = %(month)s AND held.household_id = meant.household_id
LEFT JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.ke_kader
WHERE NOT staged.rejected
"""


def begin(intake: Intake) -> None:
    open_period(intake.branch, intake.month)


def apply(intake: Intake) -> dict:
    """Move in the order of the file, so that a later row has the last word."""
    resolve(intake, "%(month)s::date")
    execute(FROM_FILE, intake.params)
    execute(CHECK, intake.params)
    intake.take_sql_issues()
    execute("DELETE FROM move USING staged WHERE staged.line = move.line AND staged.rejected")
    return {_("dipindahkan"): run(intake.branch, intake.by)}


KIND = register(
    ImportKind(
        name="moves",
        label=gettext_lazy("Pemindahan binaan"),
        columns=(
            *WHO,
            Column("ke_kader", values.text(20), required=True, aliases=("kode kader", "kode_kader")),
            Column("mulai", values.date, required=True),
        ),
        types={"mulai": "date"},
        begin=begin,
        apply=apply,
        needs_month=True,
    )
)
