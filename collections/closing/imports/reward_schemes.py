"""The reward schemes' file: a row per tier (INTERFACE, files; RULES 2)."""

from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import RestrictViolation

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import fetch_all

from ..models import RewardScheme, RewardTier

USED = gettext_lazy("Skema ini sudah dipakai periode yang tutup buku; buat skema dengan tanggal mulai baru.")
MONTHS = values.whole_number(maximum=999)
COLUMNS = (
    Column("nama", values.text(120), required=True, identifier=True),
    Column("berlaku_mulai", values.date, required=True, aliases=("mulai",)),
    Column("min_bulan", MONTHS),
    Column("max_bulan", MONTHS),
    Column("tarif_bp", values.whole_number(maximum=10_000), required=True),
    Column("batas_per_binaan", values.amount),
    Column("batas_per_bulan", values.amount),
    Column("imbal_pendaftaran", values.amount),
)
NUMBERS = ("min_bulan", "max_bulan", "tarif_bp", "batas_per_binaan", "batas_per_bulan", "imbal_pendaftaran")


def apply(intake: Intake) -> dict:
    """Write scheme by scheme: all its rows, or none where they contradict each other."""
    written = 0
    rows = fetch_all("SELECT * FROM staged WHERE NOT rejected ORDER BY berlaku_mulai, line")
    for _start, tiers in groupby(rows, key=lambda row: row["berlaku_mulai"]):
        written += _write_or_note(intake, list(tiers))
    return {_("skema ditulis"): written}


def _write_or_note(intake: Intake, rows: list[dict]) -> int:
    try:
        with transaction.atomic():
            return _write(intake, rows)
    except IntegrityError as error:
        if isinstance(error.__cause__, RestrictViolation):
            _note_all(intake, rows, "used", str(USED))
        else:
            _note_all(intake, rows, "contradiction", _("Jenjang bulan bertumpang tindih."))
    return 0


def _note_all(intake: Intake, rows: list[dict], rule: str, message: str) -> None:
    for row in rows:
        intake.note(row["line"], "berlaku_mulai", rule, message)


def _write(intake: Intake, rows: list[dict]) -> int:
    wanted, tiers = _scheme_fields(rows), _tiers(rows)
    scheme = RewardScheme.objects.filter(branch=intake.branch, starts_on=rows[0]["berlaku_mulai"]).first()
    if scheme is None:
        scheme = RewardScheme.objects.create(branch=intake.branch, starts_on=rows[0]["berlaku_mulai"], **wanted)
    elif _is_same(scheme, wanted, tiers):
        return 0
    elif scheme.closings.filter(state="closed").exists():
        _note_all(intake, rows, "used", str(USED))
        return 0
    for name, value in wanted.items():
        setattr(scheme, name, value)
    scheme.save()
    scheme.tiers.all().delete()
    for (lower, upper), rate in tiers.items():
        RewardTier.objects.create(scheme=scheme, months=(lower, upper), rate_bp=rate)
    return 1


def _scheme_fields(rows: list[dict]) -> dict:
    """Name, caps and fee: the first that a row gives; empty caps mean none."""

    def first(column):
        return next((row[column] for row in rows if row[column] is not None), None)

    return {
        "name": rows[0]["nama"],
        "cap_per_case": first("batas_per_binaan"),
        "cap_per_month": first("batas_per_bulan"),
        "registration_fee": first("imbal_pendaftaran") or 0,
    }


def _tiers(rows: list[dict]) -> dict:
    """{(first month, first month above or None): rate}."""
    return {
        (row["min_bulan"] or 0, None if row["max_bulan"] is None else row["max_bulan"] + 1): row["tarif_bp"]
        for row in rows
    }


def _is_same(scheme: RewardScheme, wanted: dict, tiers: dict) -> bool:
    now = {(tier.months.lower, tier.months.upper): tier.rate_bp for tier in scheme.tiers.all()}
    return now == tiers and all(getattr(scheme, name) == value for name, value in wanted.items())


KIND = register(
    ImportKind(
        name="reward_schemes",
        label=gettext_lazy("Skema imbal jasa"),
        columns=COLUMNS,
        types={"berlaku_mulai": "date"} | dict.fromkeys(NUMBERS, "bigint"),
        apply=apply,
        needs_branch=False,
        on_page=False,  # in the office new ones are proposed, and a second person approves
        permission="collections.manage_schemes",
    )
)
