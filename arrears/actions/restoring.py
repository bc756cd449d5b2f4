"""Holders and covers as they were before an act that is taken back, where nothing else has changed them since."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.formatting import month_name, number
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month

from ..models import Case, CaseHolder, Cover

FIELDS = ("from_on", "cadre_id", "by_id", "cover_id")


def holders_of(cadre: Cadre, on: date, only: Iterable[str] | None = None) -> dict[str, list]:
    """All holder rows, by case, of open cases that the cadre or a cover of the cadre concerns from a day on."""
    months = [row.month for row in Period.objects.filter(branch=cadre.branch_id).open() if next_month(row.month) > on]
    cases = Case.objects.filter(branch=cadre.branch_id, month__in=months)
    mine = CaseHolder.objects.filter(branch=cadre.branch_id)
    concerned = mine.filter(cadre=cadre) | mine.filter(cover__cadre=cadre) | mine.filter(cover__substitute=cadre)
    cases = cases.filter(pk__in=only) if only is not None else cases.filter(pk__in=concerned.values("case"))
    return _rows(cases.values_list("pk", flat=True))


def _rows(cases) -> dict[str, list]:
    found: dict[str, list] = {}
    rows = CaseHolder.objects.filter(case__in=cases).order_by("case", "from_on")
    for case, day, *others in rows.values_list("case_id", *FIELDS):
        found.setdefault(str(case), []).append([day.isoformat(), *others])
    return found


def restore_holders(*, branch: Branch, kept: dict[str, dict]) -> list[str]:
    """Give cases the rows they had; those moved since, or whose month is closed, stay and are named in a sentence."""
    cases = Case.objects.filter(branch=branch, pk__in=kept)
    open_months = Period.objects.filter(branch=branch).open().values("month")
    now = _rows(cases.filter(month__in=open_months).values_list("pk", flat=True))
    same = [case for case in kept if now.get(case) == kept[case]["after"]]
    CaseHolder.objects.filter(case__in=same).delete()
    CaseHolder.objects.bulk_create(
        CaseHolder(branch=branch, case_id=int(case), **dict(zip(FIELDS, row, strict=True)))
        for case in same
        for row in kept[case]["before"]
    )
    return _left(
        cases.exclude(pk__in=same), set(Period.objects.filter(branch=branch).open().values_list("month", flat=True))
    )


def _left(cases, open_months: set[date]) -> list[str]:
    by_month: dict[date, int] = {}
    for month in cases.values_list("month", flat=True):
        by_month[month] = by_month.get(month, 0) + 1
    moved = _("%(count)s binaan %(month)s sudah dipindahkan lagi sejak itu; pindahkan kembali bila perlu.")
    closed = _("%(count)s binaan %(month)s tidak dapat dikembalikan: periodenya sudah tutup buku.")
    return [
        (moved if month in open_months else closed) % {"count": number(count), "month": month_name(month)}
        for month, count in sorted(by_month.items())
    ]


def restore_covers(*, covers: list[dict], on: date) -> list[str]:
    """Give covers that were cut or taken back their days again; their holder rows come back with the cases."""
    return [problem for row in covers if (problem := _restore_cover(row, on))]


def _restore_cover(row: dict, on: date) -> str:
    days = DateRange(row["from"], row["until"])
    was_cut = row["from"] < on
    same = Cover.objects.filter(pk=row["pk"], undone_at__isnull=was_cut)
    if was_cut:
        same = same.filter(days=DateRange(row["from"], on))
    try:
        with transaction.atomic():
            if same.update(days=days, undone_at=None, undone_by=None):
                return ""
    except IntegrityError:
        pass
    cover = Cover.objects.select_related("cadre", "substitute").get(pk=row["pk"])
    return _("Penggantian %(cover)s sudah berubah sejak itu; atur lagi bila perlu.") % {"cover": cover}
