"""The cadres' file: a row per agreement (INTERFACE, files). Each new cadre gets an account without a password yet."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.accounts.names import cadre_username
from kaderjkn.common.enums import Role, Severity
from kaderjkn.common.identity import hash_niks
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.models import User
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import fetch_all

from ..models import Agreement, Cadre
from .dated_rows import CHECK_DAYS, days, overlap_message

COLUMNS = (
    Column("kode_kader", values.text(20), required=True, identifier=True, aliases=("kode kader", "id kader")),
    Column("nama", values.text(150), required=True, aliases=("nama kader",)),
    Column("nik", values.nik),
    Column("no_hp", values.phone, aliases=("nohp", "no telepon", "hp")),
    Column("alamat", values.text(300)),
    Column("no_perjanjian", values.text(80), aliases=("nomor perjanjian", "no pks")),
    Column("mulai", values.date, required=True, aliases=("tanggal mulai", "berlaku mulai")),
    Column("selesai", values.date, aliases=("tanggal selesai", "berlaku sampai")),
    Column("bank", values.text(50)),
    Column("no_rekening", values.text(40), aliases=("rekening", "nomor rekening")),
    Column("atas_nama", values.text(150)),
    Column("email", values.text(200)),
)
FIELDS = {
    "name": "nama",
    "phone": "no_hp",
    "address": "alamat",
    "email": "email",
    "bank": "bank",
    "account_number": "no_rekening",
    "account_holder": "atas_nama",
    "nik_hash": "nik_hash",
    "nik_last4": "nik_last4",
}


def apply(intake: Intake) -> dict:
    """Write cadres and agreements row by row: a branch has dozens."""
    known = set(Cadre.objects.filter(branch=intake.branch).values_list("code", flat=True))
    for row in fetch_all("SELECT * FROM staged WHERE NOT rejected ORDER BY mulai, line"):
        try:
            with transaction.atomic():
                _write_row(intake, row)
        except IntegrityError:
            intake.note(row["line"], "mulai", "overlap", overlap_message())
    now = set(Cadre.objects.filter(branch=intake.branch).values_list("code", flat=True))
    return {_("kader baru"): len(now - known), _("kader cabang"): len(now)}


def _write_row(intake: Intake, row: dict) -> None:
    given = {field: row[column] for field, column in FIELDS.items() if row[column]}
    cadre, created = Cadre.objects.get_or_create(branch=intake.branch, code=row["kode_kader"], defaults=given)
    if not created:
        _update(cadre, given)
    if cadre.user is None:
        _make_account(intake, cadre, row["line"])
    valid = days(row["mulai"], row["selesai"])
    number = row["no_perjanjian"] or f"{cadre.code}/{row['mulai']:%Y}"
    Agreement.objects.update_or_create(
        cadre=cadre, number=number, valid__startswith=row["mulai"], defaults={"valid": valid}
    )


def _update(cadre: Cadre, given: dict) -> None:
    changed = [field for field, value in given.items() if getattr(cadre, field) != value]
    for field in changed:
        setattr(cadre, field, given[field])
    if changed:
        cadre.save(update_fields=changed)


def _make_account(intake: Intake, cadre: Cadre, line: int) -> None:
    """An account that cannot sign in until staff issue the first printed code."""
    phone = cadre.phone or None
    if phone and User.objects.filter(phone=phone).exists():
        message = _("Nomor HP ini sudah dipakai akun lain; kader masuk dengan kodenya.")
        intake.note(line, "no_hp", "phone_taken", message, Severity.WARNING)
        phone = None
    user = User(
        username=cadre_username(intake.branch.code, cadre.code),
        role=Role.CADRE,
        branch=intake.branch,
        name=cadre.name,
        phone=phone,
        must_change_password=True,
    )
    user.set_unusable_password()
    user.save()
    cadre.user = user
    cadre.save(update_fields=["user"])


KIND = register(
    ImportKind(
        name="cadres",
        label=gettext_lazy("Kader dan perjanjian"),
        columns=COLUMNS,
        types={"mulai": "date", "selesai": "date"},
        derived=("nik_hash", "nik_last4"),
        unstaged=("nik",),
        derive=hash_niks,
        checks=CHECK_DAYS,
        apply=apply,
    )
)
