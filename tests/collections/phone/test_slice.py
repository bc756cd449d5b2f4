"""The slice: the households in hand and what happened to them, nobody else's, and the same one is not sent twice."""

import gzip
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from arrears.actions.holds import set_hold
from arrears.models import BranchPolicy, CaseHolder, WriteOff
from kaderjkn.collections.feedback.handling import answer as answer_feedback
from kaderjkn.collections.feedback.handling import reopen
from kaderjkn.collections.field.reports import close_danger
from kaderjkn.collections.models import Contact, FeedbackItem, Question
from kaderjkn.collections.phone.slices import slice_of
from kaderjkn.common.devices.boxes import public_key
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.identity import virtual_account
from kaderjkn.common.models import Period
from tests import factories
from tests.collections import builders
from tests.collections.outreach.builders import make_call
from tests.common.devices.phones import send_one
from tests.meetings.builders import make_envelope

ONE_DAY = timedelta(days=1)
URL = reverse("collections:phone-slice")


@pytest.fixture
def colleague(branch):
    return factories.CadreFactory(branch=branch, name="Ibu Dewi", agreement_from=date(2026, 1, 1))


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre, name="Siti Aminah")


def households(cadre) -> list[dict]:
    return slice_of(cadre)["households"]


def ids(cadre) -> list[int]:
    return [row["id"] for row in households(cadre)]


def the_household(cadre) -> dict:
    [found] = households(cadre)
    return found


def move(case, to, day: date) -> None:
    """The case is the other cadre's from the day on."""
    CaseHolder.objects.filter(case=case).update(from_on=day - 2 * ONE_DAY)
    CaseHolder.objects.create(branch=case.branch, case=case, cadre=to, from_on=day)


# Whose households


def test_households_in_hand_with_what_a_visit_needs(cadre, case):
    found = the_household(cadre)
    expected = {
        "id": case.household_id,
        "name": "Siti Aminah",
        "card": case.head_card,
        "area": case.area_id,
        "rt": "001",
        "rw": "002",
        "address": "Jalan Melati 7",
        "phone": "+6281234567890",
        "months": 6,
        "target": 600_000,
        "care_class": 3,
        "has_left": False,
        "paid": 0,
        "last_on": None,
        "week": [],
        "members": [["Siti Aminah", case.head_card[-4:]]],
        "rehab": "",
        "va": virtual_account(case.head_card),
        "va_mandiri": virtual_account(case.head_card, mandiri=True),
        "confirmed": "",
        "contacts": [],
        "promises": [],
        "payments": [],
        "envelope": None,
        "dangers": [],
    }
    assert found == expected
    assert slice_of(cadre)["areas"] == {case.area_id: case.area.name}


def test_households_of_others_are_not_there(cadre, case, colleague, other_branch):
    builders.make_case(colleague)
    builders.make_case(factories.CadreFactory(branch=other_branch))
    assert ids(cadre) == [case.household_id]


def test_key_of_the_family_card_stays_at_the_office(cadre, case):
    assert case.key not in str(slice_of(cadre))


def test_household_on_hold_never_appears(cadre, case, today):
    hold = set_hold(household=case.household, reason="other", starts_on=today, by=None)
    assert ids(cadre) == []
    hold.lifted_on = today
    hold.save()
    assert ids(cadre) == [case.household_id]


def test_hold_of_tomorrow_begins_tomorrow(cadre, case, today):
    set_hold(household=case.household, reason="other", starts_on=today + ONE_DAY, by=None)
    assert ids(cadre) == [case.household_id]


def test_household_that_asks_for_it_is_gone_with_the_next_slice(cadre, case):
    fields = {"household": case.household_id, "mode": "visit", "outcome": "do_not_contact"}
    assert send_one(cadre.user, "contact", fields).outcome == "saved"
    assert ids(cadre) == []


def test_household_written_off_is_left_out(cadre, case, branch):
    WriteOff.objects.create(branch=branch, household=case.household, reason="kebijakan", on=case.month)
    assert ids(cadre) == []


def test_household_written_off_before_and_listed_again_stays(cadre, case, branch):
    WriteOff.objects.create(branch=branch, household=case.household, reason="kebijakan", on=case.month - ONE_DAY)
    assert ids(cadre) == [case.household_id]


def test_household_that_left_the_list_says_so(cadre):
    builders.make_case(cadre, left_list=True)
    assert the_household(cadre)["has_left"] is True


def test_cases_of_an_earlier_month_are_left_out(cadre, case):
    builders.make_case(cadre, month=date(2026, 1, 1))
    assert ids(cadre) == [case.household_id]
    assert slice_of(cadre)["month"] == case.month


def test_branch_without_a_list_has_a_slice_without_households(cadre):
    found = slice_of(cadre)
    assert (found["month"], found["households"], found["areas"]) == (None, [], {})


