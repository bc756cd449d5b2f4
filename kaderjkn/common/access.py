"""Showing personal data in full: who may see which subject, the log, and how long it stays shown.

A kind of subject is declared by the app that owns it, in its module `subjects`:
`declare_subject("household", _("keluarga"), Household.objects)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from .errors import Refused
from .models import AccessLog

SHOWN_FOR = timedelta(minutes=10)
SESSION_KEY = "shown_subjects"


@dataclass(frozen=True)
class SubjectKind:
    """`visible_to(user)` gives the rows that the user may see; each row has a branch."""

    name: str
    label: str
    visible_to: Callable[..., models.QuerySet]


subject_kinds: dict[str, SubjectKind] = {}


def declare_subject(name: str, label: str, visible_to: Callable[..., models.QuerySet]) -> None:
    subject_kinds[name] = SubjectKind(name, label, visible_to)


def subject_kind(name: str) -> SubjectKind | None:
    """Return the kind; the apps' declarations are read when it is first asked for."""
    autodiscover_modules("subjects")
    return subject_kinds.get(name)


@transaction.atomic
def show_personal_data(*, by, branch, subject_kind, subject_id, reason) -> AccessLog:
    """Log that somebody sees a subject in full; refuse without a reason."""
    return log_access(by=by, branch=branch, act="show", subject_kind=subject_kind, subject_id=subject_id, reason=reason)


def log_access(*, by, branch, act, subject_kind, subject_id=None, reason, at: datetime | None = None) -> AccessLog:
    """Write one act (`show`, `export`, `print`) to the log that supervisors read; `at`: when it was done on a phone."""
    reason = " ".join(reason.split())[:200]
    if len(reason) < 3:
        raise Refused(_("Tuliskan alasan singkat mengapa data ini perlu dilihat."))
    return AccessLog.objects.create(
        by=by,
        branch=branch,
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        reason=reason,
        at=at or timezone.now(),
    )


def remember_shown(request, kind: str, subject_id: int) -> None:
    """Keep the subject shown in this session for a while; forget those whose time is over."""
    now = timezone.now()
    shown = {key: until for key, until in request.session.get(SESSION_KEY, {}).items() if is_later(until, now)}
    request.session[SESSION_KEY] = shown | {f"{kind}:{subject_id}": (now + SHOWN_FOR).isoformat()}


def is_shown(request, kind: str, subject_id: int) -> bool:
    """Say whether the visitor asked for this subject within the last minutes, with a logged reason."""
    until = request.session.get(SESSION_KEY, {}).get(f"{kind}:{subject_id}")
    return bool(until) and is_later(until, timezone.now())


def is_later(moment: str, than: datetime) -> bool:
    return datetime.fromisoformat(moment) > than
