"""The codes at the door, judged when they arrive from a phone: inside the meeting's time, of that minute, not guessed.

The moment is that of the phone, its clock put right: who was there without network is recorded when it is back.
"""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.devices.clocks import OLDEST
from kaderjkn.common.formatting import long_date

from .codes import SLACK, is_check_in_mac, is_check_in_number, step_of
from .enums import CheckInMeans
from .errors import CheckInRefused
from .models import Meeting
from .validators import check_meeting_held

EARLY = timedelta(hours=1)
"""How long before a meeting begins its codes are good."""
WRONG_ALLOWED = 5
"""Wrong codes of a cadre for a meeting, for as long as a record may be under way; then numbers are refused."""


def check_hours(meeting: Meeting, at: datetime) -> None:
    """Refuse a cancelled meeting, and a moment outside its time."""
    check_meeting_held(meeting, meeting.branch.today())
    zone = meeting.branch.zone
    begin = datetime.combine(meeting.held_on, meeting.starts_at, zone) - EARLY
    end = datetime.combine(meeting.held_on, meeting.ends_at, zone)
    if not begin <= at <= end:
        hours = {"day": long_date(meeting.held_on), "from": f"{begin:%H.%M}", "until": f"{end:%H.%M}"}
        raise CheckInRefused(
            _("Kode hadir berlaku %(day)s pukul %(from)s–%(until)s. Bila Anda hadir waktu itu, beri tahu petugas.")
            % hours
        )


def checked_means(
    meeting: Meeting, cadre: Cadre, at: datetime, *, step: int | None, mac: str, number: str
) -> CheckInMeans:
    """How the cadre checked in: by the QR code, or else by the number; refuse a code that was not shown then."""
    if mac:
        check_mac(meeting, cadre, at, step, mac)
        return CheckInMeans.QR
    check_number(meeting, cadre, at, number)
    return CheckInMeans.CODE


def check_mac(meeting: Meeting, cadre: Cadre, at: datetime, step: int, mac: str) -> None:
    if not is_check_in_mac(mac, meeting.check_in_key, meeting.pk, step):
        count_try(meeting, cadre)
        raise CheckInRefused(_("Kode QR ini bukan dari pertemuan ini. Pindai kode yang tampil di pintu."))
    if abs(step_of(at) - step) > SLACK:
        raise CheckInRefused(_("Kode QR ini sudah lewat: kode berganti tiap menit. Pindai lagi yang tampil di pintu."))


def check_number(meeting: Meeting, cadre: Cadre, at: datetime, number: str) -> None:
    """Count the try before looking, so that many at once are not more than allowed; a right one is taken back."""
    if count_try(meeting, cadre) > WRONG_ALLOWED:
        raise CheckInRefused(_("Terlalu banyak kode salah. Pindai kode QR di pintu, atau minta petugas mencatat."))
    if not is_check_in_number(number, meeting.check_in_key, meeting.pk, at):
        raise CheckInRefused(_("Kode ini salah atau sudah lewat. Ketik 6 angka yang sedang tampil di pintu."))
    cache.decr(tries_key(meeting, cadre))


def count_try(meeting: Meeting, cadre: Cadre) -> int:
    """In the cache: what a refused record writes to the database does not stay."""
    key = tries_key(meeting, cadre)
    cache.add(key, 0, timeout=OLDEST.total_seconds())
    return cache.incr(key)


def tries_key(meeting: Meeting, cadre: Cadre) -> str:
    return f"check-in:{meeting.pk}:{cadre.pk}"
