"""Accounts are made, codes issued, sessions ended; every act leaves a trace."""

import re

import pytest
from allauth.usersessions.models import UserSession

from kaderjkn.common.accounts.actions import create_user, issue_login
from kaderjkn.common.accounts.codes import as_printed, new_code
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import User
from tests.factories import PASSWORD

UserEvent = next(link.related_model for link in User._meta.related_objects if link.name.endswith("_events"))


def test_code_is_readable_aloud():
    assert all(
        re.fullmatch(r"([234679ACDEFGHJKMNPQRTWXYZ]{4}-){2}[234679ACDEFGHJKMNPQRTWXYZ]{4}", new_code())
        for _ in range(200)
    )


def test_typed_code_becomes_the_printed_one():
    assert as_printed(" k7qm 3xpd-9tra") == "K7QM-3XPD-9TRA"


def test_issued_code_replaces_the_password_and_must_be_changed(staff, admin_user):
    code = issue_login(user=staff, by=admin_user)
    staff.refresh_from_db()
    assert staff.check_password(code)
    assert not staff.check_password(PASSWORD)
    assert staff.must_change_password


def test_issued_code_ends_all_sessions(client, staff, admin_user, fresh_cache):
    client.post("/account/login/", {"login": "petugas", "password": PASSWORD})
    assert UserSession.objects.filter(user=staff).count() == 1
    issue_login(user=staff, by=admin_user)
    assert UserSession.objects.filter(user=staff).count() == 0
    assert client.get("/account/sessions/").status_code == 302


def test_each_issue_is_in_the_trail_with_who_did_it(staff, admin_user):
    issue_login(user=staff, by=admin_user)
    issue_login(user=staff, by=admin_user)
    events = UserEvent.objects.filter(pgh_obj=staff, pgh_label="login_issued")
    assert [event.pgh_context.metadata["user"] for event in events] == [admin_user.pk] * 2


def test_trail_holds_no_password():
    assert "password" not in {field.name for field in UserEvent._meta.get_fields()}


@pytest.mark.parametrize("role", ["supervisor", "staff"])
def test_create_user_opens_the_admin_area_to_supervisors_only(branch, role):
    user = create_user(username="Baru", role=role, branch=branch, password=PASSWORD)
    assert (user.username, user.is_staff, user.is_superuser) == ("baru", role == "supervisor", False)


@pytest.mark.parametrize(
    "wrong",
    [{"password": "12345678"}, {"username": "petugas"}, {"username": "ada spasi"}, {"role": "regional"}],
)
def test_create_user_refuses_with_a_sentence(branch, staff, wrong):
    with pytest.raises(Refused):
        create_user(**({"username": "baru", "role": "staff", "branch": branch, "password": PASSWORD} | wrong))


def test_phone_is_stored_in_one_spelling(branch):
    user = create_user(username="k01", role="cadre", branch=branch, phone="0812-3456-7890")
    assert user.phone == "+6281234567890"
    assert not user.has_usable_password()
