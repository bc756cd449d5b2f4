"""How an item of the queue is shown at the office."""

from itertools import pairwise

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import local_time, long_date, mask_tail
from kaderjkn.common.models import User

from ...feedback.enums import FeedbackKind, FeedbackResult, FeedbackState
from ...feedback.models import FeedbackItem, FeedbackSource
from ...lists.feedback import state_of
from .field_presenters import household_fact


def heading(item: FeedbackItem) -> str:
    kind = str(FeedbackKind(item.kind).label)
    return f"{kind} – KK {mask_tail(item.household.key)}" if item.household else kind


def status_of(item: FeedbackItem) -> tuple[str, str]:
    return state_of(item, item.branch)


def facts(item: FeedbackItem) -> list:
    """Who handles it by when, and what it waits for."""
    waits = [
        (_("Menunggu"), item.waiting_for),
        (_("Ditanyakan lagi pada"), long_date(item.resume_on)),
    ]
    return [
        *([household_fact(item.household)] if item.household else []),
        (_("Penanggung jawab"), str(item.owner) if item.owner else _("belum ada")),
        (_("Dibuka"), local_time(item.opened_at, item.branch.zone)),
        (_("Dijawab paling lambat"), long_date(item.due_on)),
        *(waits if item.state == FeedbackState.WAITING else []),
    ]


def said(item: FeedbackItem) -> list[dict]:
    """Each time that it was brought, newest first, as a timeline."""
    sources = item.sources.select_related("cadre", "contact", "complaint", "noted_by")
    return [report(source) for source in sources]


def report(source: FeedbackSource) -> dict:
    facts = {"when": source.made_at, "by": str(source.cadre or source.noted_by)}
    if contact := source.contact:
        parts = [
            contact.get_reason_display(),
            contact.get_complaint_category_display(),
            contact.complaint,
            contact.note,
            _("Alamat baru tertulis pada halaman keluarga.") if contact.new_address else "",
        ]
        title = f"{contact.get_mode_display()}: {contact.get_outcome_display()}"
        return facts | {"title": title, "text": " · ".join(part for part in parts if part)}
    if complaint := source.complaint:
        return facts | {"title": str(complaint.get_category_display()), "text": complaint.text}
    return facts | {"title": _("Disampaikan ke kantor"), "text": source.note}


def history(item: FeedbackItem) -> list[dict]:
    """What the office did, from the audit trail, newest first."""
    events = list(item.events.select_related("pgh_context").order_by("pgh_id"))
    people = User.objects.in_bulk({*map(actor, events), *(event.owner_id for event in events)} - {None})
    steps = [step(before, after, people) for before, after in pairwise(events)]
    return [found for found in reversed(steps) if found]


def actor(event) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def step(before, after, people: dict[int, User]) -> dict | None:
    """One act; None where a report only joined the item."""
    facts = {"when": after.pgh_created_at, "by": str(people.get(actor(after), ""))}
    if after.state == FeedbackState.ANSWERED:
        return facts | {
            "title": _("Dijawab: %(result)s") % {"result": FeedbackResult(after.result).label},
            "text": after.answer,
            "kind": "success",
        }
    if before.state == FeedbackState.ANSWERED:
        return facts | {"title": _("Jawaban ditarik"), "kind": "warning"}
    if (before.resume_on, before.waiting_for) != (after.resume_on, after.waiting_for) and after.resume_on:
        words = {"what": after.waiting_for, "day": long_date(after.resume_on)}
        return facts | {"title": _("Menunggu %(what)s sampai %(day)s") % words}
    if before.owner_id != after.owner_id:
        owner = people.get(after.owner_id)
        return facts | {"title": _("Ditangani %(who)s") % {"who": owner} if owner else _("Dikembalikan ke antrean")}
    return None
