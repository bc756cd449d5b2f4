"""What the office does with items. Keyword-only, each one transaction that first locks the item."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from .enums import FeedbackResult, FeedbackState
from .errors import FeedbackRefused
from .models import FeedbackItem

NEW, TAKEN, WAITING, ANSWERED = FeedbackState


@contextmanager
def changing(item: FeedbackItem, by: User, act: str):
    """The item as it stands now, locked; saved when the block ends."""
    with transaction.atomic(), acting(by, kind=act):
        locked = FeedbackItem.objects.select_for_update().get(pk=item.pk)
        yield locked
        locked.save()


def refuse_answered(item: FeedbackItem) -> None:
    if item.state == ANSWERED:
        raise FeedbackRefused(_("Umpan balik ini sudah dijawab. Buka lagi dulu bila ada yang perlu diubah."))


def take(*, item: FeedbackItem, by: User) -> FeedbackItem:
    """Make it one's own; who has it already keeps it, anybody else's stays theirs."""
    with changing(item, by, "take feedback") as mine:
        refuse_answered(mine)
        if mine.owner_id not in (None, by.pk):
            raise FeedbackRefused(_("Umpan balik ini sudah diambil %(who)s.") % {"who": mine.owner})
        if mine.state == NEW:
            mine.state, mine.owner = TAKEN, by
    return mine


def give(*, item: FeedbackItem, to: User, by: User) -> FeedbackItem:
    """Make it somebody else's of the same office; what it waits for stays."""
    if not item.branch.officers().filter(pk=to.pk, is_active=True).exists():
        raise FeedbackRefused(_("Pilih petugas dari kantor cabang ini."))
    with changing(item, by, "give feedback") as given:
        refuse_answered(given)
        given.owner = to
        if given.state == NEW:
            given.state = TAKEN
    return given


def release(*, item: FeedbackItem, by: User) -> FeedbackItem:
    """Put it back for whoever takes it next."""
    with changing(item, by, "release feedback") as free:
        refuse_answered(free)
        free.state, free.owner, free.resume_on, free.waiting_for = NEW, None, None, ""
    return free


def wait(*, item: FeedbackItem, resume_on: date, waiting_for: str, by: User) -> FeedbackItem:
    """Note whom or what it waits for, and the day on which the office asks again."""
    if not waiting_for.strip():
        raise FeedbackRefused(_("Tuliskan siapa atau apa yang ditunggu."))
    if resume_on <= item.branch.today():
        raise FeedbackRefused(_("Pilih hari sesudah hari ini."))
    with changing(item, by, "wait with feedback") as held:
        refuse_answered(held)
        held.state, held.owner = WAITING, held.owner or by
        held.resume_on, held.waiting_for = resume_on, waiting_for.strip()
    return held


def answer(*, item: FeedbackItem, result: FeedbackResult, answer: str, by: User) -> FeedbackItem:
    """End it with an answer, which every cadre who brought it reads."""
    if result not in FeedbackResult.values:
        raise FeedbackRefused(_("Pilih hasilnya."))
    if not answer.strip():
        raise FeedbackRefused(_("Tulis jawabannya dulu."))
    with changing(item, by, "answer feedback") as ended:
        refuse_answered(ended)
        ended.state, ended.owner = ANSWERED, ended.owner or by
        ended.resume_on, ended.waiting_for = None, ""
        ended.result, ended.answer = result, answer.strip()
        ended.answered_by, ended.answered_at = by, timezone.now()
    return ended


def reopen(*, item: FeedbackItem, by: User) -> FeedbackItem:
    """Take an answer back; refused while the same is in the queue again, which a constraint says."""
    try:
        with changing(item, by, "reopen feedback") as again:
            if again.state != ANSWERED:
                raise FeedbackRefused(_("Umpan balik ini belum dijawab."))
            again.state, again.owner, again.result, again.answer = TAKEN, by, "", ""
            again.answered_by, again.answered_at = None, None
    except IntegrityError as twice:
        raise FeedbackRefused(_("Hal yang sama sudah ada lagi dalam antrean. Jawab yang itu.")) from twice
    return again


def for_each(items: Iterable[FeedbackItem], act: Callable, **facts) -> tuple[int, int]:
    """Do it to each on its own; return how many it was done to, and how many refused it."""
    done = refused = 0
    for item in items:
        try:
            act(item=item, **facts)
        except FeedbackRefused:
            refused += 1
        else:
            done += 1
    return done, refused
