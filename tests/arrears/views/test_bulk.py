"""Acts on many cases: asked in numbers, done at once, taken back at once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from arrears.models import BulkAct, Hold
from kaderjkn.common.models import Period
from kaderjkn.common.months import month_text
from meetings.models import Envelope
from tests.collections.builders import make_case, month_of
from tests.factories import AgreementFactory, CadreFactory, UserFactory


def agreed(branch, **facts):
    cadre = CadreFactory(branch=branch, **facts)
    AgreementFactory(cadre=cadre, valid=DateRange(date(2020, 1, 1), None))
    return cadre


@pytest.fixture
def giver(branch):
    return agreed(branch)


@pytest.fixture
def receiver(branch):
    return agreed(branch, name="Ibu Sari")


@pytest.fixture
def client(client_of, staff):
    return client_of(staff)


def url_of(name, branch, *cases, **query):
    chosen = "&".join([f"case={case.pk}" for case in cases] + [f"{key}={value}" for key, value in query.items()])
    return f"{reverse(name)}?month={month_text(month_of(branch))}&{chosen}"


def press(client, url, answers) -> None:
    """Answer, and answer the question in numbers that follows."""
    asked = client.post(url, answers).context["confirmation"]
    client.post(url, answers | {"confirmed": asked.data["confirmed"]})


def move(client, branch, cadre, *cases, **query) -> BulkAct:
    answers = {"cadre": cadre.pk, "day": branch.today().isoformat()}
    press(client, url_of("arrears:cases-move", branch, *cases, **query), answers)
    return BulkAct.objects.first()


def hold(client, branch, *cases, reason="other", **query) -> BulkAct:
    answers = {"reason": reason, "starts_on": branch.today().isoformat(), "note": ""}
    press(client, url_of("arrears:cases-hold", branch, *cases, **query), answers)
    return BulkAct.objects.first()


def undo(client, act) -> str:
    return client.post(reverse("arrears:bulk-undo", args=[act.pk]), follow=True).content.decode()


def holders(*cases):
    return [list(case.holders.order_by("from_on").values_list("from_on", "cadre", "by", "cover")) for case in cases]


# Moving


def test_a_move_is_taken_back_whole(client, branch, giver, receiver):
    cases = [make_case(giver), make_case(giver), make_case(receiver)]
    before = holders(*cases)
    act = move(client, branch, receiver, all=1)
    assert act.count == 2  # the third was the receiver's already
    assert [case.holders.order_by("-from_on").first().cadre for case in cases] == [receiver] * 3
    undo(client, act)
    assert holders(*cases) == before


def test_a_case_that_was_moved_again_stays(client, branch, giver, receiver):
    first, second = make_case(giver), make_case(giver)
    act = move(client, branch, receiver, first, second)
    third = agreed(branch)
    move(client, branch, third, second)
    text = undo(client, act)
    assert "1 sudah diubah sejak itu" in text
    assert [case.holders.order_by("-from_on").first().cadre for case in (first, second)] == [giver, third]


def test_an_act_is_taken_back_once(client, branch, giver, receiver):
    act = move(client, branch, receiver, make_case(giver))
    undo(client, act)
    assert "sudah dibatalkan" in undo(client, act)


def test_a_move_of_a_closed_month_is_not_taken_back(client, branch, giver, receiver):
    case = make_case(giver)
    act = move(client, branch, receiver, case)
    Period.objects.filter(branch=branch).update(state="closed")
    undo(client, act)
    act.refresh_from_db()
    assert (act.undone_at, case.holders.order_by("-from_on").first().cadre) == (None, receiver)


def test_a_refused_move_leaves_no_act(client, branch, giver, receiver):
    case = make_case(giver)
    answers = {"cadre": receiver.pk, "day": "2019-01-01", "confirmed": "1"}
    client.post(url_of("arrears:cases-move", branch, case), answers)
    assert not BulkAct.objects.exists()


# Holding


def test_hold_asks_in_numbers_first(client, branch, giver):
    make_case(giver)
    make_case(giver)
    answers = {"reason": "waiting_policy", "starts_on": branch.today().isoformat(), "note": ""}
    text = client.post(url_of("arrears:cases-hold", branch, all=1), answers).content.decode()
    assert "keluarga ditahan: Menunggu kebijakan" in text
    assert not Hold.objects.exists()


def test_more_cases_than_were_asked_about_are_asked_about_again(client, branch, giver):
    make_case(giver)
    url = url_of("arrears:cases-hold", branch, all=1)
    answers = {"reason": "other", "starts_on": branch.today().isoformat(), "note": ""}
    shown = client.post(url, answers).context["confirmation"].data["confirmed"]
    make_case(giver)
    again = client.post(url, answers | {"confirmed": shown})
    assert "Jumlah binaan berubah" in again.content.decode()
    assert not Hold.objects.exists()
    client.post(url, answers | {"confirmed": again.context["confirmation"].data["confirmed"]})
    assert Hold.objects.count() == 2


def test_holds_of_the_filtered_set_are_taken_back(client, branch, giver, receiver):
    mine, theirs = make_case(giver), make_case(receiver)
    act = hold(client, branch, all=1, cadre=giver.pk)
    assert list(Hold.objects.values_list("household", flat=True)) == [mine.household_id]
    assert (act.count, theirs.household.holds.count()) == (1, 0)
    undo(client, act)
    assert not Hold.objects.exists()


def test_a_hold_that_stood_before_or_was_lifted_since_stays(client, branch, giver):
    old, new = make_case(giver), make_case(giver)
    facts = {"branch": branch, "household": old.household, "reason": "other"}
    before = Hold.objects.create(**facts, starts_on=date(2026, 1, 1))
    act = hold(client, branch, old, new)
    assert act.count == 1
    Hold.objects.filter(household=new.household).update(lifted_on=branch.today())
    assert "1 sudah diubah sejak itu" in undo(client, act)
    before.refresh_from_db()
    assert (before.starts_on, Hold.objects.count()) == (date(2026, 1, 1), 2)


# Printing


def test_letters_of_chosen_cases_are_asked_in_numbers_and_printed_once(client, branch, giver):
    cases = [make_case(giver), make_case(giver), make_case(giver)]
    Hold.objects.create(branch=branch, household=cases[2].household, reason="other", starts_on=date(2026, 1, 1))
    url = url_of("meetings:cases-print", branch, *cases)
    text = client.post(url, {"layout": "labels"}).content.decode()
    assert "surat dicetak dengan nomor baru" in text
    assert not Envelope.objects.exists()
    for _press in range(2):
        press(client, url, {"layout": "labels"})
    assert sorted(Envelope.objects.values_list("case", flat=True)) == sorted(case.pk for case in cases[:2])


# Whose


@pytest.mark.parametrize("name", ["arrears:cases-move", "arrears:cases-hold", "meetings:cases-print"])
def test_cases_of_another_branch_cannot_be_chosen(client, branch, other_branch, giver, name):
    make_case(giver)
    foreign = make_case(CadreFactory(branch=other_branch))
    assert client.get(url_of(name, branch, foreign)).context["totals"]["households"] == 0
    assert client.get(url_of(name, branch, all=1)).context["totals"]["households"] == 1


@pytest.mark.parametrize("name", ["arrears:cases-move", "arrears:cases-hold", "meetings:cases-print"])
def test_a_filter_that_is_not_understood_means_nobody(client, branch, giver, name):
    make_case(giver)
    assert client.get(url_of(name, branch, all=1, months="kemarin")).status_code == 404


def test_another_branch_does_not_find_the_act(client, client_of, branch, other_branch, giver):
    act = hold(client, branch, make_case(giver))
    stranger = client_of(UserFactory(role="supervisor", branch=other_branch))
    assert stranger.post(reverse("arrears:bulk-undo", args=[act.pk])).status_code == 404
    assert Hold.objects.exists()


def test_the_database_refuses_an_undo_without_a_time(staff, branch):
    facts = {"branch": branch, "kind": "hold", "month": date(2026, 1, 1), "starts_on": date(2026, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkAct.objects.create(**facts, undone_by=staff)
