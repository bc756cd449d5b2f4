"""A printed code is changed first; the office sets a second factor up where the site demands it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from kaderjkn.common.accounts.actions import issue_login, remove_second_factors
from tests.factories import PASSWORD

PASSWORD_PAGE, FACTORS = "/account/password/", "/account/second-factor/"
NEW = {"password1": "sawah-hijau-4471", "password2": "sawah-hijau-4471"}


@pytest.fixture
def holder_of_code(client_of, cadre):
    """A client signed in with the printed code, and the code."""
    code = issue_login(user=cadre.user, by=None)
    return client_of(cadre.user), code


def test_a_printed_code_leads_to_the_password_page_from_everywhere(holder_of_code):
    client, _code = holder_of_code
    for path in ("/account/sessions/", FACTORS, "/access/"):
        assert client.get(path)["Location"] == PASSWORD_PAGE
    assert client.get(PASSWORD_PAGE).status_code == 200


def test_htmx_is_redirected_with_the_whole_page(holder_of_code):
    client, _code = holder_of_code
    assert client.get("/access/", headers={"hx-request": "true"})["HX-Redirect"] == PASSWORD_PAGE


def test_the_new_password_ends_the_obligation(holder_of_code, cadre):
    client, code = holder_of_code
    client.post(PASSWORD_PAGE, {"oldpassword": code.lower(), **NEW})
    cadre.user.refresh_from_db()
    assert not cadre.user.must_change_password
    assert cadre.user.check_password("sawah-hijau-4471")
    assert client.get("/account/sessions/").status_code == 200


def test_the_code_itself_is_no_new_password(holder_of_code, cadre):
    client, code = holder_of_code
    client.post(PASSWORD_PAGE, {"oldpassword": code, "password1": code.lower(), "password2": code.lower()})
    cadre.user.refresh_from_db()
    assert cadre.user.must_change_password


def test_signing_out_stays_possible(holder_of_code):
    client, _code = holder_of_code
    assert client.post("/account/logout/")["Location"] == "/account/login/"


def test_without_the_setting_nobody_is_asked(client_of, staff):
    assert client_of(staff).get("/account/sessions/").status_code == 200


@pytest.fixture
def _required(settings):
    settings.REQUIRE_STAFF_MFA = True


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("who", ["staff", "supervisor", "regional", "admin_user"])
def test_everybody_but_cadres_must_set_a_factor_up(client_of, request, who):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/account/sessions/")["Location"] == FACTORS
    assert client.get("/admin/")["Location"] == FACTORS
    assert client.get(FACTORS).status_code == 200


@pytest.mark.usefixtures("_required")
def test_cadres_are_not_asked(client_of, cadre):
    assert client_of(cadre.user).get("/account/sessions/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_setting_an_app_up_opens_the_site_and_shows_recovery_codes(client_of, staff):
    client = client_of(staff)
    page = activate(client)
    assert page.redirect_chain[-1][0] == "/account/second-factor/recovery-codes/"
    assert len(page.context["unused_codes"]) == 10
    assert client.get("/account/sessions/").status_code == 200


def activate(client):
    """Confirm the password, read the secret off the page, type the code of the app."""
    path = "/account/second-factor/totp/activate/"
    client.post(f"/account/reauthenticate/?next={path}", {"password": PASSWORD, "next": path})
    secret = client.get(path).context["form"].secret
    return client.post(path, {"code": code_of(secret)}, follow=True)


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


@pytest.mark.usefixtures("_required")
def test_the_next_sign_in_asks_for_the_code(client_of, client, staff):
    activate(client_of(staff))
    response = client.post("/account/login/", {"login": "petugas", "password": PASSWORD})
    assert response["Location"] == "/account/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(response["Location"]).status_code == 200


def test_guessing_the_code_is_limited(client_of, client, staff):
    activate(client_of(staff))
    client.post("/account/login/", {"login": "petugas", "password": PASSWORD})
    for _ in range(11):
        page = client.post("/account/second-factor/authenticate/", {"code": "000000"})
    assert "Terlalu banyak percobaan" in page.content.decode()


def test_secrets_are_stored_encrypted(client_of, staff):
    client = client_of(staff)
    path = "/account/second-factor/totp/activate/"
    client.post(f"/account/reauthenticate/?next={path}", {"password": PASSWORD, "next": path})
    secret = client.get(path).context["form"].secret
    client.post(path, {"code": code_of(secret)})
    stored = [str(authenticator.data) for authenticator in Authenticator.objects.filter(user=staff)]
    assert len(stored) == 2
    assert not [data for data in stored if secret in data]


@pytest.mark.usefixtures("_required")
def test_removed_factors_must_be_set_up_again(client_of, staff, admin_user):
    activate(client_of(staff))
    assert remove_second_factors(user=staff, by=admin_user) == 2
    assert client_of(staff).get("/account/sessions/")["Location"] == FACTORS
