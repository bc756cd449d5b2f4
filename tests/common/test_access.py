"""Showing personal data in full: for a reason, for ten minutes, of one's own, on the record."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from kaderjkn.common.access import SESSION_KEY, is_shown, show_personal_data
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import AccessLog
from tests.factories import CadreFactory, HouseholdFactory

SHOW = "/access/show/"


@pytest.fixture
def household(branch):
    return HouseholdFactory(branch=branch)


def ask(client, household, **more):
    form = {"kind": "household", "id": household.pk, "reason": "Telepon dari keluarga", "next": "/access/"}
    return client.post(SHOW, form | more)


def as_request(client):
    return SimpleNamespace(session=client.session)


def test_reason_is_logged_and_the_subject_shown(client_of, staff, household):
    client = client_of(staff)
    assert ask(client, household)["Location"] == "/access/"
    entry = AccessLog.objects.get()
    assert (entry.by, entry.branch, entry.act, entry.subject_id) == (
        staff,
        staff.branch,
        "show",
        household.pk,
    )
    assert is_shown(as_request(client), "household", household.pk)
    assert not is_shown(as_request(client), "household", household.pk + 1)


def test_after_ten_minutes_it_is_masked_again(client_of, staff, household):
    client = client_of(staff)
    ask(client, household)
    session = client.session
    session[SESSION_KEY] = {f"household:{household.pk}": (timezone.now() - timedelta(seconds=1)).isoformat()}
    assert not is_shown(SimpleNamespace(session=session), "household", household.pk)


@pytest.mark.parametrize("reason", ["", "  ", "a "])
def test_without_a_reason_nothing_is_shown(client_of, staff, household, reason):
    client = client_of(staff)
    ask(client, household, reason=reason)
    assert not AccessLog.objects.exists()
    assert not is_shown(as_request(client), "household", household.pk)


@pytest.mark.parametrize(
    "form", [{"kind": "user"}, {"id": "x"}, {"id": "1" * 30}, {"id": ""}, {"kind": ""}, {"id": "٣"}]
)
def test_unknown_subject_is_not_found(client_of, staff, household, form):
    assert ask(client_of(staff), household, **form).status_code == 404


def test_household_of_another_branch_is_not_found(client_of, staff, other_branch):
    assert ask(client_of(staff), HouseholdFactory(branch=other_branch)).status_code == 404
    assert not AccessLog.objects.exists()


def test_cadre_sees_only_their_own(client_of, cadre, household):
    client = client_of(cadre.user)
    assert ask(client, household).status_code == 404
    assert ask(client, cadre, kind="cadre").status_code == 302
    assert ask(client, CadreFactory(branch=cadre.branch), kind="cadre").status_code == 404


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_next_stays_on_the_site(client_of, staff, household, target):
    assert ask(client_of(staff), household, next=target)["Location"] == "/"


def test_log_shows_the_branch_only(client_of, supervisor, other_branch, staff):
    for branch, reason in ((supervisor.branch, "Alasan kita"), (other_branch, "Alasan mereka")):
        show_personal_data(by=staff, branch=branch, subject_kind="household", subject_id=1, reason=reason)
    page = client_of(supervisor).get("/access/").content.decode()
    assert "Alasan kita" in page
    assert "Alasan mereka" not in page


def test_log_is_paginated_under_the_same_number_of_queries(client_of, supervisor, django_assert_max_num_queries):
    for number in range(51):
        show_personal_data(
            by=supervisor, branch=supervisor.branch, subject_kind="cadre", subject_id=number, reason="Cek"
        )
    client = client_of(supervisor)
    with django_assert_max_num_queries(8):
        assert len(client.get("/access/").context["rows"]) == 50
    assert len(client.get("/access/?page=2").context["rows"]) == 1


def test_reason_is_one_line_of_at_most_200(supervisor):
    entry = show_personal_data(
        by=supervisor,
        branch=supervisor.branch,
        subject_kind="cadre",
        subject_id=1,
        reason="a\nb " + "c" * 300,
    )
    assert entry.reason.startswith("a b c")
    assert len(entry.reason) == 200
    with pytest.raises(Refused):
        show_personal_data(by=supervisor, branch=supervisor.branch, subject_kind="cadre", subject_id=1, reason="\n")


def test_log_cannot_be_changed(supervisor):
    entry = show_personal_data(
        by=supervisor, branch=supervisor.branch, subject_kind="cadre", subject_id=1, reason="Cek"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(pk=entry.pk).update(reason="lain")
