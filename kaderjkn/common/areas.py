"""Kecamatan and kelurahan from a file of Kemendagri codes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import AreaLevel
from .imports.intake import Intake
from .imports.kinds import ImportKind, register
from .reading import values
from .reading.columns import Column
from .sql_jobs import execute, fetch_value

LEVELS = {
    **{level.value: level.value for level in AreaLevel},
    "kabupaten": "kota",
    "kab": "kota",
    "kelurahan/desa": "kelurahan",
    "desa": "kelurahan",
}
CHECKS = """
INSERT INTO staged_issue
SELECT line, 'code', 'duplicate_code', 'error', 'Kode wilayah ini sudah ada di baris ' || first_line || '.'
FROM (SELECT line, min(line) OVER (PARTITION BY code) AS first_line FROM staged) AS seen WHERE line > first_line;

INSERT INTO staged_issue
SELECT staged.line, 'code', 'other_branch', 'error', 'Wilayah ini sudah milik cabang lain.'
FROM staged JOIN common_area AS area ON area.code = staged.code
WHERE area.branch_id <> %(branch)s
       AND staged.level IN ('kecamatan', 'kelurahan') AND starts_with(staged.code, %(under)s);
"""
WRITE = """
INSERT INTO common_area AS area (code, name, level, branch_id)
SELECT code, name, level,
       CASE WHEN level IN ('kecamatan', 'kelurahan') AND starts_with(code, %(under)s) THEN %(branch)s::bigint END
FROM staged WHERE NOT rejected
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, level = excluded.level, branch_id = coalesce(excluded.branch_id, area.branch_id)
WHERE (area.name, area.level, area.branch_id) IS DISTINCT FROM
      (excluded.name, excluded.level, coalesce(excluded.branch_id, area.branch_id));

UPDATE common_area AS area SET parent_id = parent.id
FROM common_area AS parent
WHERE parent.code = regexp_replace(area.code, '\\.[0-9]+$', '') AND parent.id <> area.id
  AND area.parent_id IS DISTINCT FROM parent.id;
"""


def apply(intake: Intake) -> dict:
    """Write the areas; those below `intake.options["under"]` belong to the branch."""
    execute(WRITE, intake.params)
    count = "SELECT count(*) FROM common_area WHERE branch_id = %(branch)s AND level = 'kelurahan'"
    return {_("kelurahan cabang"): fetch_value(count, intake.params)} if intake.branch else {}


KIND = register(
    ImportKind(
        name="areas",
        label=gettext_lazy("Wilayah administrasi"),
        columns=(
            Column(
                "code",
                values.kemendagri_code,
                required=True,
                identifier=True,
                aliases=("kode", "kode wilayah"),
            ),
            Column("name", values.text(100), required=True, aliases=("nama",)),
            Column("level", values.code_of(LEVELS), required=True, aliases=("tingkat",)),
            Column("parent", values.kemendagri_code, aliases=("induk",)),
        ),
        checks=CHECKS,
        apply=apply,
        needs_branch=False,
        on_page=False,
    )
)
