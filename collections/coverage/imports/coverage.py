"""The coverage file: a row for each month and kabupaten/kota, kecamatan or kelurahan, counted at the month's end."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.models import Area, Branch
from kaderjkn.common.months import add_months, first_day, month_text
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute, fetch_value, sql_beside

from ..actions import undo_coverage

CHECKS = sql_beside(__file__)
WRITE = sql_beside(__file__, "write.sql")
REPLACED = """
SELECT count(*) FROM staged JOIN common_area AS area ON area.code = staged.kode_wilayah
JOIN collections_coveragefigure AS figure
  ON figure.branch_id = %(branch)s AND figure.month = staged.bulan AND figure.area_id = area.id
WHERE NOT staged.rejected
"""
COUNTS = {
    "penduduk": ("jumlah penduduk", "jml penduduk", "population"),
    "peserta_terdaftar": ("terdaftar", "jumlah peserta", "jml peserta", "peserta jkn"),
    "peserta_aktif": ("aktif", "jumlah peserta aktif", "jml peserta aktif"),
    "peserta_menunggak": ("menunggak", "jumlah menunggak", "jml menunggak"),
}
OPTIONAL = {"peserta_menunggak"}


def apply(intake: Intake) -> dict:
    replaced = fetch_value(REPLACED, intake.params)
    written = execute(WRITE, intake.params)
    return {_("baru"): written - replaced, _("diganti"): replaced}


def template_rows(branch: Branch) -> list[list]:
    """The kecamatan of the branch for the last month that has ended; the counts are to be filled in."""
    month = month_text(add_months(first_day(branch.today()), -1))
    villages = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE)
    areas = Area.objects.filter(pk__in=villages.values("parent")).order_by("code")
    return [[month, area.code, *[None] * len(COUNTS)] for area in areas]


KIND = register(
    ImportKind(
        name="coverage",
        label=gettext_lazy("Cakupan peserta"),
        columns=(
            Column("bulan", values.month, required=True, aliases=("periode", "bulan data")),
            Column(
                "kode_wilayah",
                values.kemendagri_code,
                required=True,
                identifier=True,
                aliases=("kode wilayah", "kode kemendagri", "kode"),
            ),
            *(
                Column(name, values.count, required=name not in OPTIONAL, aliases=aliases)
                for name, aliases in COUNTS.items()
            ),
        ),
        types={"bulan": "date"} | dict.fromkeys(COUNTS, "bigint"),
        checks=CHECKS,
        apply=apply,
        undo=undo_coverage,
        template=template_rows,
    )
)