# A case that moves


def test_moved_case_is_with_who_holds_it_today(cadre, colleague, case, today):
    move(case, colleague, today + ONE_DAY)
    assert (ids(cadre), ids(colleague)) == ([case.household_id], [])
    CaseHolder.objects.filter(cadre=colleague).update(from_on=today)
    assert (ids(cadre), ids(colleague)) == ([], [case.household_id])


def test_new_holder_sees_the_contacts_of_the_one_before_with_the_name(cadre, colleague, case, today):
    builders.make_contact(case, cadre, today - ONE_DAY, note="Rumah hijau")
    move(case, colleague, today)
    builders.make_contact(case, colleague, today)
    found = the_household(colleague)["contacts"]
    assert [(one["note"], one["by"]) for one in found] == [("", ""), ("Rumah hijau", cadre.name)]


def test_contact_made_offline_for_a_case_that_moved_is_credited_and_seen_by_both(cadre, colleague, case, today):
    move(case, colleague, today)
    fields = {"household": case.household_id, "mode": "visit", "outcome": "met", "note": "Sudah bertemu"}
    answer = send_one(cadre.user, "contact", fields)
    assert answer.outcome == "saved"
    assert answer.notices == (
        "Keluarga ini kini dipegang kader lain: kontak disimpan atas nama Anda, dan ia melihatnya.",
    )
    assert Contact.objects.get().cadre == cadre
    assert [one["by"] for one in the_household(colleague)["contacts"]] == [cadre.name]
    [receipt] = slice_of(cadre)["receipts"]
    assert (receipt["id"], receipt["receipt"], receipt["notices"]) == (answer.id, answer.receipt, [*answer.notices])


# What happened to a household


def test_newest_five_contacts_stand_newest_first(cadre, case, today):
    days = [today - number * ONE_DAY for number in range(6)]
    for day in days:
        builders.make_contact(case, cadre, day, outcome="not_home", note=f"{day}")
    found = the_household(cadre)
    assert [one["note"] for one in found["contacts"]] == [f"{day}" for day in days[:5]]
    newest = found["contacts"][0]
    assert (newest["mode"], newest["outcome"], newest["channel"], newest["by"]) == ("visit", "not_home", "", "")
    assert newest["at"] == f"{today}T03:00+00:00"
    assert UUID(newest["id"]) == Contact.objects.get(note=f"{today}").uuid


def test_contacts_of_seven_days_are_told_for_the_limit(cadre, case, today):
    days = [today - number * ONE_DAY for number in (7, 6, 6, 0)]
    for day in days:
        builders.make_contact(case, cadre, day)
    found = the_household(cadre)
    assert (found["week"], found["last_on"]) == (days[1:], today)


def test_calls_of_the_office_are_told_for_the_limit_too(cadre, case, today):
    """The phone counts them, and shows no contact of a cadre for them."""
    builders.make_contact(case, cadre, today - ONE_DAY)
    make_call(case.household, today)
    found = the_household(cadre)
    assert (found["week"], found["last_on"], len(found["contacts"])) == ([today - ONE_DAY, today], today, 1)


def test_what_was_paid_in_the_month_counts_and_what_was_taken_back_does_not(cadre, case, today):
    builders.make_payment(case, case.month - ONE_DAY, 100_000)
    kept = builders.make_payment(case, case.month, 250_000)
    back = builders.make_payment(case, case.month, 50_000)
    builders.make_payment(case, case.month, 50_000, reverses=back)
    found = the_household(cadre)
    assert found["paid"] == 250_000
    assert found["payments"] == [{"id": kept.pk, "on": case.month, "amount": 250_000}]


def test_household_that_settled_its_target_stays_and_shows_it(cadre, case):
    builders.make_payment(case, case.month, 600_000)
    found = the_household(cadre)
    assert (found["paid"], found["target"]) == (600_000, 600_000)


def test_promises_stand_with_what_became_of_them(cadre, case, today, branch):
    facts = {"outcome": "promised", "promised_amount": 100_000}
    builders.make_contact(case, cadre, today - 9 * ONE_DAY, promised_on=today - 8 * ONE_DAY, **facts)
    builders.make_contact(case, cadre, today - 5 * ONE_DAY, promised_on=today - 4 * ONE_DAY, **facts)
    builders.make_contact(case, cadre, today - ONE_DAY, promised_on=today + 4 * ONE_DAY, **facts)
    builders.make_payment(case, today - 4 * ONE_DAY, 100_000)
    branch.imports.filter(kind="payments").update(data_date=today - ONE_DAY)
    found = the_household(cadre)["promises"]
    assert [(one["on"], one["state"], one["paid"]) for one in found] == [
        (today + 4 * ONE_DAY, "waiting", 0),
        (today - 4 * ONE_DAY, "kept", 100_000),
        (today - 8 * ONE_DAY, "broken", 0),
    ]
    assert (found[0]["made_on"], found[0]["amount"]) == (today - ONE_DAY, 100_000)


