"""An arrears list: staging, placement, households, and what it does to the month's cases (RULES 3.1-3.3)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.enums import PeriodState
from kaderjkn.common.errors import Refused
from kaderjkn.common.faults import fault_point
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.models import ImportRun, Period
from kaderjkn.common.sql_jobs import execute, fetch_value, sql_beside

from ..actions.lists import undo_list
from ..actions.payments import match_payments
from ..enums import ListState
from ..jobs.search_words import merge_words, write_words
from ..list_presenter import present_list
from ..models import ArrearsList, Case
from ..periods import begin_periods
from .list_columns import COLUMNS, TYPES
from .list_preview import preview_list
from .list_rows import derive

PLACES = sql_beside(__file__, "arrears_list_places.sql")
CHECKS = sql_beside(__file__, "arrears_list_checks.sql")
HOUSEHOLDS = sql_beside(__file__, "arrears_list_households.sql")
ROWS = sql_beside(__file__, "arrears_list_rows.sql")
CASES = sql_beside(__file__, "arrears_list_cases.sql")
CARRY = sql_beside(__file__, "arrears_list_carry.sql")
BASIS = """
SELECT md5(coalesce(string_agg(concat(id, state), ' ' ORDER BY id), ''))
FROM arrears_arrearslist WHERE branch_id = %(branch)s
"""


def begin(intake: Intake) -> None:
    """Refuse a closed month and an earlier data date; notice that the file in force came again."""
    intake.data_date = intake.data_date or intake.branch.today()
    if Period.objects.filter(branch=intake.branch, month=intake.month, state=PeriodState.CLOSED).exists():
        raise Refused(_("Periode %(month)s sudah tutup buku; daftarnya tidak dapat diubah.") % _month(intake))
    newest = lists_of(intake).newest_first().first()
    if newest and newest.run.checksum == intake.checksum:
        words = _("Berkas ini sama dengan daftar %(month)s yang berlaku. Tidak ada yang berubah.")
        intake.unchanged = words % _month(intake)
    elif newest and intake.data_date < newest.data_date:
        raise Refused(
            _("Tanggal data %(given)s lebih awal daripada daftar yang berlaku (%(newest)s).")
            % {"given": intake.data_date, "newest": newest.data_date}
        )


def _month(intake: Intake) -> dict:
    return {"month": f"{intake.month:%Y-%m}"}


def lists_of(intake: Intake):
    """The lists in force of the branch's month."""
    return ArrearsList.objects.in_force().filter(branch=intake.branch, month=intake.month)


def basis(intake: Intake) -> str:
    """Which lists stand: the preview holds as long as they do."""
    return fetch_value(BASIS, intake.params)


def preview(intake: Intake) -> dict:
    """Group the rows into households and tell what applying would do; what stands in `found` is applied later."""
    execute(HOUSEHOLDS, intake.params)
    fault_point("households")
    newest = lists_of(intake).newest_first().first()
    return preview_list(intake, newest)


def carry(intake: Intake, origin: ImportRun) -> None:
    """Stage the rows of the list that the mended ones were rejected from: the file corrects that list."""
    listed = lists_of(intake).filter(run=origin).first()
    if listed is None:
        raise Refused(_("Daftar dari impor itu tidak berlaku lagi; unggah perbaikan pada daftar yang berlaku."))
    execute(CARRY, intake.params | {"list": listed.pk})


def apply(intake: Intake) -> dict:
    """Write the list; the same data date replaces (correction), a later one adds (update)."""
    begin_periods(intake.branch, intake.month)
    previous = lists_of(intake).newest_first().first()
    new, replaced = _begin_list(intake)
    params = intake.params | {
        "list": new.pk,
        "replaced": replaced and replaced.pk,
        "previous": previous and previous.pk,
    }
    cases = Case.objects.filter(branch=intake.branch, month=intake.month)
    before = cases.count()
    execute(PLACES, params)  # as the branch's areas and their spellings are now
    for statements in (ROWS, CASES):
        execute(statements, params)
        fault_point("writing")
    write_words(branch=intake.branch, month=intake.month, list_id=new.pk)
    transaction.on_commit(merge_words, robust=True)
    match_payments(intake.branch)
    counts = {
        _("keluarga"): new.households.count(),
        _("belum ditempatkan"): new.households.filter(area=None).count(),
    }
    if before:
        counts[_("binaan keluar daftar")] = cases.filter(left_list=True).count()
        counts[_("binaan dihapus")] = before - cases.count()
    return counts


def _begin_list(intake: Intake) -> tuple[ArrearsList, ArrearsList | None]:
    replaced = lists_of(intake).filter(data_date=intake.data_date).first()
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
    return new, replaced


KIND = register(
    ImportKind(
        name="arrears",
        label=gettext_lazy("Daftar tunggakan"),
        columns=COLUMNS,
        types=TYPES,
        unstaged=("nik", "kode_wilayah", "kecamatan", "kelurahan"),
        derived=("nik_hash", "nik_last4", "nik_contradicts", "place", "key"),
        derive=derive,
        begin=begin,
        checks=PLACES + CHECKS,
        preview=preview,
        preview_template="arrears/list_preview.html",
        present=present_list,
        basis=basis,
        apply=apply,
        replaces=True,
        carry=carry,
        undo=undo_list,
        needs_month=True,
        date_label=gettext_lazy("Tanggal data"),
    )
)
