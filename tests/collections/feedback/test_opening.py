"""What opens an item of the queue, and what joins one that is open."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from kaderjkn.collections.feedback.errors import FeedbackRefused
from kaderjkn.collections.feedback.handling import answer, reopen
from kaderjkn.collections.feedback.opening import note_feedback, open_for_contacts
from kaderjkn.collections.field.actions import record_contact
from kaderjkn.collections.models import Contact, FeedbackItem, FeedbackSource
from tests.collections import builders
from tests.factories import CadreFactory


@pytest.fixture
def household(cadre):
    return builders.make_case(cadre).household


def told(cadre, household, outcome="met", **facts):
    values = {"mode": "visit", "made_at": timezone.now(), "by": cadre.user, "uuid": uuid4()} | facts
    return record_contact(cadre=cadre, household=household, outcome=outcome, **values)[0]


def kinds() -> list[str]:
    return sorted(FeedbackItem.objects.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("outcome", "facts", "kind"),
    [
        ("address_not_found", {}, "address_wrong"),
        ("met", {"new_address": "Jalan Kenanga 4"}, "address_wrong"),
        ("moved", {"new_address": "Jalan Kenanga 4"}, "moved"),
        ("deceased", {}, "deceased"),
        ("refused", {"reason": "now_pbi_or_employer"}, "pbi"),
        ("dissatisfied_with_service", {"complaint": "Obat kosong"}, "complaint"),
    ],
)
def test_contact_opens_what_it_tells_of(cadre, household, outcome, facts, kind):
    contact = told(cadre, household, outcome, **facts)
    item = FeedbackItem.objects.get()
    assert (item.kind, item.state, item.owner, item.household) == (kind, "new", None, household)
    source = item.sources.get()
    assert (source.contact, source.cadre, source.made_at) == (contact, cadre, contact.made_at)


@pytest.mark.parametrize("outcome", ["met", "refused", "unable_to_pay", "says_paid", "not_home", "do_not_contact"])
def test_other_contacts_open_nothing(cadre, household, outcome):
    told(cadre, household, outcome, reason="no_money")
    assert kinds() == []


def test_one_contact_can_tell_of_two_things(cadre, household):
    told(cadre, household, "moved", reason="now_pbi_or_employer")
    assert kinds() == ["moved", "pbi"]


def test_the_same_told_again_joins_the_open_item(cadre, household, branch):
    told(cadre, household, "moved")
    told(CadreFactory(branch=branch), household, "moved")
    assert FeedbackItem.objects.get().sources.count() == 2


def test_told_again_after_the_answer_it_is_a_new_item(cadre, household, staff):
    told(cadre, household, "moved")
    answer(item=FeedbackItem.objects.get(), result="corrected", answer="Sudah", by=staff)
    told(cadre, household, "moved")
    assert sorted(FeedbackItem.objects.values_list("state", flat=True)) == ["answered", "new"]


def test_every_complaint_is_an_item_of_its_own(cadre, household):
    for words in ("Obat kosong", "Antre lama"):
        told(cadre, household, "dissatisfied_with_service", complaint=words)
    builders.make_complaint(cadre, household=household)
    assert kinds() == ["complaint"] * 3
    assert set(FeedbackSource.objects.values_list("item__sources", flat=True).distinct()) == set(
        FeedbackSource.objects.values_list("pk", flat=True)
    )


def test_a_contact_that_is_sent_twice_is_told_once(cadre, household, branch):
    uuid = uuid4()
    moment = timezone.now()
    for _turn in range(2):
        told(cadre, household, "moved", uuid=uuid, made_at=moment)
    assert open_for_contacts(branch, Contact.objects.all()) == 0
    assert FeedbackSource.objects.count() == 1


def test_a_contact_is_not_told_again_once_its_item_is_answered(cadre, household, branch, staff):
    told(cadre, household, "moved")
    answer(item=FeedbackItem.objects.get(), result="corrected", answer="Sudah", by=staff)
    assert open_for_contacts(branch, Contact.objects.all()) == 0


def test_many_contacts_at_once_open_what_each_alone_would(cadre, branch):
    """As a file of contacts does: two households, one of them told of twice."""
    first, second = (builders.make_case(cadre) for _each in range(2))
    for case, outcome in ((first, "moved"), (first, "moved"), (second, "moved"), (second, "deceased"), (second, "met")):
        builders.make_contact(case, cadre, branch.today(), outcome=outcome)
    assert open_for_contacts(branch, Contact.objects.all()) == 4
    counts = {(item.household_id, item.kind): item.reports for item in FeedbackItem.objects.with_reports()}
    assert counts == {
        (first.household_id, "moved"): 2,
        (second.household_id, "moved"): 1,
        (second.household_id, "deceased"): 1,
    }


def test_contacts_of_another_branch_are_left_alone(cadre, household, other_branch):
    builders.make_contact(builders.make_case(cadre), cadre, cadre.branch.today(), outcome="moved")
    assert open_for_contacts(other_branch, Contact.objects.all()) == 0


def test_answer_is_owed_by_the_days_of_the_policy(cadre, household, branch):
    told(cadre, household, "moved")
    assert FeedbackItem.objects.get().due_on == branch.today() + timedelta(days=7)


# Told to the office


def test_office_notes_what_it_was_told(household, cadre, staff):
    item, was_open = note_feedback(household=household, kind="pbi", note=" Kata lurah ", by=staff, cadre=cadre)
    source = item.sources.get()
    assert (item.kind, was_open, source.note, source.cadre, source.noted_by) == (
        "pbi", False, "Kata lurah", cadre, staff,
    )  # fmt: skip


def test_what_the_office_notes_joins_an_open_item(cadre, household, staff):
    told(cadre, household, "moved")
    item, was_open = note_feedback(household=household, kind="moved", note="Kata tetangga", by=staff)
    assert (was_open, item.sources.count()) == (True, 2)


@pytest.mark.parametrize(("kind", "note", "why"), [("weather", "Hujan", "Pilih jenis"), ("moved", " ", "Tuliskan apa")])
def test_half_a_note_is_refused(household, staff, kind, note, why):
    with pytest.raises(FeedbackRefused, match=why):
        note_feedback(household=household, kind=kind, note=note, by=staff)
    assert kinds() == []


def test_cadre_of_another_branch_told_nothing_here(household, staff, other_branch):
    stranger = CadreFactory(branch=other_branch)
    with pytest.raises(FeedbackRefused, match="cabang yang sama"):
        note_feedback(household=household, kind="moved", note="Pindah", by=staff, cadre=stranger)


def test_an_answer_is_not_taken_back_while_the_same_waits_again(cadre, household, staff):
    told(cadre, household, "moved")
    answered = answer(item=FeedbackItem.objects.get(), result="corrected", answer="Sudah", by=staff)
    told(cadre, household, "moved")
    with pytest.raises(FeedbackRefused, match="sudah ada lagi"):
        reopen(item=answered, by=staff)


# What the database holds


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"household": None}, "feedback_has_household"),
        ({"state": "taken"}, "feedback_new_has_no_owner"),
        ({"waiting_for": "Kelurahan"}, "feedback_waits_for_something"),
        ({"answer": "Sudah"}, "feedback_answer_whole"),
        ({"result": "corrected"}, "feedback_answer_whole"),
        ({"answered_at": timezone.now()}, "feedback_answer_whole"),
    ],
)
def test_database_refuses_half_an_item(branch, household, facts, name):
    values = {"branch": branch, "household": household, "kind": "moved", "due_on": branch.today()} | facts
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FeedbackItem.objects.create(**values)


def test_database_refuses_the_same_open_item_twice(branch, household):
    values = {"branch": branch, "household": household, "kind": "moved", "due_on": branch.today()}
    FeedbackItem.objects.create(**values)
    with pytest.raises(IntegrityError, match="feedback_open_once"), transaction.atomic():
        FeedbackItem.objects.create(**values)


def test_database_refuses_a_report_by_nobody_or_of_nothing(branch, household, cadre, staff):
    item = FeedbackItem.objects.create(branch=branch, household=household, kind="moved", due_on=branch.today())
    now = timezone.now()
    for facts in ({"cadre": cadre}, {"note": "Kata tetangga"}, {"noted_by": staff, "cadre": cadre}):
        with pytest.raises(IntegrityError, match=r"feedback_source_(is_one|has_somebody)"), transaction.atomic():
            FeedbackSource.objects.create(item=item, kind="moved", made_at=now, **facts)


# Complaints from before there was a queue


def test_complaints_that_stood_already_get_their_place(cadre):
    """The statement of the migration, on a table as it was: an open complaint and an answered one."""
    loaded = MigrationLoader(connection).get_migration("collections", "0018_complaints_in_the_queue")
    sql = loaded.operations[0].sql
    complaints = [builders.make_complaint(cadre, text=words) for words in ("Antre", "Obat")]
    FeedbackSource.objects.all().delete()
    FeedbackItem.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE before ON COMMIT DROP AS SELECT *, 'open' AS state, '' AS answer,"
            " NULL::bigint AS answered_by_id, NULL::timestamptz AS answered_at FROM collections_servicecomplaint"
        )
        cursor.execute(
            "UPDATE before SET state = 'answered', answer = 'Loket ditambah', answered_by_id = %s, answered_at = now()"
            " WHERE id = %s",
            [cadre.user_id, complaints[1].pk],
        )
        for _turn in range(2):
            cursor.execute(sql.replace("FROM collections_servicecomplaint", "FROM before"))
    found = {item.sources.get().complaint_id: item for item in FeedbackItem.objects.all()}
    assert {pk: (item.kind, item.state, item.answer) for pk, item in found.items()} == {
        complaints[0].pk: ("complaint", "new", ""),
        complaints[1].pk: ("complaint", "answered", "Loket ditambah"),
    }
