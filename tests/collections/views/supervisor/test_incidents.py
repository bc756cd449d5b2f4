"""Incidents: the office takes them in, the supervisor decides."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.models import IntegrityIncident
from tests import factories
from tests.collections import builders

LIST = "/integritas/"


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


def test_staff_take_a_report_in(staff, client_of, cadre):
    data = {"cadre": cadre.pk, "happened_on": "2026-03-05", "report": "Meminta uang"}
    assert client_of(staff).post(reverse("collections:incident-create"), data).status_code == 302
    incident = IntegrityIncident.objects.get()
    assert (incident.cadre, incident.happened_on, incident.reported_by) == (cadre, date(2026, 3, 5), staff)


def test_cadre_of_another_branch_is_no_choice(client, other_branch):
    other = factories.CadreFactory(branch=other_branch)
    data = {"cadre": other.pk, "happened_on": "2026-03-05", "report": "Meminta uang"}
    assert "cadre" in client.post(reverse("collections:incident-create"), data).context["form"].errors


def test_supervisor_decides_once(client, cadre, supervisor):
    incident = builders.make_incident(cadre)
    page = reverse("collections:incident-decide", args=[incident.pk])
    assert client.post(page, {"is_upheld": "yes", "decision": "Ada bukti"})["Location"] == LIST
    incident.refresh_from_db()
    assert (incident.state, incident.decided_by) == ("upheld", supervisor)
    assert "sudah diputuskan" in client.post(page, {"is_upheld": "no", "decision": "Tidak"}).content.decode()


def test_decision_must_be_chosen(client, cadre):
    page = reverse("collections:incident-decide", args=[builders.make_incident(cadre).pk])
    assert "is_upheld" in client.post(page, {"decision": "Ada bukti"}).context["form"].errors


def test_incident_of_another_branch_is_not_found(client, other_branch):
    incident = builders.make_incident(factories.CadreFactory(branch=other_branch))
    assert client.get(reverse("collections:incident-decide", args=[incident.pk])).status_code == 404


def test_same_queries_for_one_incident_and_three(client, cadre, django_assert_max_num_queries):
    builders.make_incident(cadre)
    with django_assert_max_num_queries(100) as one:
        client.get(LIST)
    for _ in range(2):
        builders.make_incident(cadre)
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)
