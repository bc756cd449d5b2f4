"""Opening items, within the transaction that stores what brings them."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import BranchPolicy, Household
from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import first_day
from kaderjkn.common.sql_jobs import execute, sql_beside

from .enums import FeedbackKind, FeedbackState
from .errors import FeedbackRefused
from .models import FeedbackItem, FeedbackSource

FOR_CONTACTS = sql_beside(__file__, "open_for_contacts.sql")
BRINGS_SOMETHING = (
    Q(outcome__in=["address_not_found", "moved", "deceased", "dissatisfied_with_service"])
    | ~Q(new_address="")
    | ~Q(complaint="")
    | Q(reason="now_pbi_or_employer")
)
"""Contacts that `open_for_contacts.sql` finds something in."""


def day_to_answer(branch: Branch) -> date:
    """As many days as questions of cadres have (policy `question_answer_days`)."""
    today = branch.today()
    days = BranchPolicy.objects.in_force(branch, first_day(today)).question_answer_days
    return today + timedelta(days=days)


def open_for_contacts(branch: Branch, contacts: QuerySet) -> int:
    """Open or join items for those of the branch's contacts that bring something; return how many reports were new."""
    ids = list(contacts.filter(BRINGS_SOMETHING).values_list("pk", flat=True))
    if not ids:
        return 0
    facts = {"branch": branch.pk, "contacts": ids, "due": day_to_answer(branch), "now": timezone.now()}
    return execute(FOR_CONTACTS, facts)


def open_for_complaint(complaint) -> FeedbackItem:
    """The item of a complaint that a cadre passed on beside contacts."""
    item = FeedbackItem.objects.create(
        branch=complaint.branch,
        household=complaint.household,
        kind=FeedbackKind.COMPLAINT,
        due_on=day_to_answer(complaint.branch),
    )
    facts = {"cadre": complaint.cadre, "complaint": complaint, "made_at": complaint.made_at}
    FeedbackSource.objects.create(item=item, kind=item.kind, **facts)
    return item


def note_feedback(
    *, household: Household, kind: FeedbackKind, note: str, by: User, cadre=None
) -> tuple[FeedbackItem, bool]:
    """What somebody told the office about a household, maybe for a cadre; and whether an open item took it in."""
    if kind not in FeedbackKind.values:
        raise FeedbackRefused(_("Pilih jenisnya dari daftar."))
    if not note.strip():
        raise FeedbackRefused(_("Tuliskan apa yang disampaikan."))
    if cadre and cadre.branch_id != household.branch_id:
        raise FeedbackRefused(_("Kader ini bukan dari cabang yang sama."))
    with transaction.atomic(), acting(by, kind="note feedback"):
        Household.objects.select_for_update().get(pk=household.pk)
        known = None
        if kind != FeedbackKind.COMPLAINT:
            same = FeedbackItem.objects.exclude(state=FeedbackState.ANSWERED)
            known = same.filter(branch=household.branch_id, household=household, kind=kind).first()
        due = day_to_answer(household.branch)
        item = known or FeedbackItem.objects.create(branch=household.branch, household=household, kind=kind, due_on=due)
        facts = {"note": note.strip(), "noted_by": by, "made_at": timezone.now()}
        FeedbackSource.objects.create(item=item, kind=kind, cadre=cadre, **facts)
    return item, known is not None
