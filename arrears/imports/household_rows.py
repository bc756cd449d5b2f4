"""Small files about households: holds, and arrears written off by policy (RULES 3.8)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute

from ..enums import HoldReason
from ..jobs.resolve_households import resolve

WHO = (
    Column("no_kk", values.family_card, one_of="household", identifier=True, aliases=("kk", "nomor kk")),
    Column("noka", values.card, one_of="household", identifier=True, aliases=("nomor kartu", "no kartu")),
)
HOLD_REASONS = {reason.value: reason.value for reason in HoldReason} | {
    "meninggal": "deceased",
    "jangan dihubungi": "do_not_contact",
    "permintaan data": "data_request",
    "menunggu kebijakan": "waiting_policy",
    "lain": "other",
}
SET_HOLDS = """
INSERT INTO arrears_hold (branch_id, household_id, reason, note, starts_on, set_by_id)
SELECT DISTINCT ON (meant.household_id, staged.alasan)
       %(branch)s, meant.household_id, staged.alasan, '', coalesce(staged.mulai, %(today)s), %(by)s
FROM staged JOIN meant ON meant.line = staged.line
WHERE NOT staged.rejected
ORDER BY meant.household_id, staged.alasan, staged.mulai, staged.line
ON CONFLICT (household_id, reason) WHERE lifted_on IS NULL DO NOTHING
"""
WRITE_OFF = """
INSERT INTO arrears_writeoff (branch_id, run_id, household_id, reason, "on")
SELECT DISTINCT ON (meant.household_id, coalesce(staged.tanggal, %(today)s))
       %(branch)s, %(run)s, meant.household_id,
       coalesce(staged.alasan, 'written_off'), coalesce(staged.tanggal, %(today)s)
FROM staged JOIN meant ON meant.line = staged.line
WHERE NOT staged.rejected
ORDER BY meant.household_id, coalesce(staged.tanggal, %(today)s), staged.line
ON CONFLICT (branch_id, household_id, "on") DO NOTHING
"""


def hold_reason(cell: str) -> str | None:
    """A reason code; words of a branch's own become `other`."""
    try:
        return values.code_of(HOLD_REASONS)(cell)
    except values.ValueProblem:
        return HoldReason.OTHER.value


def apply_holds(intake: Intake) -> dict:
    today = intake.branch.today()
    resolve(intake, "date_trunc('month', coalesce(mulai, (%(now)s AT TIME ZONE %(zone)s)::date))::date")
    return {_("baru"): execute(SET_HOLDS, intake.params | {"today": today})}


def apply_writeoffs(intake: Intake) -> dict:
    today = intake.branch.today()
    resolve(intake, "date_trunc('month', coalesce(tanggal, (%(now)s AT TIME ZONE %(zone)s)::date))::date")
    return {_("baru"): execute(WRITE_OFF, intake.params | {"today": today})}


HOLDS = register(
    ImportKind(
        name="holds",
        label=gettext_lazy("Penahanan"),
        columns=(*WHO, Column("alasan", hold_reason, required=True), Column("mulai", values.date)),
        types={"mulai": "date"},
        apply=apply_holds,
    )
)
WRITE_OFFS = register(
    ImportKind(
        name="writeoffs",
        label=gettext_lazy("Penghapusan tunggakan"),
        columns=(*WHO, Column("alasan", values.text(100)), Column("tanggal", values.date)),
        types={"tanggal": "date"},
        apply=apply_writeoffs,
    )
)
