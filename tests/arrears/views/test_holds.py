"""Setting and lifting a hold."""

import pytest
from django.urls import reverse

from arrears.models import Hold
from tests.factories import HouseholdFactory


@pytest.fixture
def household(branch):
    return HouseholdFactory(branch=branch)


def test_hold_is_set_and_lifted(client_of, staff, household, branch):
    client, today = client_of(staff), branch.today().isoformat()
    client.post(reverse("arrears:hold-set", args=[household.pk]), {"reason": "deceased", "starts_on": today})
    hold = Hold.objects.get()
    assert (hold.household, hold.reason, hold.set_by) == (household, "deceased", staff)
    client.post(reverse("arrears:hold-lift", args=[hold.pk]), {"on": today})
    hold.refresh_from_db()
    assert (hold.lifted_on, hold.lifted_by) == (branch.today(), staff)
    assert client.get(reverse("arrears:hold-lift", args=[hold.pk])).status_code == 404


def test_lifting_before_the_start_is_refused_with_a_sentence(client_of, staff, household, branch):
    hold = Hold.objects.create(branch=branch, household=household, reason="other", starts_on=branch.today())
    answer = client_of(staff).post(reverse("arrears:hold-lift", args=[hold.pk]), {"on": "2020-01-01"})
    assert "lebih awal" in answer.content.decode()


def test_reason_must_be_one_of_the_list(client_of, staff, household):
    url = reverse("arrears:hold-set", args=[household.pk])
    client_of(staff).post(url, {"reason": "malas", "starts_on": "2026-11-01"})
    assert not Hold.objects.exists()
