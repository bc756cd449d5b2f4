"""Covers: starting one, ending it on another day, taking it back. Closed periods are never touched."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Agreement, Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import Period, User
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import branch_writer

from ..enums import CoverReason
from ..errors import CannotCover
from ..jobs import covers as job
from ..models import Cover

ONE_DAY = timedelta(days=1)


def start_cover(
    *, cadre: Cadre, substitute: Cadre, first: date, last: date, reason: CoverReason, by: User | None
) -> Cover:
    """The substitute holds the cadre's cases from the first to the last day; then they come back by themselves."""
    with branch_writer(cadre.branch.code), acting(by, kind="start cover"):
        check_cover(cadre=cadre, substitute=substitute, first=first, last=last)
        if reason not in CoverReason.values:
            raise CannotCover(_("Pilih alasan dari daftar."))
        days = DateRange(first, last + ONE_DAY)
        facts = {"branch": cadre.branch, "substitute": substitute, "reason": reason, "by": by}
        cover = _save(Cover(cadre=cadre, days=days, **facts))
        job.write(cover, by=by)
    return cover


def change_cover(*, cover: Cover, last: date, by: User | None) -> Cover:
    """End a running cover earlier, or have it last longer. The day before today is the earliest: what was, stays."""
    with branch_writer(cover.branch.code), acting(by, kind="change cover"):
        cover = _standing(cover)
        today, was_until = cover.branch.today(), cover.days.upper
        if cover.last_day < today:
            raise CannotCover(_("Penggantian ini sudah selesai; mulai yang baru bila perlu."))
        if last < max(today - ONE_DAY, cover.first_day):
            raise CannotCover(_("Hari terakhir paling awal kemarin, dan tidak sebelum hari pertama."))
        until = last + ONE_DAY
        if until > was_until:
            _refuse_others(cover.cadre, cover.substitute, DateRange(was_until, until), besides=cover)
            _refuse_without_agreement(cover.substitute, DateRange(was_until, until))
        cut_cover(cover=cover, until=until, by=by)
        if until > was_until:
            job.write(cover, by=by, first=was_until)
    return cover


def undo_cover(*, cover: Cover, by: User | None) -> Cover:
    """As if it never was: on the day on which it was entered, or while its first day is still to come."""
    with branch_writer(cover.branch.code), acting(by, kind="undo cover"):
        cover = _standing(cover)
        if not may_undo(cover):
            raise CannotCover(_("Penggantian ini sudah berjalan. Akhiri lebih awal; hari yang lewat tetap tercatat."))
        job.fit(cover, until=cover.first_day, by=by)
        cover.undone_at, cover.undone_by = timezone.now(), by
        cover.save(update_fields=["undone_at", "undone_by"])
    return cover


def may_undo(cover: Cover) -> bool:
    """Whether it can still be as if it never was."""
    today = cover.branch.today()
    is_fresh = cover.at.astimezone(cover.branch.zone).date() == today
    is_closed = Period.objects.filter(branch=cover.branch_id, month__gte=cover.first_day.replace(day=1)).closed()
    return cover.undone_at is None and (cover.first_day > today or (is_fresh and not is_closed.exists()))


def cut_cover(*, cover: Cover, until: date, by: User | None) -> None:
    """Inside an act that holds the branch: the cases come back on the day `until`, which lies after the first day."""
    cover.days = DateRange(cover.days.lower, until)
    _save(cover)
    job.fit(cover, until=until, by=by)


def release_covers(*, cadre: Cadre, on: date, by: User | None) -> list[dict]:
    """Inside an act that holds the branch: no cover of or by the cadre from `on` on; return what they were."""
    mine = Cover.objects.filter(branch=cadre.branch_id).touching(DateRange(on, None))
    kept = []
    for cover in mine.filter(Q(cadre=cadre) | Q(substitute=cadre)).select_related("branch"):
        kept.append({"pk": cover.pk, "from": cover.first_day, "until": cover.days.upper})
        if cover.first_day < on:
            cut_cover(cover=cover, until=on, by=by)
            continue
        job.fit(cover, until=cover.first_day, by=by)
        cover.undone_at, cover.undone_by = timezone.now(), by
        cover.save(update_fields=["undone_at", "undone_by"])
    return kept


# What stands in the way


def check_cover(*, cadre: Cadre, substitute: Cadre, first: date, last: date) -> None:
    """Refuse a cover that cannot be, with the sentence that says what to do."""
    if substitute.pk == cadre.pk or substitute.branch_id != cadre.branch_id:
        raise CannotCover(_("Pilih kader lain dari cabang ini sebagai pengganti."))
    if last < first:
        raise CannotCover(_("Hari terakhir lebih awal daripada hari pertama."))
    if last < cadre.branch.today():
        raise CannotCover(_("Hari terakhir sudah lewat; pindahkan binaan bila perlu."))
    _refuse_closed(cadre, first)
    days = DateRange(first, last + ONE_DAY)
    _refuse_others(cadre, substitute, days)
    _refuse_without_agreement(substitute, days)


def _refuse_closed(cadre: Cadre, first: date) -> None:
    closed = Period.objects.filter(branch=cadre.branch_id).closed().order_by("-month").first()
    if closed and first < next_month(closed.month):
        day = long_date(next_month(closed.month))
        raise CannotCover(_("Bulan itu sudah tutup buku; hari pertama paling awal %(day)s.") % {"day": day})


def _refuse_others(cadre: Cadre, substitute: Cadre, days: DateRange, besides: Cover | None = None) -> None:
    """No chains: neither of the two is covered by, or covers for, a third on these days."""
    others = Cover.objects.filter(branch=cadre.branch_id).touching(days).exclude(pk=besides and besides.pk)
    if others.filter(cadre=cadre).exists():
        raise CannotCover(_("Kader ini sudah digantikan pada sebagian hari itu."))
    if others.filter(cadre=substitute).exists():
        raise CannotCover(_("Kader pengganti sendiri sedang digantikan pada sebagian hari itu."))
    if others.filter(substitute=cadre).exists():
        raise CannotCover(_("Kader ini sedang menggantikan kader lain; akhiri penggantian itu dulu."))


def _refuse_without_agreement(substitute: Cadre, days: DateRange) -> None:
    """An agreement on every day: ranges of one cadre never overlap, so their days add up."""
    agreements = Agreement.objects.filter(cadre=substitute, valid__overlap=days).values_list("valid", flat=True)
    if sum(_days_of(valid, days) for valid in agreements) < (days.upper - days.lower).days:
        raise CannotCover(_("Kader pengganti tidak mempunyai perjanjian pada setiap hari itu."))


def _days_of(valid: DateRange, days: DateRange) -> int:
    first = max(valid.lower or days.lower, days.lower)
    return (min(valid.upper or days.upper, days.upper) - first).days


def _standing(cover: Cover) -> Cover:
    cover = Cover.objects.select_for_update(of=["self"]).select_related("branch").get(pk=cover.pk)
    if cover.undone_at:
        raise CannotCover(_("Penggantian ini sudah dibatalkan."))
    return cover


def _save(cover: Cover) -> Cover:
    try:
        with transaction.atomic():
            cover.save()
    except IntegrityError as error:
        raise CannotCover(_("Kader ini sudah digantikan pada sebagian hari itu.")) from error
    return cover