def test_number_that_the_family_confirmed_at_a_visit(cadre, case, today):
    builders.make_contact(case, cadre, today, confirmed_phone="+6281311112222")
    assert the_household(cadre)["confirmed"] == "+6281311112222"


def test_envelope_in_hand_stands_at_its_household_and_in_the_list(cadre, case):
    envelope = make_envelope(case, cadre, "handed_over", days_ago=4)
    make_envelope(builders.make_case(cadre), cadre, "delivered")
    mine = {row["id"]: row["envelope"] for row in households(cadre)}
    assert mine.pop(case.household_id) == {"id": envelope.pk, "number": envelope.number}
    assert list(mine.values()) == [None]
    assert slice_of(cadre)["envelopes"] == [
        {
            "id": envelope.pk,
            "number": envelope.number,
            "household": case.household_id,
            "area": case.area.name,
            "since": cadre.branch.today() - 4 * ONE_DAY,
            "is_on_hold": False,
        }
    ]


def test_envelope_of_a_household_on_hold_is_still_to_be_brought_back(cadre, case, today):
    make_envelope(case, cadre, "handed_over")
    set_hold(household=case.household, reason="other", starts_on=today, by=None)
    found = slice_of(cadre)
    assert (found["households"], [one["is_on_hold"] for one in found["envelopes"]]) == ([], [True])


def test_danger_warns_whoever_visits_until_it_is_closed(cadre, colleague, case, supervisor):
    danger = builders.make_danger(colleague, case.household)
    assert the_household(cadre)["dangers"] == [
        {"on": date(2026, 3, 5), "kind": "Hewan galak", "text": "Anjing dilepas di halaman"}
    ]
    close_danger(danger=danger, note="Sudah diikat", by=supervisor)
    assert the_household(cadre)["dangers"] == []


# What else the phone keeps


def test_facts_of_the_cadre_and_the_rules_of_the_branch(cadre, branch, settings):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 1, 1), contacts_per_week_max=2)
    found = slice_of(cadre)
    assert (found["me"]["user"], found["me"]["name"], found["me"]["code"]) == (cadre.user_id, cadre.name, "0905-01")
    assert (found["me"]["branch"], found["me"]["zone"]) == ("Jakarta Utara", "Asia/Jakarta")
    assert found["policy"]["contacts_per_week_max"] == 2
    assert (found["seal_with"], found["lease_days"]) == (public_key(), settings.PHONE_LEASE_DAYS)
    assert (found["today"], found["language"]) == (branch.today(), "id")
    assert ["visit", "Kunjungan"] in found["choices"]["mode"]


def test_channels_that_are_offered_and_no_cash(cadre):
    codes = [channel["code"] for channel in slice_of(cadre)["channels"]]
    assert "ATM" in codes
    assert not {code for code in codes if "CASH" in code.upper() or "TUNAI" in code.upper()}


def test_what_the_cadre_brought_comes_back_with_the_offices_answer(cadre, colleague, staff):
    """A complaint in its own words; of a household that a contact told of, only the end of the number."""
    for one in (colleague, cadre):
        item = builders.make_complaint(one).source.item
        answer_feedback(item=item, result="explained", answer="Loket ditambah", by=staff)
    moved = builders.make_feedback(cadre, note="Kata tetangga")
    answer_feedback(item=moved, result="corrected", answer="Alamat diganti", by=staff)
    builders.make_feedback(cadre)  # not answered yet
    rows = slice_of(cadre)["complaints"]
    assert [(row["label"], row["text"], row["answer"]) for row in rows] == [
        ("Pindah", f"KK {mask_tail(moved.household.key)}", "Alamat diganti"),
        ("Rujukan atau antrean", "Antre tiga jam", "Loket ditambah"),
    ]


def test_an_answer_that_was_taken_back_is_read_no_more(cadre, staff):
    item = builders.make_feedback(cadre)
    answer_feedback(item=item, result="corrected", answer="Alamat diganti", by=staff)
    reopen(item=item, by=staff)
    assert slice_of(cadre)["complaints"] == []


def test_answers_go_after_sixty_days(cadre, staff):
    item = builders.make_feedback(cadre)
    answer_feedback(item=item, result="corrected", answer="Alamat diganti", by=staff)
    FeedbackItem.objects.update(answered_at=timezone.now() - timedelta(days=61))
    assert slice_of(cadre)["complaints"] == []


def test_receipts_are_the_own_ones(cadre, colleague):
    fields = {"category": "officer", "text": "Kurang ramah"}
    send_one(colleague.user, "complaint", fields)
    mine = send_one(cadre.user, "complaint", fields)
    assert [one["id"] for one in slice_of(cadre)["receipts"]] == [mine.id]


