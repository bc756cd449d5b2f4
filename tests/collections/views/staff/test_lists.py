"""What all lists of the office have in common: fixed queries, pages, columns, orders, search, other branches."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaderjkn.collections.feedback.opening import note_feedback
from kaderjkn.common.lists.declaring import listing_named, listings
from tests.collections.builders import make_case, make_contact, make_payment, month_of
from tests.factories import CadreFactory, UserFactory

NAMES = ["binaan", "kader", "keluarga", "kontak", "pembayaran", "umpan-balik"]
SEARCHED = ["binaan", "keluarga", "kontak", "pembayaran", "umpan-balik"]
WORDS = ["siti", "MINAH", "budi santoso", "tos", "melati", "jalan am", "x_y", "100%", "siti santoso", "zzz"]
PEOPLE = ["Siti Aminah", "Budi Santoso", "Siti Nur", "Tos_x_y", "Seratus 100% Nama"]


@pytest.fixture
def opened(client_of, staff):
    client = client_of(staff)
    return lambda name, **query: client.get(reverse(listing_named(name).url_name), query)


@pytest.fixture
def two_on_a_page(monkeypatch):
    monkeypatch.setattr("kaderjkn.common.lists.asking.PAGE_SIZE", 2)


def worked_case(cadre, **facts):
    """A case with a payment, a contact, and something told of it: a row on every list."""
    case = make_case(cadre, **facts)
    make_payment(case, case.month, 50_000)
    make_contact(case, cadre, case.month)
    note_feedback(household=case.household, kind="moved", note="Kata tetangga", by=cadre.user)
    return case


def rows_of(response) -> list[dict]:
    return response.context["rows"]


def test_these_are_the_lists():
    assert sorted(listing.name for listing in listings()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_one_row_and_three_take_the_same_queries(opened, branch, name):
    counts = []
    worked_case(CadreFactory(branch=branch))
    opened(name)
    for more in (0, 2):
        for _each in range(more):
            worked_case(CadreFactory(branch=branch))
        with CaptureQueriesContext(connection) as queries:
            found = len(rows_of(opened(name)))
        counts.append((len(queries), found))
    assert counts == [(counts[0][0], 1), (counts[0][0], 3)]


@pytest.mark.parametrize("name", NAMES)
def test_another_branch_sees_none_of_it(client_of, other_branch, cadre, name):
    worked_case(cadre)
    stranger = client_of(UserFactory(role="staff", branch=other_branch))
    url = reverse(listing_named(name).url_name)
    assert rows_of(stranger.get(url)) == []
    assert {text for _label, text in stranger.get(url, {"part": "totals"}).context["totals"]} <= {"0", "Rp 0"}


@pytest.fixture(params=[0, 5_000], ids=["walked", "fetched"])
def _way_of_finding(request, monkeypatch):
    monkeypatch.setattr("arrears.search.COMMON", request.param)


@pytest.mark.parametrize("name", SEARCHED)
@pytest.mark.parametrize("text", WORDS)
@pytest.mark.usefixtures("_way_of_finding")
def test_search_finds_what_a_plain_comparison_finds(opened, cadre, name, text):
    cases = {person: worked_case(cadre, name=person) for person in PEOPLE}
    wanted = {
        cases[person].household.pk
        for person in PEOPLE
        if all(word in f"{person} Jalan Melati 7".lower() for word in text.lower().split())
    }
    if name == "pembayaran" and any(letter.isdigit() for letter in text):
        wanted = set()  # then it is a reference that is looked for
    assert {households(name, row) for row in rows_of(opened(name, q=text))} == wanted


def households(name, row) -> int:
    from arrears.models import Case, ListedHousehold, Payment
    from kaderjkn.collections.models import Contact, FeedbackItem

    models = {"binaan": Case, "keluarga": ListedHousehold, "kontak": Contact, "pembayaran": Payment}
    models["umpan-balik"] = FeedbackItem
    return models[name].objects.get(pk=row["pk"]).household_id


@pytest.mark.parametrize("text", ["si", "a b", "12", "..", "d e f g"])
@pytest.mark.parametrize("name", SEARCHED)
def test_search_wants_three_letters_in_a_row(opened, cadre, name, text):
    worked_case(cadre)
    response = opened(name, q=text)
    assert "paling sedikit tiga" in response.content.decode()
    assert rows_of(response) == []


@pytest.mark.parametrize(("name", "sort"), [(name, sort.name) for name in NAMES for sort in listing_named(name).sorts])
@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.usefixtures("two_on_a_page")
def test_pages_follow_each_order_and_hold_each_row_once(opened, branch, name, sort, sign):
    for number in range(5):
        worked_case(CadreFactory(branch=branch), target=100_000 * (number % 2 + 1), months=5 + number % 3)
    found, query = [], {"sort": f"{sign}{sort}"}
    response = opened(name, **query)
    found += rows_of(response)
    for _page in range(2):
        response = response.client.get(f"{reverse(listing_named(name).url_name)}{response.context['next_url']}")
        found += rows_of(response)
    assert not response.context["next_url"]
    assert len({row["pk"] for row in found}) == len(found) == 5
    back = response.client.get(f"{reverse(listing_named(name).url_name)}{response.context['previous_url']}")
    assert [row["pk"] for row in rows_of(back)] == [row["pk"] for row in found[2:4]]
    values = [row[sort] for row in found if sort != "time"]
    assert values == sorted(values, reverse=bool(sign))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", [{"after": "x"}, {"before": "%00"}, {"sort": "nik"}, {"col": "nik"}, {"page": "9"}])
def test_an_address_that_makes_no_sense_shows_the_first_page(opened, cadre, name, query):
    worked_case(cadre)
    assert len(rows_of(opened(name, **query))) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_that_is_not_understood_shows_nothing_and_says_so(opened, cadre, name):
    worked_case(cadre)
    field = {"kader": "agreement", "binaan": "status", "keluarga": "status", "kontak": "mode", "pembayaran": "matched"}
    field["umpan-balik"] = "state"
    response = opened(name, **{field[name]: "kemarin"})
    assert rows_of(response) == []
    assert response.context["filter"].errors


def test_chosen_columns_are_shown_beside_the_fixed_ones(opened, cadre):
    worked_case(cadre)
    headings = [heading["label"] for heading in opened("binaan", col=["cadre", "card"]).context["headings"]]
    assert headings == ["Kepala keluarga", "Kartu kepala", "Kader"]


def test_personal_data_is_masked_on_every_list(opened, cadre):
    case = worked_case(cadre, name="Siti Aminah")
    for name in SEARCHED:
        page = opened(name, col=[column.key for column in listing_named(name).columns()]).content.decode()
        assert not [secret for secret in ("Aminah", case.key, case.head_card, "Jalan Melati") if secret in page]


def test_contacts_are_those_of_the_branchs_own_month(opened, cadre, branch):
    month = month_of(branch)
    case = make_case(cadre)
    inside = make_contact(case, cadre, month)
    midnight = datetime(month.year, month.month, 1, tzinfo=branch.zone)
    inside.__class__.objects.filter(pk=inside.pk).update(made_at=midnight.astimezone(UTC))
    assert [row["pk"] for row in rows_of(opened("kontak", month=f"{month:%Y-%m}"))] == [inside.pk]


def test_promises_that_are_due_or_late_are_those_that_no_payment_has_kept(opened, branch, cadre):
    today, made = branch.today(), {}
    for day in (0, -1, -31, 2):
        case = make_case(cadre)
        made[day] = make_contact(case, cadre, today - timedelta(40), promised_on=today + timedelta(day))
    kept = make_case(cadre)
    make_contact(kept, cadre, today - timedelta(3), promised_on=today)
    make_payment(kept, today, 50_000)
    assert [row["pk"] for row in rows_of(opened("kontak", promised="due"))] == [made[0].pk]
    assert [row["pk"] for row in rows_of(opened("kontak", promised="late"))] == [made[-1].pk]
    assert len(rows_of(opened("kontak", promised="yes"))) == 5


@pytest.mark.parametrize("field", ["card", "family_card", "virtual_account"])
def test_a_payment_of_nobody_is_found_by_the_number_that_stands_in_it(opened, cadre, field):
    number = "8888801944358911" if field == "virtual_account" else "0001944358911"
    payment = make_payment(make_case(cadre), month_of(cadre.branch), 50_000)
    other = make_payment(make_case(cadre), month_of(cadre.branch), 50_000)
    for one, value in ((payment, number), (other, "0001944358912"[-len(number) :])):
        numbers = {"card": "", "family_card": "", "virtual_account": ""} | {field: value}
        one.__class__.objects.filter(pk=one.pk).update(household=None, matched_by="", listed_month=None, **numbers)
    assert [row["pk"] for row in rows_of(opened("pembayaran", q=number))] == [payment.pk]
    assert [row["pk"] for row in rows_of(opened("pembayaran", q="58911"))] == [payment.pk]


def test_a_printed_list_says_what_it_was_chosen_by(opened, cadre):
    worked_case(cadre, months=5)
    page = opened("binaan", months="4-6", cadre=cadre.pk, q="siti")
    words = [("Kader", f"{cadre.code} {cadre.name}"), ("Bulan menunggak", "4–6")]
    assert page.context["chosen_words"] == [*words, ("Cari nama, alamat, KK, atau kartu", "siti")]
    assert "Bulan menunggak: 4–6." in page.content.decode()
