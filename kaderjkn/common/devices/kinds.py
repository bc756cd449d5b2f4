"""Kinds of records that phones send. Each is declared by the app that owns its consequences, in its module `records`:

    declare_record("contact", form=ContactRecord, take=take_contact)

`form` checks the fields; `take(record, values)` acts, in the transaction of the receipt, and may raise `Refused`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.utils.module_loading import autodiscover_modules

from ..models import Branch, User


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has: whose it is, who brought it, and when it was made, the clock put right."""

    uuid: UUID
    branch: Branch
    user: User
    sent_by: User
    made_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a record: sentences for its maker, and whether another way had brought the same one before."""

    notices: tuple[str, ...] = ()
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    name: str
    by_office: bool
    form: type[forms.Form]
    take: Callable[[Record, dict], Taken]


record_kinds: dict[str, RecordKind] = {}


def declare_record(
    name: str, *, form: type[forms.Form], take: Callable[[Record, dict], Taken], by_office: bool = False
) -> None:
    """`by_office`: staff record it, on a device of the branch; else cadres do, on their phones."""
    record_kinds[name] = RecordKind(name, by_office, form, take)


def record_kind(name: str) -> RecordKind | None:
    """Return the kind; the apps' declarations are read when it is first asked for."""
    autodiscover_modules("records")
    return record_kinds.get(name)
