"""Handing a bundle over: one side offers, the other confirms, and only then do the envelopes change hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.encrypted_files import encrypted
from kaderjkn.common.models import User

from ..enums import BundleState, ConfirmMeans, EnvelopeState
from ..errors import (
    BundleEnded,
    CadreNotConcerned,
    EnvelopeElsewhere,
    HouseholdOnHold,
    MeetingMissing,
    NotTheHolder,
)
from ..models import BundleItem, Envelope, EnvelopeBundle, Meeting
from ..outstanding import Outstanding, outstanding_of
from ..validators import check_meeting_held, checked_signature
from .acts import act
from .custody import elsewhere, lock_envelopes, write_steps


@dataclass(frozen=True)
class Given:
    """What was handed over or offered now, in which bundle (None: nothing new), and what the cadre had before."""

    envelopes: list[Envelope]
    before: Outstanding
    bundle: EnvelopeBundle | None = None


@act
def offer_bundle(
    *, envelopes: Iterable[Envelope], cadre: Cadre, meeting: Meeting | None = None, is_make_up: bool = False, by: User
) -> Given:
    """The office's side: these envelopes lie ready for the cadre who holds their cases, all or none.

    Old ones outstanding are no hindrance, but are counted in the answer. What this cadre has already, or is
    offered already, is passed over.
    """
    before, fresh = prepared(envelopes, cadre, meeting, is_make_up=is_make_up)
    offered = set(open_items(fresh).filter(bundle__cadre=cadre).values_list("envelope", flat=True))
    fresh = [row for row in fresh if row.pk not in offered]
    if not fresh:
        return Given([], before)
    bundle = new_bundle(fresh, cadre, by, meeting=meeting, is_make_up=is_make_up)
    return Given(fresh, before, bundle)


@act
def hand_over(
    *,
    envelopes: Iterable[Envelope],
    cadre: Cadre,
    signature: str,
    meeting: Meeting | None = None,
    is_make_up: bool = False,
    by: User,
    at: datetime | None = None,
) -> Given:
    """Both sides at once: the office hands over, and the cadre signs on its screen (strokes as an SVG path).

    What this cadre has already is passed over; an offer that waits for the phone is replaced by the signature.
    """
    strokes = checked_signature(signature)
    before, fresh = prepared(envelopes, cadre, meeting, is_make_up=is_make_up)
    if not fresh:
        return Given([], before)
    free_from_offers(fresh, cadre, by)
    bundle = new_bundle(fresh, cadre, by, meeting=meeting, is_make_up=is_make_up)
    confirmed(bundle, fresh, by=by, at=at, means=ConfirmMeans.SIGNATURE, signature=encrypted(strokes.encode()))
    return Given(fresh, before, bundle)


@act
def confirm_bundle(
    *, bundle: EnvelopeBundle, by: User, missing: Iterable[int] = (), at: datetime | None = None
) -> Given:
    """The cadre's side, on the own phone: the envelopes are there but for those named `missing` (ids).

    Confirmed already by the same cadre: no change. The missing ones stay at the branch, free for another bundle;
    what was taken out of the bundle meanwhile is where it went.
    """
    cadre = bundle.cadre
    rows = lock_envelopes(bundle.items.values_list("envelope", flat=True))
    bundle = EnvelopeBundle.objects.select_for_update().get(pk=bundle.pk)
    before = outstanding_of(cadre)
    if bundle.state == BundleState.CONFIRMED:
        return Given([], before, bundle)
    if bundle.state == BundleState.WITHDRAWN:
        raise BundleEnded(_("Kantor cabang sudah membatalkan bundel ini. Tanyakan amplopnya di kantor."))
    waiting = set(bundle.items.filter(is_open=True).values_list("envelope", flat=True)) - set(missing)
    received = [row for row in rows if row.pk in waiting]
    if not received:
        withdrawn(bundle, by)
        return Given([], before, bundle)
    confirmed(bundle, received, by=by, at=at, means=ConfirmMeans.PHONE)
    return Given(received, before, bundle)


@act
def sign_bundle(*, bundle: EnvelopeBundle, signature: str, by: User) -> Given:
    """The cadre signs on the office's screen for a bundle that waited for the phone."""
    waiting = [item.envelope for item in bundle.items.filter(is_open=True).select_related("envelope")]
    if not waiting:
        raise BundleEnded(_("Bundel ini tidak lagi menunggu konfirmasi."))
    occasion = {"meeting": bundle.meeting, "is_make_up": bundle.is_make_up}
    return hand_over(envelopes=waiting, cadre=bundle.cadre, signature=signature, by=by, **occasion)


@act
def withdraw_bundle(*, bundle: EnvelopeBundle, by: User) -> EnvelopeBundle:
    """Take an offer back; its envelopes can be offered anew. Withdrawn already: no change."""
    lock_envelopes(bundle.items.values_list("envelope", flat=True))
    bundle = EnvelopeBundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.state == BundleState.CONFIRMED:
        raise BundleEnded(_("Kader sudah menerima bundel ini. Amplopnya kini kembali satu per satu."))
    if bundle.state == BundleState.OFFERED:
        withdrawn(bundle, by)
    return bundle


# What the acts share


