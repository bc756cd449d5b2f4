"""The policies' file: a row of settings from a day on, for a branch or for all (RULES 2)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import RestrictViolation

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import fetch_all

from ..enums import Attribution
from ..models import BranchPolicy

MONTHS = values.whole_number(maximum=999)
DAYS = values.whole_number(maximum=366)
SETTINGS = {
    "cadre_min_months": MONTHS,
    "cadre_max_months": MONTHS,
    "telecollect_min_months": MONTHS,
    "telecollect_max_months": MONTHS,
    "attribution": values.code_of(Attribution.values),
    "attribution_days": DAYS,
    "review_months": values.whole_number(minimum=1, maximum=36),
    "review_answer_days": DAYS,
    "contacts_per_week_max": values.whole_number(maximum=99),
    "quiet_from": values.time_of_day,
    "quiet_until": values.time_of_day,
    "meeting_every_days": values.whole_number(minimum=1, maximum=366),
    "make_up_days": DAYS,
    "active_min_contact_share": values.share,
    "active_min_attendance_share": values.share,
    "visits_per_week_target": values.whole_number(maximum=999),
    "rehab_min_months": MONTHS,
    "rehab_max_months": MONTHS,
    "rehab_max_instalments": MONTHS,
}
USED = gettext_lazy("Kebijakan ini sudah dipakai periode yang tutup buku; buat baris dengan tanggal mulai baru.")
WITHOUT_LIMIT = ("cadre_max_months", "telecollect_max_months", "rehab_max_months", "rehab_max_instalments")
NUMBERS = [name for name, parse in SETTINGS.items() if name not in ("attribution", "quiet_from", "quiet_until")]


def apply(intake: Intake) -> dict:
    """Write each row; one that rules a closed period may not change (RULES 6)."""
    written = 0
    for row in fetch_all("SELECT * FROM staged WHERE NOT rejected ORDER BY berlaku_mulai, line"):
        try:
            with transaction.atomic():
                written += _write_row(intake, row)
        except (IntegrityError, ValidationError) as error:
            _note_refusal(intake, row, error)
    return {_("ditulis"): written}


def _note_refusal(intake: Intake, row: dict, error: Exception) -> None:
    if isinstance(error.__cause__, RestrictViolation):
        intake.note(row["line"], "berlaku_mulai", "used", str(USED))
        return
    message = _("Batas tertinggi lebih kecil daripada batas terendah, atau nilai di luar batas.")
    intake.note(row["line"], "berlaku_mulai", "contradiction", message)


def _write_row(intake: Intake, row: dict) -> int:
    wanted = _settings(row, intake.present_columns)
    policy = BranchPolicy.objects.filter(branch=intake.branch, starts_on=row["berlaku_mulai"]).first()
    if policy is None:
        BranchPolicy.objects.create(branch=intake.branch, starts_on=row["berlaku_mulai"], **wanted)
        return 1
    changed = [name for name, value in wanted.items() if getattr(policy, name) != value]
    if not changed:
        return 0
    if rules_closed_period(policy):
        intake.note(row["line"], "berlaku_mulai", "used", str(USED))
        return 0
    for name in changed:
        setattr(policy, name, wanted[name])
    policy.save(update_fields=changed)
    return 1


def _settings(row: dict, present: set[str]) -> dict:
    """Empty maxima mean none; any other empty or absent setting is the default."""
    wanted = {}
    for name in SETTINGS:
        value = row[name]
        if value is None and not (name in WITHOUT_LIMIT and name in present):
            value = BranchPolicy._meta.get_field(name).get_default()
        field = BranchPolicy._meta.get_field(name)
        wanted[name] = field.to_python(value)
    return wanted


def rules_closed_period(policy: BranchPolicy) -> bool:
    """Whether a period that is closed was closed with this row; another one may have begun for it since."""
    return policy.closings.filter(state="closed").exists()


KIND = register(
    ImportKind(
        name="policies",
        label=gettext_lazy("Kebijakan cabang"),
        columns=(
            Column("berlaku_mulai", values.date, required=True, aliases=("mulai",)),
            *(Column(name, parse) for name, parse in SETTINGS.items()),
        ),
        types={"berlaku_mulai": "date", "quiet_from": "time", "quiet_until": "time"}
        | dict.fromkeys(NUMBERS, "numeric"),
        apply=apply,
        needs_branch=False,
        on_page=False,  # in the office new ones are proposed, and a second person approves
        permission="arrears.manage_policies",
    )
)
