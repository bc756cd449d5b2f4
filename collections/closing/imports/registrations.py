"""New registrations that were confirmed (INTERFACE, files; RULES 5.5)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute

CHECKS = """
INSERT INTO staged_issue
SELECT staged.line, 'kode_kader', 'unknown_cadre', 'error', 'Kode kader ini tidak ada di cabang.'
FROM staged LEFT JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader
WHERE cadre.id IS NULL;

INSERT INTO staged_issue
SELECT line, 'noka', 'duplicate_card', 'error', 'Nomor kartu ini sudah ada di baris ' || first_line || '.'
FROM (SELECT line, min(line) OVER (PARTITION BY noka) AS first_line FROM staged) AS seen WHERE line > first_line;

INSERT INTO staged_issue
SELECT staged.line, 'noka', 'registered_otherwise', 'error',
       'Pendaftaran kartu ini sudah tercatat untuk kader atau tanggal lain.'
FROM staged
JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader
JOIN collections_registration AS known ON known.branch_id = %(branch)s AND known.card = staged.noka
WHERE (known.cadre_id, known.confirmed_on) <> (cadre.id, staged.tanggal);
"""
WRITE = """
INSERT INTO collections_registration (branch_id, cadre_id, card, confirmed_on, run_id)
SELECT %(branch)s, cadre.id, staged.noka, staged.tanggal, %(run)s
FROM staged JOIN cadres_cadre AS cadre ON cadre.branch_id = %(branch)s AND cadre.code = staged.kode_kader
WHERE NOT staged.rejected
ON CONFLICT (branch_id, card) DO NOTHING
"""


def apply(intake: Intake) -> dict:
    return {_("baru"): execute(WRITE, intake.params)}


KIND = register(
    ImportKind(
        name="registrations",
        label=gettext_lazy("Pendaftaran baru"),
        columns=(
            Column("kode_kader", values.text(20), required=True, aliases=("kode kader",)),
            Column("noka", values.card, required=True, identifier=True, aliases=("nomor kartu", "no kartu")),
            Column("tanggal", values.date, required=True, aliases=("tanggal konfirmasi",)),
        ),
        types={"tanggal": "date"},
        checks=CHECKS,
        apply=apply,
    )
)
