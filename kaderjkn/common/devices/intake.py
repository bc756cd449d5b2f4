"""Judging records from phones: each alone, in a transaction of its own, and each of them once.

The answer to a record is one of `saved`, `already_saved`, `rejected`. The receipt (`DeviceRecord`) is written first,
under its unique key: of copies that come at the same time one writes it, and the others wait and then find it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ..enums import OFFICE_ROLES, Role
from ..errors import Refused
from ..models import Device, DeviceRecord, User
from .boxes import is_vouched, open_box
from .clocks import put_right, seconds_of, skew_of
from .kinds import Record, RecordKind, Taken, record_kind

logger = structlog.get_logger(__name__)

BATCH = 25
"""How many records one message may bring."""
CARRIES = (Role.CADRE, *OFFICE_ROLES)
"""Roles whose records may come in a file."""
SAVED, ALREADY_SAVED, REJECTED = "saved", "already_saved", "rejected"


class RecordRefused(Refused):
    """The record cannot be taken; `fields` says what is wrong with which field."""

    def __init__(self, why: str, fields: dict[str, str] | None = None):
        super().__init__(why)
        self.fields = fields or {}


@dataclass(frozen=True, slots=True)
class Message:
    """What one message has in common: who brings it, from which phone, by which clock."""

    by: User
    device: Device | None
    skew: timedelta
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer to one record."""

    id: str
    outcome: str
    receipt: str = ""
    why: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    again: bool = False  # a fault of ours: the phone tries it again by itself

    def as_dict(self) -> dict:
        return {
            "id": self.id,
            "outcome": self.outcome,
            "receipt": self.receipt,
            "why": self.why,
            "fields": self.fields,
            "notices": list(self.notices),
            "again": self.again,
        }


def message_of(*, by: User, device: Device | None, sent_at: datetime | None) -> Message:
    """`sent_at` is the phone's clock when it sent; without it the clock counts as right."""
    now = timezone.now()
    return Message(by, device, skew_of(sent_at, now) if sent_at else timedelta(0), now)


def judge(message: Message, sent: Iterable) -> list[Judged]:
    """Answer every record, in the order in which they came; one that is bad hinders no other."""
    sent = list(sent)
    known = known_records(message, [identifier(raw) for raw in sent])
    return [judge_one(message, raw, known) for raw in sent]


def known_records(message: Message, ids: list[UUID | None]) -> dict[UUID, DeviceRecord]:
    rows = DeviceRecord.objects.filter(branch=message.by.branch_id, uuid__in=[each for each in ids if each])
    return {row.uuid: row for row in rows}


def judge_one(message: Message, raw, known: dict[UUID, DeviceRecord]) -> Judged:
    uuid = identifier(raw)
    try:
        if uuid is None:
            raise RecordRefused(_("Catatan ini tidak mempunyai pengenal yang benar."))  # noqa: TRY301
        if uuid in known:
            return already(known[uuid], message.by)
        return take(message, uuid, opened(raw))
    except Refused as refusal:
        return Judged(name_of(raw), REJECTED, why=str(refusal), fields=getattr(refusal, "fields", {}))
    except Exception:  # a fault of ours must not keep the others from arriving
        logger.exception("record_failed", record=name_of(raw))
        why = _("Server belum dapat mengolah catatan ini. Catatan tetap aman di ponsel; coba kirim lagi nanti.")
        return Judged(name_of(raw), REJECTED, why=why, again=True)


def name_of(raw) -> str:
    return str(raw.get("id", "")) if isinstance(raw, dict) else ""


def identifier(raw) -> UUID | None:
    try:
        return UUID(str(raw["id"]))
    except (KeyError, TypeError, ValueError):
        return None


def opened(raw: dict) -> dict:
    """The record itself, out of its box where it comes in one; the box is for the record that it stands in."""
    if "box" not in raw:
        return raw
    record = open_box(raw["box"])
    if str(record.get("id")) != str(raw["id"]):
        raise RecordRefused(_("Catatan terkunci ini bukan catatan yang disebut di luarnya."))
    return record


