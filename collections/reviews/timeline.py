"""Every step of a review with who and when, read from the audit trail: nothing can be left out or rewritten.

Steps are plain dicts for the component `timeline`; `rank` puts steps of one day in order where only the day is known.
"""

from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, month_name
from kaderjkn.common.models import IssuedDocument, User
from kaderjkn.common.months import parse_month

from .enums import DECIDED, Obstacle, ReviewState
from .letter import KIND as LETTER
from .models import Review, ReviewWarning
from .models_after import Appeal

KINDS = {ReviewState.CONTINUE: "success", ReviewState.COACHING: "info", ReviewState.VOID: "success"}


def timeline(review: Review) -> list[dict]:
    """All steps, the newest first."""
    steps = [
        *_warnings(review),
        *_letters(review),
        *_notices(review),
        *_changes(review),
        *_looks(review),
        *_appeal(review),
    ]
    zone = review.branch.zone
    return sorted(steps, key=lambda step: _place(step, zone), reverse=True)


def _place(step: dict, zone) -> tuple:
    when = step["when"]
    if isinstance(when, datetime):
        when = when.astimezone(zone)
        return when.date(), step["rank"], when.timestamp()
    return when, step["rank"], 0


def _step(rank: int, when: date | datetime, title: str, **facts) -> dict:
    return {"rank": rank, "when": when, "title": title} | {name: value for name, value in facts.items() if value}


def _warnings(review: Review):
    """The warning one month before, and that the cadre read it."""
    months = {f"{row.month:%Y-%m}" for row in review.months.all()}
    for warning in ReviewWarning.objects.filter(cadre=review.cadre_id, created_at__lte=review.opened_at):
        if not months.issuperset(warning.months):
            continue
        text = _("Belum ada setoran pada %(months)s.") % {"months": month_names(warning.months)}
        yield _step(0, warning.created_at, _("Kader diingatkan lebih awal"), text=text)
        if warning.seen_at:
            yield _step(0, warning.seen_at, _("Kader membaca pengingat itu"), by=review.cadre.name)


def month_names(texts: list[str]) -> str:
    """Months kept as `YYYY-MM`, written out."""
    return ", ".join(month_name(parse_month(text)) for text in texts)


def _letters(review: Review):
    documents = IssuedDocument.objects.filter(branch=review.branch_id, kind=LETTER, subject_id=review.pk)
    for document in documents.select_related("issued_by"):
        title = _("Surat pemberitahuan %(number)s dicetak") % {"number": document.number}
        yield _step(2, document.issued_at, title, by=str(document.issued_by or ""))


def _notices(review: Review):
    if review.handed_over_on:
        by = str(review.handed_over_by or "")
        yield _step(3, review.handed_over_on, _("Surat pemberitahuan diserahkan kepada kader"), by=by)
    if review.notice_seen_at:
        yield _step(3, review.notice_seen_at, _("Kader membuka pemberitahuan di aplikasi"), by=review.cadre.name)
    elif review.noticed_on and not review.handed_over_on:
        yield _step(3, review.noticed_on, _("Pemberitahuan sampai kepada kader"))
    if review.decision_seen_at:
        yield _step(6, review.decision_seen_at, _("Kader membuka keputusan"), by=review.cadre.name)


def _looks(review: Review):
    for look in review.looks.select_related("by"):
        title = _("Pembinaan ditinjau lagi") if look.next_on else _("Pembinaan ditinjau lagi dan selesai")
        tag = _("lagi %(day)s") % {"day": long_date(look.next_on)} if look.next_on else ""
        yield _step(7, look.at, title, by=str(look.by or ""), text=look.found, tag=tag)


def _appeal(review: Review):
    appeal = Appeal.objects.filter(review=review).select_related("decided_by").first()
    if appeal is None:
        return
    yield _step(7, appeal.filed_at, _("Kader mengajukan banding"), by=review.cadre.name, text=appeal.text)
    if appeal.decided_at:
        facts = {"by": str(appeal.decided_by), "text": appeal.reason, "tag": _("Putusan banding"), "kind": "info"}
        yield _step(8, appeal.decided_at, appeal.get_state_display(), **facts)


# What changed on the review's own row


def _changes(review: Review):
    """One step for each change of answer, state and flag that the trail holds."""
    title = _("Dibuka oleh tutup buku %(month)s") % {"month": month_name(review.opened_month)}
    yield _step(1, review.opened_at, title)
    events = list(review.events.select_related("pgh_context").order_by("pgh_id"))
    names = _names(events)
    for before, after in pairwise(events):
        by = names.get(_actor(after), "")
        yield from _answered(review, before, after)
        yield from _state_changed(review, before, after, by)
        if after.is_flagged and not before.is_flagged:
            title = _("Setoran susulan datang sesudah keputusan; supervisor diminta melihat lagi")
            yield _step(8, after.pgh_created_at, title, kind="warning")


def _answered(review: Review, before, after):
    if (before.answer, before.obstacles) == (after.answer, after.obstacles) or not after.answer:
        return
    tag = _("diubah") if before.answer else ""
    words = [str(Obstacle(each).label) for each in after.obstacles]
    text = "\n".join([after.answer, *(f"– {word}" for word in words)])
    yield _step(
        4, after.answered_at or after.pgh_created_at, _("Kader menjawab"), by=review.cadre.name, text=text, tag=tag
    )


def _state_changed(review: Review, before, after, by: str):
    if before.state == after.state or (before.state in DECIDED and after.state in DECIDED):
        return  # a decision that an appeal overturned is the appeal's own step
    state = ReviewState(after.state)
    if state in DECIDED:
        facts = {"text": after.reason, "by": by, "tag": _("Keputusan"), "kind": KINDS.get(state, "neutral")}
        yield _step(5, after.decided_at or after.pgh_created_at, str(state.label), **facts)
    elif state == ReviewState.OPEN:
        yield _step(9, after.pgh_created_at, _("Terbuka lagi karena buku dibuka lagi"), by=by)
    else:
        yield _step(9, after.closed_at or after.pgh_created_at, str(state.label), kind=KINDS.get(state), by=by)


def _actor(event) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(events) -> dict[int, str]:
    users = User.objects.filter(pk__in={_actor(event) for event in events} - {None})
    return {user.pk: str(user) for user in users}
