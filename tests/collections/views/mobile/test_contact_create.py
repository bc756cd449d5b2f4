"""Recording a contact without JavaScript: the outcome, then what it needs; twice is one contact."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from arrears.models import Channel
from kaderjkn.collections.models import Contact
from tests import factories
from tests.collections import builders


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre)


@pytest.fixture
def client(cadre, client_of):
    return client_of(cadre.user)


@pytest.fixture
def url(case):
    return reverse("collections:contact-create", args=[case.household_id])


def filled(client, url, outcome, **values):
    """What the browser sends: the form as it was drawn, with what was typed in."""
    form = client.get(f"{url}?hasil={outcome}").context["form"]
    drawn = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    drawn["made_at"] = drawn["made_at"].strftime("%Y-%m-%dT%H:%M")
    return {name: value for name, value in drawn.items() if value is not None} | values


def test_first_step_asks_for_the_outcome(client, url):
    page = client.get(url).content.decode()
    assert "?hasil=promised" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        ("not_home", []),
        ("met", ["channel"]),
        ("promised", ["promised_on", "promised_amount", "channel"]),
        ("dissatisfied_with_service", ["complaint"]),
    ],
)
def test_second_step_asks_only_what_the_outcome_needs(client, url, outcome, fields):
    form = client.get(f"{url}?hasil={outcome}").context["form"]
    assert list(form.fields) == ["key", "mode", *fields, "note", "made_at"]


def test_contact_is_stored_and_leads_back_to_the_household(client, url, case, cadre):
    day, channel = cadre.branch.today() + timedelta(days=3), Channel.objects.get(code="ATM")
    data = filled(client, url, "promised", promised_on=day, promised_amount="150000", channel=channel.pk)
    response = client.post(f"{url}?hasil=promised", data)
    assert response["Location"] == reverse("collections:own-household", args=[case.household_id])
    contact = Contact.objects.get()
    assert (contact.cadre, contact.household, contact.recorded_by) == (cadre, case.household, cadre.user)
    assert (contact.outcome, contact.promised_on, contact.promised_amount) == ("promised", day, 150_000)
    assert contact.channel == channel


def test_pressing_twice_is_one_contact(client, url):
    data = filled(client, url, "met")
    for _ in range(2):
        assert client.post(f"{url}?hasil=met", data).status_code == 302
    assert Contact.objects.count() == 1


def test_promise_needs_a_day_that_is_not_past(client, url, cadre):
    for day in ("", cadre.branch.today() - timedelta(days=1)):
        response = client.post(f"{url}?hasil=promised", filled(client, url, "promised", promised_on=day))
        assert "promised_on" in response.context["form"].errors
    assert not Contact.objects.exists()


def test_time_far_ahead_is_refused(client, url):
    response = client.post(f"{url}?hasil=met", filled(client, url, "met", made_at="2099-01-01T10:00"))
    assert "made_at" in response.context["form"].errors


def test_unknown_outcome_asks_again(client, url):
    assert "Bagaimana hasilnya?" in client.post(f"{url}?hasil=tunai", {"key": uuid.uuid4()}).content.decode()


def test_household_of_another_cadre_is_not_found(client, cadre):
    other = builders.make_case(factories.CadreFactory(branch=cadre.branch))
    url = reverse("collections:contact-create", args=[other.household_id])
    assert client.post(f"{url}?hasil=met", {"key": uuid.uuid4()}).status_code == 404


def test_no_field_anywhere_takes_money(client, url):
    form = client.get(f"{url}?hasil=promised").context["form"]
    assert not {name for name in form.fields if "cash" in name or "tunai" in name or "paid" in name}
