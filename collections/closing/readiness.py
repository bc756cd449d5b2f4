"""What is missing before a month can be closed: what forbids it, and what one should look at first."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import ArrearsList, Payment
from arrears.periods import paid_through
from kaderjkn.common.formatting import long_date, month_name
from kaderjkn.common.models import Device, Period
from kaderjkn.common.models.devices import DeviceQuerySet
from kaderjkn.common.months import next_month
from meetings.models import Envelope


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing. `count` is how many; `is_blocking`: the month cannot be closed before."""

    text: str
    count: int | None = None
    is_blocking: bool = False
    url_name: str = ""


def missing_for(period: Period) -> list[Missing]:
    """Everything, what forbids closing first."""
    found = [
        *blocking(period),
        payment_files(period),
        unmatched(period),
        unplaced(period),
        *phones(period),
        envelopes(period),
    ]
    return [item for item in found if item and item.count != 0]


def blocking(period: Period) -> list[Missing]:
    branch, after = period.branch, next_month(period.month)
    found = []
    if branch.today() < after:
        text = _("Bulan ini belum berakhir; tutup buku dapat dilakukan mulai %(day)s.") % {"day": long_date(after)}
        found.append(Missing(text, is_blocking=True))
    earlier = Period.objects.open().filter(branch=branch, month__lt=period.month).order_by("month").first()
    if earlier:
        text = _("Tutup dulu %(month)s: periode ditutup berurutan.") % {"month": month_name(earlier.month)}
        found.append(Missing(text, is_blocking=True))
    return found


def payment_files(period: Period) -> Missing | None:
    known, last = paid_through(period.branch), next_month(period.month) - timedelta(days=1)
    if known and known >= last:
        return None
    until = long_date(known) if known else _("belum ada")
    text = _("Berkas pembayaran baru sampai %(known)s; akhir bulan %(last)s belum tercakup.")
    return Missing(text % {"known": until, "last": long_date(last)}, url_name="import-list")


def unmatched(period: Period) -> Missing:
    payments = Payment.objects.of_branch(period.branch).unmatched()
    count = payments.filter(paid_on__gte=period.month, paid_on__lt=next_month(period.month)).count()
    return Missing(_("pembayaran belum cocok dengan keluarga"), count, url_name="collections:payment-list")


def unplaced(period: Period) -> Missing | None:
    newest = ArrearsList.objects.in_force().filter(branch=period.branch, month=period.month).newest_first().first()
    if newest is None:
        return None
    return Missing(
        _("keluarga pada daftar belum ditempatkan di kelurahan"), newest.households.filter(area=None).count()
    )


def phones(period: Period) -> list[Missing]:
    """Records that phones still hold, as far as they have said, and phones that said nothing since the month ended."""
    standing = Device.objects.of_branch(period.branch).standing()
    records = standing.aggregate(sum=Sum("unsent"))["sum"] or 0
    return [
        Missing(_("catatan masih tersimpan di ponsel kader"), records, url_name="device-list"),
        Missing(
            _("ponsel belum terhubung sejak bulan ini berakhir"),
            silent_phones(period, standing),
            url_name="device-list",
        ),
    ]


def silent_phones(period: Period, standing: DeviceQuerySet) -> int:
    """Phones that came in the month and not since; none while it runs."""
    begun, ended = (
        datetime.combine(day, time(), period.branch.zone) for day in (period.month, next_month(period.month))
    )
    if timezone.now() < ended:
        return 0
    return standing.silent_since(ended).filter(seen_at__gte=begun).count()


def envelopes(period: Period) -> Missing:
    count = Envelope.objects.of_branch(period.branch).outstanding().filter(case__month=period.month).count()
    return Missing(_("amplop masih di tangan kader"), count, url_name="meetings:envelope-list")
