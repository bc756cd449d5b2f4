"""Finding what is due on a branch's own today. Run twice a day it notes nothing twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from arrears.models import Household
from arrears.periods import paid_through
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month

from ..field.models import Contact
from ..field.promises import PromiseState, with_promise_state
from ..questions.models import Question
from .enums import ReminderKind
from .models import DueNote

REMIND_AFTER, LATE_AFTER = timedelta(days=5), timedelta(days=15)  # after the month's last day
DAYS_BEFORE = timedelta(days=1)


def note_due(branch: Branch) -> int:
    """Note what is due; return how many notes are new."""
    today = branch.today()
    found = [*closings(branch, today), *questions(branch, today), *promises(branch, today)]
    for note in found:
        note.branch, note.noted_on = branch, today
    before = DueNote.objects.filter(branch=branch).count()
    DueNote.objects.bulk_create(found, ignore_conflicts=True)
    return DueNote.objects.filter(branch=branch).count() - before


def closings(branch: Branch, today: date) -> Iterator[DueNote]:
    """Months that are over and still open: once in time, once when it is late."""
    for month in Period.objects.filter(branch=branch).open().values_list("month", flat=True):
        over = today - (next_month(month) - timedelta(days=1))
        if over >= LATE_AFTER:
            yield DueNote(kind=ReminderKind.CLOSING_LATE, about=month, count=1)
        elif over >= REMIND_AFTER:
            yield DueNote(kind=ReminderKind.CLOSING_DUE, about=month, count=1)


def questions(branch: Branch, today: date) -> Iterator[DueNote]:
    """Questions of cadres whose answer is owed by tomorrow, or was owed; one note for each day."""
    due = Question.objects.filter(branch=branch, due_on__lte=today + DAYS_BEFORE).unanswered()
    for day, count in Counter(due.values_list("due_on", flat=True)).items():
        yield DueNote(kind=ReminderKind.QUESTION_DUE, about=day, count=count)


def promises(branch: Branch, today: date) -> Iterator[DueNote]:
    """Promises for today that payments have not kept yet, for whoever holds the household's case now."""
    contacts = Contact.objects.filter(branch=branch, promised_on=today)
    open_ones = with_promise_state(contacts, paid_through(branch)).exclude(promise_state=PromiseState.KEPT)
    resting = Household.objects.on_hold(today)
    households = set(open_ones.exclude(household__in=resting).values_list("household", flat=True))
    for cadre, count in Counter(holders_now(branch, households, today)).items():
        yield DueNote(kind=ReminderKind.PROMISES_DUE, about=today, cadre_id=cadre, count=count)


def holders_now(branch: Branch, households: set[int], today: date) -> Iterator[int]:
    """The cadre of each household's case of this month; those that nobody holds are left out."""
    cases = branch.cases.filter(household__in=households, month=today.replace(day=1)).with_last_holder()
    return (cadre for cadre in cases.values_list("last_cadre", flat=True) if cadre)
