"""The territories' file: which cadre cares for which kelurahan, from when to when."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import fetch_all

from ..models import Territory
from .dated_rows import CHECK_DAYS, days, overlap_message

CHECKS = (
    CHECK_DAYS
    + """
INSERT INTO staged_issue
SELECT staged.line, 'kode_kader', 'unknown_cadre', 'error', 'Kode kader ini tidak ada di cabang.'
FROM staged LEFT JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader
WHERE cadre.id IS NULL;

INSERT INTO staged_issue
SELECT staged.line, 'kode_wilayah', 'unknown_area', 'error', 'Kelurahan ini tidak ada di cabang.'
FROM staged LEFT JOIN common_area AS area
  ON area.branch_id = %(branch)s AND area.level = 'kelurahan' AND area.code = staged.kode_wilayah
WHERE area.id IS NULL;
"""
)
# rows that change a known start come first: ending one makes room for the next
ROWS = """
SELECT staged.*, cadre.id AS cadre_id, area.id AS area_id, territory.id AS territory_id
FROM staged
JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader
JOIN common_area AS area ON area.code = staged.kode_wilayah
LEFT JOIN cadres_territory AS territory
  ON territory.cadre_id = cadre.id AND territory.area_id = area.id AND lower(territory.valid) = staged.mulai
WHERE NOT staged.rejected
ORDER BY territory.id IS NULL, staged.mulai, staged.line
"""


def apply(intake: Intake) -> dict:
    """Write territories row by row: a branch has some hundreds."""
    new = changed = 0
    for row in fetch_all(ROWS, intake.params):
        valid = days(row["mulai"], row["selesai"])
        try:
            with transaction.atomic():
                if row["territory_id"]:
                    changed += Territory.objects.filter(pk=row["territory_id"]).exclude(valid=valid).update(valid=valid)
                else:
                    Territory.objects.create(cadre_id=row["cadre_id"], area_id=row["area_id"], valid=valid)
                    new += 1
        except IntegrityError:
            intake.note(row["line"], "mulai", "overlap", overlap_message())
    return {_("baru"): new, _("diubah"): changed}


KIND = register(
    ImportKind(
        name="territories",
        label=gettext_lazy("Wilayah binaan"),
        columns=(
            Column("kode_kader", values.text(20), required=True, identifier=True, aliases=("kode kader",)),
            Column("kode_wilayah", values.kemendagri_code, required=True, aliases=("kode kelurahan", "kode desa")),
            Column("mulai", values.date, required=True),
            Column("selesai", values.date),
        ),
        types={"mulai": "date", "selesai": "date"},
        checks=CHECKS,
        apply=apply,
    )
)
