"""An arrears list: staging, placement, households, and what it does to the month's cases (RULES 3.1-3.3)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.enums import PeriodState
from kaderjkn.common.errors import Refused
from kaderjkn.common.identity import hash_nik
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.models import Period
from kaderjkn.common.sql_jobs import execute, sql_beside

from ..actions.lists import undo_list
from ..actions.payments import match_payments
from ..enums import ListState
from ..models import ArrearsList, Case
from ..periods import begin_periods
from .list_columns import COLUMNS, TYPES

CHECKS = sql_beside(__file__, "arrears_list_checks.sql")
HOUSEHOLDS = sql_beside(__file__, "arrears_list_households.sql")
ROWS = sql_beside(__file__, "arrears_list_rows.sql")
CASES = sql_beside(__file__, "arrears_list_cases.sql")


def begin(intake: Intake) -> None:
    """Refuse a closed month and an earlier data date; notice that the file in force came again."""
    intake.data_date = intake.data_date or intake.branch.today()
    if Period.objects.filter(branch=intake.branch, month=intake.month, state=PeriodState.CLOSED).exists():
        raise Refused(_("Periode %(month)s sudah tutup buku; daftarnya tidak dapat diubah.") % _month(intake))
    newest = ArrearsList.objects.in_force().filter(branch=intake.branch, month=intake.month).newest_first().first()
    if newest and newest.run.checksum == intake.checksum:
        intake.unchanged = _("Berkas ini sama dengan daftar %(month)s yang berlaku. Tidak ada yang berubah.") % _month(
            intake
        )
    elif newest and intake.data_date < newest.data_date:
        raise Refused(
            _("Tanggal data %(given)s lebih awal daripada daftar yang berlaku (%(newest)s).")
            % {"given": intake.data_date, "newest": newest.data_date}
        )


def _month(intake: Intake) -> dict:
    return {"month": f"{intake.month:%Y-%m}"}


def apply(intake: Intake) -> dict:
    """Write the list; the same data date replaces (correction), a later one adds (update)."""
    begin_periods(intake.branch, intake.month)
    lists = ArrearsList.objects.in_force().filter(branch=intake.branch, month=intake.month)
    previous = lists.newest_first().first()
    replaced = lists.filter(data_date=intake.data_date).first()
    if replaced:
        replaced.state = ListState.REPLACED
        replaced.save(update_fields=["state"])
    new = ArrearsList.objects.create(
        branch=intake.branch,
        month=intake.month,
        data_date=intake.data_date,
        run=intake.run,
        replaces=replaced,
    )
    params = intake.params | {
        "list": new.pk,
        "replaced": replaced and replaced.pk,
        "previous": previous and previous.pk,
    }
    cases = Case.objects.filter(branch=intake.branch, month=intake.month)
    before = cases.count()
    for statements in (HOUSEHOLDS, ROWS, CASES):
        execute(statements, params)
    match_payments(intake.branch)
    counts = {
        _("keluarga"): new.households.count(),
        _("belum ditempatkan"): new.households.filter(area=None).count(),
    }
    if before:
        counts[_("binaan keluar daftar")] = cases.filter(left_list=True).count()
        counts[_("binaan dihapus")] = before - cases.count()
    return counts


KIND = register(
    ImportKind(
        name="arrears",
        label=gettext_lazy("Daftar tunggakan"),
        columns=COLUMNS,
        types=TYPES,
        derived=("nik_hash", "nik_last4"),
        derive=hash_nik,
        begin=begin,
        checks=CHECKS,
        apply=apply,
        undo=undo_list,
        needs_month=True,
        date_label=gettext_lazy("Tanggal data"),
    )
)