def take(message: Message, uuid: UUID, raw: dict) -> Judged:
    """Write receipt and consequences in one transaction, or nothing."""
    owner = owner_of(message, raw)
    kind, values = checked(raw, owner)
    clock = moment(raw.get("clock"))
    skew = timedelta(0) if raw.get("by_hand") else message.skew  # a time that a person has typed is meant as typed
    record = Record(
        uuid=uuid,
        branch=owner.branch,
        user=owner,
        sent_by=message.by,
        made_at=put_right(clock, skew, message.received_at),
        received_at=message.received_at,
    )
    receipt = DeviceRecord(
        branch=owner.branch,
        uuid=uuid,
        kind=kind.name,
        user=owner,
        sent_by=message.by,
        device=message.device,
        clock=clock,
        made_at=record.made_at,
        received_at=message.received_at,
        skew=seconds_of(message.skew),
    )
    return store(receipt, kind, record, values)


def store(receipt: DeviceRecord, kind: RecordKind, record: Record, values: dict) -> Judged:
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
            taken: Taken = kind.take(record, values)
            if taken.notices:
                receipt.notices = [str(notice) for notice in taken.notices]
                receipt.save(update_fields=["notices"])
    except IntegrityError:  # another connection brought the same record meanwhile
        known = DeviceRecord.objects.filter(branch=receipt.branch_id, uuid=receipt.uuid).first()
        if known is None:
            raise
        return already(known, receipt.user)
    outcome = ALREADY_SAVED if taken.is_known else SAVED
    return Judged(str(record.uuid), outcome, receipt=receipt.receipt, notices=tuple(receipt.notices))


def already(known: DeviceRecord, by: User) -> Judged:
    if by.is_cadre and known.user_id != by.pk:
        raise RecordRefused(_("Pengenal ini sudah dipakai untuk catatan orang lain. Catat sekali lagi."))
    return Judged(str(known.uuid), ALREADY_SAVED, receipt=known.receipt, notices=tuple(known.notices))


def owner_of(message: Message, raw: dict) -> User:
    """Whose record it is: the sender's, unless the office brings what a cadre of the branch has exported."""
    owner = raw.get("owner", message.by.pk)
    if owner == message.by.pk and (message.by.is_cadre or message.by.is_office):
        return message.by
    if message.by.is_office and isinstance(owner, int) and is_vouched(raw, owner):
        found = User.objects.filter(pk=owner, branch=message.by.branch_id, role__in=CARRIES).select_related("branch")
        if user := found.first():
            return user
    raise RecordRefused(_("Catatan ini milik kader lain. Hanya kader itu yang dapat mengirimnya, setelah masuk."))


def checked(raw: dict, owner: User) -> tuple[RecordKind, dict]:
    """The kind, which must be one for the owner's role, and the fields, checked by the form of the kind."""
    kind = record_kind(str(raw.get("kind")))
    fields = raw.get("fields")
    if kind is None or not isinstance(fields, dict):
        raise RecordRefused(_("Jenis catatan ini tidak dikenal. Perbarui aplikasi, lalu kirim lagi."))
    if kind.by_office != owner.is_office:
        raise RecordRefused(_("Catatan jenis ini tidak dapat dibuat oleh akun ini."))
    form = kind.form(data=fields)
    if not form.is_valid():
        wrong = {name: " ".join(errors) for name, errors in form.errors.items()}
        raise RecordRefused(" ".join(wrong.values()), wrong)
    return kind, form.cleaned_data


def moment(text) -> datetime:
    """A time with its zone, as the phone wrote it."""
    try:
        found = parse_datetime(str(text))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise RecordRefused(_("Waktu catatan ini tidak terbaca."), {"made_at": _("Isi waktunya sekali lagi.")})
    return found
