"""Signing in by user name or phone number, with a password or a printed code; out; and what is not there."""

import pytest
from django.urls import reverse

from kaderjkn.common.accounts.actions import issue_login
from kaderjkn.common.accounts.names import cadre_username, find_user
from tests.factories import PASSWORD

LOGIN = "/account/login/"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_staff_sign_in_by_user_name_in_any_case(client, staff):
    response = sign_in(client, " Petugas ")
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert is_signed_in(client)


@pytest.mark.parametrize("spelling", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "081234567890"])
def test_cadre_signs_in_by_phone_in_any_spelling(client, cadre, spelling):
    cadre.user.phone = "+6281234567890"
    cadre.user.save()
    sign_in(client, spelling)
    assert is_signed_in(client)


def test_cadre_signs_in_by_cadre_code(client, cadre):
    sign_in(client, "0905-01")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("login", "password"), [("petugas", "salah"), ("nobody", PASSWORD), ("", PASSWORD), ("petugas", "")]
)
def test_wrong_name_or_password_is_refused_with_the_same_page(client, staff, login, password):
    response = sign_in(client, login, password)
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_inactive_user_is_told_nothing_special(client, staff):
    staff.is_active = False
    staff.save()
    response = sign_in(client, "petugas")
    assert "tidak cocok" in response.content.decode()
    assert not is_signed_in(client)


def test_a_name_wins_over_the_phone_of_somebody_else(staff, supervisor):
    staff.username, supervisor.phone = "081234567890", "+6281234567890"
    staff.save()
    supervisor.save()
    assert find_user("081234567890") == staff


def test_printed_code_may_be_typed_small_and_without_dashes(client, cadre):
    code = issue_login(user=cadre.user, by=None)
    sign_in(client, cadre.user.username, code.replace("-", "").lower())
    assert is_signed_in(client)


def test_own_password_is_never_tried_in_another_spelling(client, staff):
    staff.set_password("ABCD-EFGH-JKLM")
    staff.save()
    sign_in(client, "petugas", "abcdefghjklm")
    assert not is_signed_in(client)


def test_next_leads_to_our_site_only(client, staff):
    assert sign_in(client, "petugas", next="https://example.com/")["Location"] == reverse("home")


def test_sign_out_needs_a_post(client_of, staff):
    client = client_of(staff)
    client.get("/account/logout/")
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "confirm-email/", "password/set/"])
def test_sign_up_and_email_pages_do_not_exist(client, db, path):
    assert client.get(f"/account/{path}").status_code == 404


def test_language_is_switched_and_remembered(client, db):
    assert 'lang="id"' in client.get(LOGIN).content.decode()
    client.post("/language/", {"language": "en", "next": LOGIN})
    assert '<html lang="en">' in client.get(LOGIN).content.decode()


@pytest.mark.parametrize(("code", "name"), [("0905-04", "0905-04"), ("K07", "0905-k07")])
def test_cadre_username_names_the_branch(code, name):
    assert cadre_username("0905", code) == name


def test_list_of_devices_ends_the_others(client_of, staff):
    client = client_of(staff)
    assert client.get("/account/sessions/").status_code == 200
    assert client.post("/account/sessions/").status_code == 302
