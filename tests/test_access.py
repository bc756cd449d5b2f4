"""Every URL of the site, opened as everybody: roles of the branch, of another branch, and visitors.

A page must be declared in `tests/access_table.py`, or the tests fail.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.access_table import ADMIN_MODELS, ADMIN_PAGES, EVERYBODY, KEPT, NOBODY, PAGES, READ_ONLY, VISITOR
from tests.access_world import OTHER, OWN, make_world

ENTRANCES = ("/account/login/", "/admin/login/")


def url_names(resolver, prefix=""):
    """Give every name under the resolver, with its namespaces; a pattern without a name by its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from url_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield prefix + (entry.name or f"({entry.pattern})")


NAMES = sorted(set(url_names(get_resolver())))
SITE = [name for name in NAMES if not name.startswith("admin:")]
ADMIN_AREA = [name.removeprefix("admin:") for name in NAMES if name.startswith("admin:") and "(" not in name]


def test_every_page_is_declared_and_every_declared_page_exists():
    assert sorted(set(SITE) ^ set(PAGES)) == []


def test_every_admin_page_is_declared():
    known = (*ADMIN_MODELS, *NOBODY)
    left = [name for name in ADMIN_AREA if name not in (*ADMIN_PAGES, "login", "logout")]
    assert [name for name in left if not name.startswith(known)] == []


# The people


@pytest.fixture
def world(db):
    return make_world()


def opened(user, page, url, data):
    """Open the page as the user (None: a visitor); say what came of it in one word."""
    client = Client()
    if user:
        client.force_login(user)
    response = getattr(client, page.method)(url, data)
    return outcome(response)


def outcome(response) -> str:
    target = response.get("Location", "")
    if target.startswith(ENTRANCES):
        return "sign-in"
    if target == "/admin/":
        return "missing"  # what the admin area answers for an object that it does not show, and for `pk` 0 here
    return {401: "sign-in", 403: "refused", 404: "missing"}.get(response.status_code, "open")


# The walk


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_open_to_its_roles_and_to_nobody_else(world, name):
    page = PAGES[name]
    kwargs = page.about(world) if page.about else page.kwargs
    data = page.data(world) if callable(page.data) else page.data
    url = reverse(name, kwargs=kwargs)
    is_of_branch = bool(page.about) or callable(page.data)
    found = {who: opened(user, page, url, data) for who, user in world.people.items()}
    expected = {who: expected_outcome(page, *who, is_of_branch=is_of_branch) for who in world.people}
    assert {who: word for who, word in found.items() if not agrees(word, expected[who])} == {}
    assert agrees(opened(None, page, url, data), "open" if VISITOR in page.roles else "sign-in")


def expected_outcome(page, where, role, *, is_of_branch) -> str:
    if role == "another cadre":
        where, role = OTHER if page.own_only else OWN, "cadre"
    if role not in page.roles:
        return "refused"
    if VISITOR in page.roles:
        return "open"
    return "missing" if is_of_branch and where == OTHER and role != "admin" else "open"


def agrees(found: str, expected: str) -> bool:
    """A page may hide itself instead of refusing; the entrance is a refusal for visitors only."""
    return found == expected or (expected == "refused" and found == "missing")


def admin_urls():
    for name in ADMIN_AREA:
        if name in ADMIN_PAGES:
            yield name, ADMIN_PAGES[name]
        for model, roles in ADMIN_MODELS.items():
            if name.startswith(f"{model}_"):
                yield name, roles
        if name.startswith(NOBODY):
            yield name, ()


@pytest.mark.parametrize("who", [None, *((where, role) for where in (OWN, OTHER) for role in EVERYBODY)])
def test_admin_area_is_open_to_its_roles_and_to_nobody_else(world, who):
    client = Client()
    if who:
        client.force_login(world.people[who])
    found = {name: admin_outcome(client, name) for name, _roles in admin_urls()}
    wrong = {name: word for name, word in found.items() if (word == "open") != is_admin_page_open(name, who)}
    assert {name: word for name, word in wrong.items() if word != "missing"} == {}


def is_admin_page_open(name, who) -> bool:
    """Say whether the page is the role's; a row that is kept is deleted by nobody, one to be read added by nobody."""
    is_kept = name.endswith("_delete") and name.startswith((*KEPT, *READ_ONLY))
    is_kept = is_kept or (name.endswith("_add") and name.startswith(READ_ONLY))
    return who is not None and not is_kept and who[1] in dict(admin_urls())[name]


def admin_outcome(client, name) -> str:
    method = client.post if name.endswith("_process_import") else client.get
    return outcome(method(admin_url(name)))


def admin_url(name):
    for kwargs in (
        {},
        {"object_id": "0"},
        {"pk": 0},
        {"app_label": "common"},
        {"content_type_id": 0, "object_id": 0},
    ):
        try:
            return reverse(f"admin:{name}", kwargs=kwargs)
        except Exception:  # noqa: BLE001, S112 (whichever arguments fit)
            continue
    raise AssertionError(name)
