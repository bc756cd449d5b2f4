"""Pages of ending and appealing: who gets what with the numbers, and what each role may see and do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kaderjkn.collections.models import Appeal
from kaderjkn.collections.reviews.actions import decide_review, file_appeal
from tests.collections import builders

ONE_DAY = timedelta(days=1)
NINTH = 8 * ONE_DAY


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


@pytest.fixture
def page(answered):
    return reverse("collections:review-end", args=[answered.pk])


def sent(case, successor) -> dict:
    return {"last_day": case.month + NINTH, "reason": "Cukup", f"area_{case.area_id}": successor.pk}


def test_successors_are_offered_for_the_day_with_their_load(client, page, case, successor):
    builders.make_case(successor, target=250_000)
    assert client.get(page).context["day"] is None
    form = client.get(page, {"last_day": case.month + NINTH}).context["form"]
    field = form.fields[f"area_{case.area_id}"]
    assert field.label == f"{case.area}: 1 KK, Rp 600.000"
    assert (successor.pk, f"{successor} – 1 KK, Rp 250.000") in field.choices[1][1]


def test_a_day_that_is_over_is_refused(client, page, branch):
    response = client.get(page, {"last_day": branch.today() - ONE_DAY})
    assert response.context["day"] is None
    assert "last_day" in response.context["day_form"].errors


def test_numbers_stand_before_the_decision(client, page, case, successor, answered):
    builders.make_case(successor)
    asked = client.post(page, sent(case, successor))
    [row] = asked.context["shares"]
    assert (row["successor"], row["now"], row["gets"], row["then"]) == (str(successor), 1, 1, 2)
    assert asked.context["consequences"][1][0] == "1"
    answered.refresh_from_db()
    assert answered.state == "open"


def test_confirmed_it_ends_on_the_last_day(client, page, case, successor, answered):
    asked = client.post(page, sent(case, successor))
    hidden = {name: asked.context["confirmation"].data[name] for name in asked.context["confirmation"].fields}
    assert client.post(page, hidden).status_code == 302
    answered.refresh_from_db()
    assert (answered.state, answered.ends_on) == ("end", case.month + NINTH + ONE_DAY)
    assert case.holders.get(from_on=answered.ends_on).cadre == successor


# Appeal


@pytest.fixture
def coached(answered, supervisor):
    facts = {"decision": "coaching", "reason": "Didampingi", "look_again_on": answered.branch.today() + ONE_DAY}
    return decide_review(review=answered, by=supervisor, **facts)


def test_region_decides_on_facts_without_household_data(coached, leaving, regional, client_of, supervisor):
    case = builders.make_case(leaving, month=coached.opened_month, name="Rahasia Sekali")
    builders.make_contact(case, leaving, coached.opened_month, note="Rumah pojok")
    appeal = file_appeal(review=coached, text="Mohon", by=leaving.user)
    client = client_of(regional)
    url = reverse("collections:appeal-decide", args=[appeal.pk])
    pages = [client.get(coached.get_absolute_url()), client.get(url)]
    for page in pages:
        assert "Rahasia" not in page.content.decode()
        assert "Rumah pojok" not in page.content.decode()
    assert url in pages[0].content.decode()
    assert url not in client_of(supervisor).get(coached.get_absolute_url()).content.decode()
    assert client.post(url, {"decision": "overturn", "reason": "Cukup alasannya"}).status_code == 302
    assert Appeal.objects.get().decided_by == regional