def prepared(
    envelopes: Iterable[Envelope], cadre: Cadre, meeting: Meeting | None, *, is_make_up: bool
) -> tuple[Outstanding, list[Envelope]]:
    """Lock and check; what the cadre had, and the envelopes that are still to change hands."""
    check_receiver(cadre)
    check_occasion(cadre, meeting, is_make_up=is_make_up)
    before = outstanding_of(cadre)
    today = cadre.branch.today()
    known = Envelope.objects.of_branch(cadre.branch_id).with_holder(today).with_hold(today)
    rows = lock_envelopes([envelope.pk for envelope in envelopes], known)
    fresh = [row for row in rows if (row.state, row.cadre_id) != (EnvelopeState.HANDED_OVER, cadre.pk)]
    for row in fresh:
        check_can_go_to(row, cadre)
    return before, fresh


def check_receiver(cadre: Cadre) -> None:
    if not Cadre.objects.filter(pk=cadre.pk).with_agreement_on(cadre.branch.today()).exists():
        raise CadreNotConcerned(_("Kader ini tidak memiliki perjanjian yang berlaku hari ini."))


def check_occasion(cadre: Cadre, meeting: Meeting | None, *, is_make_up: bool) -> None:
    """A make-up visit belongs to a meeting; the meeting is one of the branch that has been held."""
    if meeting is None:
        if is_make_up:
            raise MeetingMissing(_("Pilih pertemuan yang disusul."))
        return
    if meeting.branch_id != cadre.branch_id:
        raise MeetingMissing(_("Pertemuan itu milik kantor cabang lain."))
    check_meeting_held(meeting, cadre.branch.today())


def check_can_go_to(row: Envelope, cadre: Cadre) -> None:
    if row.state != EnvelopeState.PRINTED:
        raise elsewhere(row)
    if row.holder != cadre.pk:
        raise NotTheHolder(_("Binaan amplop %(number)s bukan milik kader ini hari ini.") % {"number": row.number})
    if row.is_on_hold:
        raise HouseholdOnHold(
            _("Keluarga pada amplop %(number)s sedang ditahan. Jangan serahkan suratnya.") % {"number": row.number}
        )


def open_items(envelopes: list[Envelope]):
    return BundleItem.objects.filter(envelope__in=envelopes, is_open=True)


def new_bundle(envelopes: list[Envelope], cadre: Cadre, by: User, **occasion) -> EnvelopeBundle:
    """Write the offer; an envelope that lies ready for another cadre is refused (and held back by the database)."""
    if open_items(envelopes).exists():
        raise EnvelopeElsewhere(_("Ada amplop yang sudah disiapkan untuk kader lain. Batalkan bundel itu dulu."))
    bundle = EnvelopeBundle.objects.create(branch=cadre.branch, cadre=cadre, offered_by=by, **occasion)
    BundleItem.objects.bulk_create(BundleItem(bundle=bundle, envelope=envelope) for envelope in envelopes)
    return bundle


def free_from_offers(envelopes: list[Envelope], cadre: Cadre, by: User) -> None:
    """Take the envelopes out of bundles that wait for this cadre; one that is empty then is withdrawn."""
    offers = EnvelopeBundle.objects.filter(cadre=cadre, state=BundleState.OFFERED, items__envelope__in=envelopes)
    for bundle in EnvelopeBundle.objects.select_for_update().filter(pk__in=offers.values("pk")).order_by("pk"):
        bundle.items.filter(envelope__in=envelopes).update(is_open=False)
        if not bundle.items.filter(is_open=True).exists():
            withdrawn(bundle, by)


def confirmed(bundle: EnvelopeBundle, received: list[Envelope], *, by: User, at: datetime | None, **facts) -> None:
    """Move the envelopes on condition that each is still at the branch, and write who confirmed how."""
    give(received, bundle.cadre)
    bundle.items.filter(envelope__in=received).update(is_open=False, is_received=True)
    bundle.items.filter(is_open=True).update(is_open=False)
    for name, value in {"state": BundleState.CONFIRMED, "ended_at": timezone.now(), "ended_by": by, **facts}.items():
        setattr(bundle, name, value)
    bundle.save(update_fields=["state", "ended_at", "ended_by", *facts])
    place = (bundle.meeting and bundle.meeting.place) or _("kantor cabang")
    occasion = {"meeting": bundle.meeting, "is_make_up": bundle.is_make_up, "bundle": bundle, "place": place}
    write_steps(received, EnvelopeState.HANDED_OVER, by=bundle.offered_by, at=at, **occasion)


def withdrawn(bundle: EnvelopeBundle, by: User) -> None:
    bundle.items.filter(is_open=True).update(is_open=False)
    bundle.state, bundle.ended_at, bundle.ended_by = BundleState.WITHDRAWN, timezone.now(), by
    bundle.save(update_fields=["state", "ended_at", "ended_by"])


def give(envelopes: list[Envelope], cadre: Cadre) -> None:
    ids = [envelope.pk for envelope in envelopes]
    at_branch = Envelope.objects.printed().filter(branch=cadre.branch_id, pk__in=ids)
    if at_branch.update(state=EnvelopeState.HANDED_OVER, cadre=cadre) != len(ids):
        raise EnvelopeElsewhere(_("Ada amplop yang baru saja berpindah. Muat ulang halaman ini."))