def test_households_visited_since_monday(cadre, case, today):
    monday = today - timedelta(days=today.weekday())
    for day in (monday, monday, monday - ONE_DAY):
        builders.make_contact(case, cadre, day)
    builders.make_contact(builders.make_case(cadre), cadre, monday, mode="phone")
    builders.make_contact(builders.make_case(cadre), cadre, monday - ONE_DAY)
    assert slice_of(cadre)["visited"] == [case.household_id]


def test_questions_are_the_own_ones_with_the_answer(cadre, colleague, case, staff):
    payment = builders.make_payment(case, case.month, 1000)
    values = {"branch": cadre.branch, "payment": payment, "due_on": case.month}
    Question.objects.create(cadre=colleague, text="Punya orang", **values)
    mine = Question.objects.create(cadre=cadre, text="Mengapa?", **values)
    [found] = slice_of(cadre)["questions"]
    assert (found["id"], found["payment"], found["text"], found["answer"], found["answered"]) == (
        mine.pk, payment.pk, "Mengapa?", "", "",
    )  # fmt: skip


# The same one is not sent twice


def test_version_stands_while_nothing_changes(cadre, case, today):
    builders.make_contact(case, cadre, today)
    assert slice_of(cadre)["version"] == slice_of(cadre)["version"]


def changes_of(case, cadre) -> dict:
    """What may happen, by name."""
    return {
        "contact": lambda: builders.make_contact(case, cadre, cadre.branch.today()),
        "payment": lambda: builders.make_payment(case, case.month, 1000),
        "danger": lambda: builders.make_danger(cadre, case.household),
        "case": lambda: builders.make_case(cadre),
        "review": lambda: builders.make_review(cadre),
        "payment file": lambda: builders.cover_payments(cadre.branch, case.month),
        "month closed": lambda: Period.objects.update(state="closed"),
    }


@pytest.mark.parametrize("what", ["contact", "payment", "danger", "case", "review", "payment file", "month closed"])
def test_version_is_another_one_when_something_has_changed(cadre, case, what):
    before = slice_of(cadre)["version"]
    changes_of(case, cadre)[what]()
    assert slice_of(cadre)["version"] != before


def test_version_is_of_the_cadre(cadre, colleague):
    assert slice_of(cadre)["version"] != slice_of(colleague)["version"]


def test_phone_that_has_it_is_told_so(client_of, cadre, case, today):
    phone = client_of(cadre.user)
    version = phone.get(URL).json()["version"]
    again = phone.get(URL, headers={"X-Slice": version})
    assert (again.status_code, again.content) == (304, b"")
    builders.make_contact(case, cadre, today)
    assert phone.get(URL, headers={"X-Slice": version}).status_code == 200


# Asked for over the network


def test_slice_is_of_who_asks_whatever_is_asked_for(client_of, cadre, case, colleague):
    answer = client_of(colleague.user).get(URL, {"cadre": cadre.pk, "user": cadre.user_id}).json()
    assert (answer["me"]["user"], answer["households"]) == (colleague.user_id, [])


def test_slice_is_kept_by_the_phone_alone(client_of, cadre, case):
    answer = client_of(cadre.user).get(URL)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer.json()["households"][0]["name"] == "Siti Aminah"


def test_slice_travels_packed(client_of, cadre, case):
    answer = client_of(cadre.user).get(URL, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"Siti Aminah" in gzip.decompress(answer.content)


@pytest.mark.parametrize("who", ["staff", "supervisor", "regional", "admin_user"])
def test_office_gets_none(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).get(URL).status_code == 403


def test_visitor_gets_none(client, db):
    answer = client.get(URL)
    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})


def test_account_without_cadre_finds_none(client_of, branch):
    lonely = factories.UserFactory(role="cadre", branch=branch)
    assert client_of(lonely).get(URL).status_code == 404


def test_slice_is_asked_for_by_get(client_of, cadre):
    assert client_of(cadre.user).post(URL).status_code == 405


def full_case(cadre, today) -> None:
    """A household with something of every kind."""
    case = builders.make_case(cadre)
    builders.make_contact(case, cadre, today, outcome="promised", promised_on=today)
    builders.make_payment(case, case.month, 1000)
    builders.make_danger(cadre, case.household)
    make_envelope(case, cadre, "handed_over")


def test_same_queries_for_one_household_and_three(cadre, today, django_assert_max_num_queries):
    full_case(cadre, today)
    slice_of(cadre)
    with django_assert_max_num_queries(100) as one:
        slice_of(cadre)
    for _turn in range(2):
        full_case(cadre, today)
    with django_assert_max_num_queries(len(one)):
        assert len(households(cadre)) == 3
