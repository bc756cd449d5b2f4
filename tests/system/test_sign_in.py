"""A browser story: staff set a passkey up and sign in with it; no page breaks the content security policy."""

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def complaints(page):
    """What the browser says against a page: refused scripts and styles, failing scripts."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_passkey_is_set_up_and_signs_in(page, live_server, complaints, staff):
    given_a_device_with_a_fingerprint(page)
    when_signed_in_with_password(page, live_server, staff)
    when_a_passkey_is_added(page, live_server)
    when_signed_out(page, live_server)
    page.click("#passkey_login")
    expect(page.locator(".user-name")).to_have_text(str(staff))
    assert complaints == []


def given_a_device_with_a_fingerprint(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def when_signed_in_with_password(page, live_server, staff):
    page.goto(f"{live_server.url}/account/login/?next=/account/second-factor/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    expect(page.locator("h1")).to_have_text("Verifikasi dua langkah")


def when_a_passkey_is_added(page, live_server):
    page.goto(f"{live_server.url}/account/second-factor/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    expect(page.locator("h1")).to_have_text("Kode pemulihan")


def when_signed_out(page, live_server):
    page.goto(f"{live_server.url}/account/logout/")
    page.click("main form button")
    expect(page.locator("h1")).to_have_text("Masuk")
