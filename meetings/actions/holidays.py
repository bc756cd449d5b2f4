"""Days on which the office is closed: the nation's, filled in from a calendar, and the branch's own."""

from datetime import date

from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import weekday_date
from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import only_writer

from ..enums import HolidayKind
from ..errors import HolidayRefused
from ..models import Holiday
from ..national_days import national_days
from ..validators import check_holiday
from .acts import act, lock_branch

FILLED = ("kind", "name", "is_estimated")


def fill_national_days(*, today: date) -> int:
    """Bring the nation's days of this year and the next up to the calendar's; return how many rows that took.

    What somebody entered or changed by hand stays. Run again it changes nothing.
    """
    years = [today.year, today.year + 1]
    wanted = national_days(years)
    with only_writer("meetings.national_days", wait=True), acting(None, act="meetings.fill_national_days"):
        rows = {row.day: row for row in Holiday.objects.national().filter(day__year__in=years).select_for_update()}
        untouched = {day: row for day, row in rows.items() if row.changed_by_id is None}
        new = [Holiday(day=day, **filled(one)) for day, one in wanted.items() if day not in rows]
        Holiday.objects.bulk_create(new, ignore_conflicts=True)
        changed = [row for day, row in untouched.items() if day in wanted and is_changed(row, filled(wanted[day]))]
        Holiday.objects.bulk_update(changed, FILLED)
        gone = [row.pk for day, row in untouched.items() if day not in wanted]
        Holiday.objects.filter(pk__in=gone).delete()
    return len(new) + len(changed) + len(gone)


def filled(one) -> dict:
    return {name: getattr(one, name) for name in FILLED}


def is_changed(row: Holiday, values: dict) -> bool:
    """Set the values; say whether one was different."""
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    return before != values


@act
def add_holiday(*, branch: Branch, day: date, kind: str, name: str, by: User) -> Holiday:
    """Enter a day of the branch: closed, or open in spite of a national one."""
    lock_branch(branch)
    check_holiday(day, kind, branch.today())
    check_day_unnamed(branch, day)
    return Holiday.objects.create(branch=branch, day=day, kind=kind, name=name.strip(), changed_by=by)


@act
def change_holiday(*, holiday: Holiday, day: date, kind: str, name: str, by: User) -> Holiday:
    """Correct a day of the branch."""
    lock_branch(holiday.branch)
    holiday = Holiday.objects.filter(pk=holiday.pk).first()
    if holiday is None:
        raise HolidayRefused(_("Hari ini sudah dihapus orang lain. Catat lagi bila masih perlu."))
    if day != holiday.day:
        check_holiday(day, kind, holiday.branch.today())
        check_day_unnamed(holiday.branch, day)
    holiday.day, holiday.kind, holiday.name, holiday.changed_by = day, kind, name.strip(), by
    holiday.save(update_fields=["day", "kind", "name", "changed_by"])
    return holiday


@act
def remove_holiday(*, holiday: Holiday, by: User) -> None:
    """Take a day of the branch back; a national one of the same day counts again."""
    lock_branch(holiday.branch)
    Holiday.objects.filter(pk=holiday.pk, branch=holiday.branch_id).delete()


@act
def open_office(*, national: Holiday, branch: Branch, by: User) -> Holiday:
    """The branch works on this national day. Said already: no change."""
    lock_branch(branch)
    known = Holiday.objects.filter(branch=branch, day=national.day).first()
    if known and known.kind == HolidayKind.OPEN:
        return known
    return add_holiday(branch=branch, day=national.day, kind=HolidayKind.OPEN, name=national.name, by=by)


def check_day_unnamed(branch: Branch, day: date) -> None:
    if known := Holiday.objects.filter(branch=branch, day=day).first():
        words = {"day": weekday_date(day), "name": known.name, "kind": known.get_kind_display()}
        raise HolidayRefused(_("%(day)s sudah tercatat: %(name)s (%(kind)s). Ubah catatan itu.") % words)
