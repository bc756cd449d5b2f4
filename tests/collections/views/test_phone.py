"""The app on the cadre's phone: its addresses, the files that are kept, the shell, and what makes it installable."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from kaderjkn.collections.phone.program import PHONE
from tests import factories

STATIC = settings.BASE_DIR / "static"
NOT_KEPT = {"phone/icon-512.png"}  # for the installer alone


# Addresses in the program


@pytest.fixture(scope="module")
def addresses() -> dict[str, str]:
    """What the modules of addresses name; the argument of a function stands as `0`."""
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("offline/addresses.js", PHONE.addresses))
    plain = re.findall(r'(\w+)(?: = |: )"(/.+)"[;,]$', text, re.MULTILINE)
    made = re.findall(r"^export const (\w+) = \(\w+\) => `(.+)`;$", text, re.MULTILINE)
    assert len(plain) + len(made) == text.count('"/') + text.count("`/")
    return dict(plain) | {name: re.sub(r"\$\{\w+\}", "0", address) for name, address in made}


def test_addresses_of_the_app_are_those_of_the_site(addresses):
    assert addresses == {
        "shell": reverse("collections:phone"),
        "worker": reverse("collections:phone-worker"),
        "words": reverse("collections:phone-words"),
        "slice": reverse("collections:phone-slice"),
        "STATE": reverse("device-state"),
        "INTAKE": reverse("device-intake"),
        "SIGN_IN": reverse("account_login"),
        "SIGN_OUT": reverse("account_logout"),
        "LANGUAGE": reverse("set_language"),
        "payment": reverse("collections:phone-payment", args=[0]),
        "material": reverse("collections:phone-material", args=[0]),
    }


# Files that the phone keeps


def test_every_file_of_the_app_is_kept():
    there = {f"phone/{path.name}" for path in (STATIC / "phone").iterdir()}
    assert {name for name in PHONE.kept if name.startswith("phone/")} == there - NOT_KEPT


def test_every_file_that_is_kept_exists():
    assert [name for name in PHONE.kept if not finders.find(name)] == []
    assert len(set(PHONE.kept)) == len(PHONE.kept)


def test_every_module_that_is_imported_is_kept():
    assert imported_by(PHONE) - set(PHONE.kept) == set()


def imported_by(program) -> set[str]:
    """Names of the static files that the modules of the program import."""
    modules = [STATIC / name for name in program.kept if name.endswith(".js")]
    return {
        str((path.parent / name).resolve().relative_to(STATIC))
        for path in modules
        for name in re.findall(r'from "(\..+?)"', path.read_text(encoding="utf-8"))
    }


def test_what_is_kept_can_be_fetched_by_whoever_opens_the_app(client, client_of, cadre):
    phone = client_of(cadre.user)
    assert [address for address in PHONE.urls() if phone.get(address).status_code != 200] == []


# The shell


def test_shell_is_one_page_without_anybodys_data(client_of, cadre):
    page = client_of(cadre.user).get(reverse("collections:phone"))
    assert page.status_code == 200
    assert 'type="module"' in page.text
    assert cadre.name not in page.text
    assert "csrfmiddlewaretoken" not in page.text


def test_shell_loads_no_file_that_is_not_kept(client_of, cadre):
    page = client_of(cadre.user).get(reverse("collections:phone")).text
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert loaded
    assert set(loaded) - set(PHONE.urls()) == set()


def test_shell_is_the_same_for_every_cadre(client_of, cadre, other_branch):
    pages = {
        client_of(one.user).get(reverse("collections:phone")).content
        for one in (cadre, factories.CadreFactory(branch=other_branch))
    }
    assert len(pages) == 1


def test_visitor_signs_in_first_and_the_office_is_refused(client, client_of, staff):
    shell = reverse("collections:phone")
    assert client.get(shell)["Location"] == f"/account/login/?next={shell}"
    assert client_of(staff).get(shell).status_code == 403


# What makes it work without network, and installable


def test_worker_names_this_version_and_the_files_that_it_keeps(client):
    answer = client.get(reverse("collections:phone-worker"))
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert f"version: '{PHONE.version}'" in answer.text
    assert "import {PROGRAM} from '/static/phone/program.js';" in answer.text
    assert [address for address in PHONE.urls() if repr(address) not in answer.text] == []


def test_worker_stands_where_it_may_serve_the_shell():
    assert reverse("collections:phone-worker").startswith(reverse("collections:phone"))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_words_are_those_of_the_app_and_not_of_the_admin_area(client, language):
    client.post(reverse("set_language"), {"language": language})
    words = client.get(reverse("collections:phone-words")).json()["catalog"]
    folders = ("offline", "phone", "desk")
    program = "".join(path.read_text(encoding="utf-8") for name in folders for path in (STATIC / name).glob("*.js"))
    assert [message for message in words if message not in program] == []


def test_manifest_describes_the_app_with_icons_that_exist(client):
    answer = client.get(reverse("collections:phone-manifest"))
    assert answer["Content-Type"] == "application/manifest+json"
    found = json.loads(answer.content)
    assert (found["start_url"], found["scope"], found["display"]) == ("/hari-ini/", "/hari-ini/", "standalone")
    assert [icon["sizes"] for icon in found["icons"]] == ["192x192", "512x512", "512x512"]
    assert {bool(finders.find(icon["src"].removeprefix("/static/"))) for icon in found["icons"]} == {True}


@pytest.mark.parametrize("name", ["phone", "phone-worker", "phone-manifest", "phone-words"])
def test_nothing_is_sent_to_the_app(client_of, cadre, name):
    assert client_of(cadre.user).post(reverse(f"collections:{name}")).status_code == 405
