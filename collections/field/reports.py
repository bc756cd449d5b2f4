"""What cadres report beside contacts, and how the office settles it. Keyword-only, each one transaction."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import Household
from cadres.models import Cadre
from kaderjkn.common.accounts.names import phone_of
from kaderjkn.common.audit import acting
from kaderjkn.common.encrypted_files import delete_file
from kaderjkn.common.models import Area, Branch, User

from ..feedback.opening import open_for_complaint
from .enums import ComplaintCategory, DangerKind, DangerState, InterestState
from .errors import ReportRefused
from .models_reports import OutreachEvent, RegistrationInterest, SafetyReport, ServiceComplaint
from .photos import keep_event_photo
from .validators import check_day, check_people, check_report_time

# By the cadre


def note_interest(
    *, cadre: Cadre, name: str, phone: str, agreed_to_call: bool, made_at: datetime, by: User,
    area: Area | None = None, note="", received_at: datetime | None = None,
) -> RegistrationInterest:  # fmt: skip
    """Pass on somebody who wants to register; nobody is called who has not agreed to it."""
    facts = _facts(cadre, made_at, received_at)
    number = phone_of(phone)
    if not agreed_to_call:
        raise ReportRefused(_("Tanyakan dulu apakah orang ini bersedia ditelepon kantor cabang, lalu centang."))
    if number is None:
        raise ReportRefused(_("Nomor HP tidak dapat dibaca. Tulis satu nomor seperti 0812-3456-7890."))
    if area and area.branch_id != cadre.branch_id:
        raise ReportRefused(_("Kelurahan ini bukan milik cabang yang sama."))
    values = {"name": _words(name, _("Tuliskan nama orang yang berminat.")), "phone": number, "area": area}
    with transaction.atomic(), acting(by, kind="note interest"):
        return RegistrationInterest.objects.create(agreed_to_call=True, note=note.strip(), **values, **facts)


def note_event(
    *, cadre: Cadre, held_on: date, place: str, topic: str, people_reached: int, made_at: datetime, by: User,
    note="", photo: bytes | None = None, received_at: datetime | None = None,
) -> OutreachEvent:  # fmt: skip
    """Note a socialisation; of the photo only the picture is kept."""
    facts = _facts(cadre, made_at, received_at)
    check_day(held_on, cadre.branch.today())
    check_people(people_reached)
    values = {
        "place": _words(place, _("Tuliskan tempat sosialisasi.")),
        "topic": _words(topic, _("Tuliskan topik sosialisasi.")),
        "held_on": held_on,
        "people_reached": people_reached,
    }
    stored = keep_event_photo(photo)
    try:
        with transaction.atomic(), acting(by, kind="note event"):
            return OutreachEvent.objects.create(stored_photo=stored, note=note.strip(), **values, **facts)
    except BaseException:
        delete_file(stored)
        raise


def note_complaint(
    *, cadre: Cadre, category: ComplaintCategory, text: str, made_at: datetime, by: User,
    household: Household | None = None, received_at: datetime | None = None,
) -> ServiceComplaint:  # fmt: skip
    """Put a complaint about the service into the branch's queue."""
    facts = _facts(cadre, made_at, received_at, household)
    if category not in ComplaintCategory.values:
        raise ReportRefused(_("Pilih jenis keluhan dari daftar."))
    words = _words(text, _("Tuliskan apa yang dikeluhkan."))
    with transaction.atomic(), acting(by, kind="note complaint"):
        complaint = ServiceComplaint.objects.create(category=category, text=words, household=household, **facts)
        open_for_complaint(complaint)
    return complaint


def report_danger(
    *, cadre: Cadre, household: Household, happened_on: date, kind: DangerKind, text: str, made_at: datetime, by: User,
    received_at: datetime | None = None,
) -> SafetyReport:  # fmt: skip
    """Warn of a house; the next visitor sees it until a supervisor closes it."""
    facts = _facts(cadre, made_at, received_at, household)
    check_day(happened_on, cadre.branch.today())
    if kind not in DangerKind.values:
        raise ReportRefused(_("Pilih jenis kejadian dari daftar."))
    values = {"text": _words(text, _("Tuliskan apa yang terjadi.")), "kind": kind, "happened_on": happened_on}
    with transaction.atomic(), acting(by, kind="report danger"):
        return SafetyReport.objects.create(household=household, **values, **facts)


def _facts(cadre: Cadre, made_at: datetime, received_at: datetime | None, household: Household | None = None) -> dict:
    """What every report holds; refuse a clock that is ahead, and a household of another branch."""
    received_at = received_at or timezone.now()
    check_report_time(made_at, received_at)
    if household and household.branch_id != cadre.branch_id:
        raise ReportRefused(_("Keluarga ini bukan milik cabang yang sama."))
    return {"branch": cadre.branch, "cadre": cadre, "made_at": made_at, "received_at": received_at}


def _words(text: str, missing: str) -> str:
    if not text.strip():
        raise ReportRefused(missing)
    return text.strip()


# By the office


def settle_interest(
    *, interest: RegistrationInterest, state: InterestState, by: User, note: str = ""
) -> RegistrationInterest:
    """Note that somebody was called, or that all is done; calling again is noted again, done is the end."""
    if state not in (InterestState.CALLED, InterestState.DONE):
        raise ReportRefused(_("Pilih keadaan: sudah ditelepon atau selesai."))
    with transaction.atomic(), acting(by, kind="settle interest"):
        interest = RegistrationInterest.objects.select_for_update().get(pk=interest.pk)
        if interest.state == InterestState.DONE:
            raise ReportRefused(_("Peminat ini sudah selesai ditangani."))
        interest.state, interest.office_note = state, note.strip()
        interest.settled_by, interest.settled_at = by, timezone.now()
        interest.save(update_fields=["state", "office_note", "settled_by", "settled_at"])
    return interest


def close_danger(*, danger: SafetyReport, note: str, by: User) -> SafetyReport:
    """Say why the next visitor need not be warned any more."""
    words = _words(note, _("Tuliskan mengapa peringatan ini tidak diperlukan lagi."))
    with transaction.atomic(), acting(by, kind="close danger"):
        danger = SafetyReport.objects.select_for_update().get(pk=danger.pk)
        if danger.state != DangerState.OPEN:
            raise ReportRefused(_("Peringatan ini sudah ditutup."))
        danger.state, danger.closing_note = DangerState.CLOSED, words
        danger.closed_by, danger.closed_at = by, timezone.now()
        danger.save(update_fields=["state", "closing_note", "closed_by", "closed_at"])
    return danger


# What waits, and what is known of households


def waiting_reports(branch: Branch) -> dict[str, int]:
    """How many reports of each kind wait for the office; an event asks nothing of it."""
    kinds = {"interest": RegistrationInterest, "danger": SafetyReport}
    return {kind: model.objects.of_branch(branch).waiting().count() for kind, model in kinds.items()}


def open_dangers(branch_id: int, households: Iterable[Household | int]) -> dict[int, list[SafetyReport]]:
    """The open reports of each household that has any, newest first."""
    found: dict[int, list[SafetyReport]] = {}
    for danger in SafetyReport.objects.waiting().filter(branch=branch_id, household__in=households):
        found.setdefault(danger.household_id, []).append(danger)
    return found
