"""Five wrong passwords for one account from one address: on every page that takes a password."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.factories import PASSWORD

LOGINS = ["/account/login/", "/admin/login/"]


def fail(client, login="petugas", times=5, path="/account/login/", **extra):
    for _ in range(times):
        response = client.post(path, {"login": login, "username": login, "password": "salah"}, follow=False, **extra)
    return response


def sign_in(client, login="petugas", **extra):
    return client.post("/account/login/", {"login": login, "password": PASSWORD}, **extra)


def test_the_fifth_failure_locks_and_says_until_when(client, staff):
    assert fail(client, times=4).status_code == 200
    response = fail(client, times=1)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 900
    assert "15 menit lagi" in response.content.decode()
    assert "petugas kantor cabang" in response.content.decode()


def test_the_right_password_is_refused_while_locked(client, staff):
    fail(client)
    assert sign_in(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_another_session_from_the_same_address_is_locked_too(client, staff):
    fail(client)
    assert sign_in(Client(headers={"user-agent": "lain"})).status_code == 429


def test_other_spellings_of_the_account_are_locked_too(client, cadre):
    cadre.user.phone = "+6281234567890"
    cadre.user.save()
    fail(client, "0812-3456-7890", times=3)
    fail(client, "0905-01", times=2)
    assert sign_in(client, "+6281234567890").status_code == 429


def test_somebody_else_at_the_same_address_is_not_affected(client, staff, supervisor):
    fail(client)
    assert sign_in(Client(), "supervisor").status_code == 302


def test_the_same_account_at_another_address_is_not_affected(client, staff):
    fail(client)
    assert sign_in(Client(), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_unknown_names_are_locked_like_known_ones(client, db):
    assert fail(client, "tidak-ada").status_code == 429
    assert not AccessAttempt.objects.filter(username__contains="tidak-ada").exists()


def test_a_name_of_ten_thousand_letters_is_just_wrong(client, db):
    assert fail(client, "x" * 10_000, times=2).status_code == 200


def test_the_lock_ends_after_its_time(client, staff):
    fail(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(client).status_code == 302


def test_attempts_during_the_lock_do_not_prolong_it(client, staff):
    fail(client)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, times=3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_success_forgets_the_failures(client, staff):
    fail(client, times=4)
    sign_in(client)
    assert not AccessAttempt.objects.exists()


def test_admin_sign_in_is_the_same_page(client, supervisor):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")
    assert client.post("/admin/login/", {"username": "supervisor", "password": PASSWORD}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_confirming_ones_password_locks_as_well(client_of, staff):
    client = client_of(staff)
    for _ in range(5):
        response = client.post("/account/reauthenticate/", {"password": "salah"})
    assert response.status_code == 429
    assert sign_in(Client()).status_code == 429


def test_a_forged_header_cannot_escape_the_lock(client, staff, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        response = fail(client, times=1, headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"})
    assert response.status_code == 429


def test_stored_attempts_hold_no_password_and_no_name_that_was_typed(client, staff):
    fail(client, times=1)
    attempt = AccessAttempt.objects.get()
    assert "salah" not in attempt.post_data
    assert "petugas" not in attempt.post_data
