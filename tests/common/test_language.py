"""The language of the screen."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "language"),
    [(None, "id"), ("en", "en"), ("id", "id"), ("xx", "id")],
    ids=["none", "en", "id", "unknown"],
)
def test_screen_follows_the_choice_and_not_the_browser(client, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie
    page = client.get("/account/login/", headers={"accept-language": "en-US,en"})
    assert f'<html lang="{language}"' in page.content.decode()
