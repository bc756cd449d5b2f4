"""Phones as the branch knows them: when each last came, and ending one that was lost."""

from datetime import datetime
from importlib import import_module
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..audit import acting
from ..models import Device, User
from .clocks import seconds_of

REVOKED, LEFT = "revoked", "left"


def note_seen(
    *, user: User, key: UUID, name: str, session_key: str, unsent: int = 0, clock: datetime | None = None
) -> Device | None:
    """Write down that a phone has come; None where the key is another person's: then it makes a new one."""
    now = timezone.now()
    facts = {
        "name": name[:60] or "–",
        "session_key": session_key,
        "seen_at": now,
        "unsent": unsent,
        "skew": seconds_of(clock - now) if clock else 0,
    }
    device, is_new = Device.objects.get_or_create(key=key, defaults={"branch": user.branch, "user": user} | facts)
    if device.user_id != user.pk:
        return None
    if not is_new and device.revoked_at is None:
        Device.objects.filter(pk=device.pk).update(**facts)
    return device


def ended_as(key: UUID) -> str:
    """`revoked` by the office, `left` by its person, or nothing; asked also for phones that are signed out."""
    device = Device.objects.filter(key=key).only("revoked_at", "left_at").first()
    if device is None:
        return ""
    return REVOKED if device.revoked_at else LEFT if device.left_at else ""


def leave(session_key: str) -> None:
    """Its person signed out: the phone of this session wipes itself when it next comes."""
    if session_key:
        Device.objects.standing().filter(session_key=session_key).update(left_at=timezone.now())


def revoke(*, device: Device, by: User) -> Device:
    """End the phone's session now; its data are wiped when it next comes. Twice is once."""
    with transaction.atomic(), acting(by, kind="revoke device"):
        device = Device.objects.select_for_update().get(pk=device.pk)
        if device.revoked_at is None:
            device.revoked_at, device.revoked_by = timezone.now(), by
            device.save(update_fields=["revoked_at", "revoked_by"])
        end_session(device.session_key)
    return device


def end_session(session_key: str) -> None:
    if session_key:
        import_module(settings.SESSION_ENGINE).SessionStore(session_key).delete()
        UserSession.objects.filter(session_key=session_key).delete()


def phone_name(user_agent: str) -> str:
    """What a person calls the phone: the browser and the system, from what it says about itself."""
    systems = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Linux": "Linux"}
    browsers = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
                "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
    system = next((name for sign, name in systems.items() if sign in user_agent), "")
    browser = next((name for sign, name in browsers.items() if sign in user_agent), "")
    return " · ".join(part for part in (browser, system) if part) or "–"
