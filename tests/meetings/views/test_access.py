"""Every address of the app: who may open it, what is not found, which method it takes."""

import pytest
from django.urls import reverse

from kaderjkn.common.encrypted_files import keep_file
from kaderjkn.common.enums import Role
from meetings.models import BundleItem, EnvelopeBundle, LetterBatch
from tests.meetings.builders import (
    join,
    make_case,
    make_envelope,
    make_group,
    make_holiday,
    make_material,
    make_meeting,
    make_note,
    make_regional,
    make_user,
)

OFFICE = {  # name: what its argument is, the methods that it takes
    "meeting-list": (None, "get"),
    "meeting-create": (None, "get post"),
    "meeting-plan": (None, "post"),
    "meeting-detail": ("meeting", "get post"),
    "meeting-move": ("meeting", "get post"),
    "meeting-cancel": ("meeting", "get post"),
    "meeting-restore": ("meeting", "post"),
    "meeting-close": ("meeting", "get post"),
    "meeting-agenda": ("meeting", "get post"),
    "meeting-materials": ("meeting", "get post"),
    "meeting-notes": ("meeting", "get post"),
    "meeting-minutes": ("meeting", "get"),
    "material-list": (None, "get"),
    "material-create": (None, "get post"),
    "material-detail": ("material", "get post"),
    "material-file": ("material", "get"),
    "material-remove": ("material", "get post"),
    "note-list": (None, "get"),
    "note-detail": ("note", "get post"),
    "note-remove": ("note", "post"),
    "attendance-report": (None, "get"),
    "attendance-cadre": ("cadre", "get"),
    "closed-days-leave": (None, "post"),
    "meeting-invitation": ("meeting", "get"),
    "holiday-list": (None, "get"),
    "holiday-create": (None, "get post"),
    "holiday-change": ("holiday", "get post"),
    "holiday-delete": ("holiday", "get post"),
    "group-list": (None, "get"),
    "group-create": (None, "get post"),
    "group-detail": ("group", "get"),
    "group-change": ("group", "get post"),
    "group-join": ("group", "get post"),
    "group-end": ("group", "get post"),
    "group-reuse": ("group", "post"),
    "membership-leave": ("membership", "get post"),
    "envelope-list": (None, "get"),
    "bundle-print": (None, "get post"),
    "hand-over": ("cadre", "get post"),
    "cadre-reprint": ("cadre", "get post"),
    "batch-detail": ("batch", "get"),
    "batch-again": ("batch", "post"),
    "batch-letters": ("batch", "get"),
    "batch-labels": ("batch", "get"),
    "bundle-list": (None, "get"),
    "bundle-detail": ("bundle", "get"),
    "bundle-withdraw": ("bundle", "post"),
    "bundle-sign": ("bundle", "get post"),
    "envelope-report": (None, "get"),
    "envelope-detail": ("envelope", "get"),
    "envelope-reprint": ("envelope", "get post"),
    "envelope-taken-in": ("envelope", "get post"),
    "envelope-undo": ("envelope", "get post"),
    "envelope-delivered": ("envelope", "post"),
    "envelope-returned": ("envelope", "get post"),
    "envelope-lost": ("envelope", "get post"),
}
OF_SOMETHING = [name for name, (kind, _methods) in OFFICE.items() if kind]


@pytest.fixture
def world(branch, cadre):
    """One of each kind."""
    envelope = make_envelope(make_case(branch, cadre))
    meeting, group = make_meeting(branch), make_group(branch)
    files = {"letters_file": keep_file("amplop", b"%PDF"), "labels_file": keep_file("amplop", b"%PDF")}
    batch = LetterBatch.objects.create(branch=branch, expires_on=branch.today(), **files)
    batch.envelopes.add(envelope)
    bundle = EnvelopeBundle.objects.create(branch=branch, cadre=cadre)
    BundleItem.objects.create(bundle=bundle, envelope=envelope)
    return {
        "meeting": meeting,
        "cadre": cadre,
        "envelope": envelope,
        "batch": batch,
        "bundle": bundle,
        "material": make_material(meeting),
        "note": make_note(meeting, cadre),
        "group": group,
        "membership": join(group, cadre),
        "holiday": make_holiday(branch.today(), branch),
    }


def address(name, world, pk=None):
    kind, _methods = OFFICE[name]
    return reverse(f"meetings:{name}", args=[pk or world[kind].pk] if kind else [])


def first_method(name):
    return OFFICE[name][1].split()[0]


def status(client, user, name, world, **which):
    if user:
        client.force_login(user)
    return getattr(client, first_method(name))(address(name, world, **which)).status_code


@pytest.mark.parametrize("name", OFFICE)
def test_every_page_works_for_its_role(client, branch, cadre, world, name):
    expected = 200 if first_method(name) == "get" else 302
    assert status(client, make_user(branch), name, world) == expected


@pytest.mark.parametrize("name", OFFICE)
def test_supervisors_may_what_staff_may(client, branch, world, name):
    assert status(client, make_user(branch, Role.SUPERVISOR), name, world) in {200, 302}


@pytest.mark.parametrize("name", OFFICE)
def test_a_visitor_is_asked_to_sign_in(client, world, name):
    assert "/login/" in getattr(client, first_method(name))(address(name, world)).url


@pytest.mark.parametrize("name", OFFICE)
def test_other_roles_are_refused(client, branch, cadre, world, name):
    assert status(client, cadre.user, name, world) == 403
    assert status(client, make_regional(), name, world) == 403
    assert status(client, make_user(None, Role.ADMIN), name, world) == 403


@pytest.mark.parametrize("name", OF_SOMETHING)
def test_another_branchs_rows_are_not_found(client, other_branch, world, name):
    assert status(client, make_user(other_branch), name, world) == 404


@pytest.mark.parametrize("name", OF_SOMETHING)
def test_a_wrong_id_is_not_found(client, branch, cadre, world, name):
    assert status(client, make_user(branch), name, world, pk=999_999) == 404


@pytest.mark.parametrize("name", OFFICE)
def test_other_methods_are_refused(client, branch, cadre, world, name):
    client.force_login(make_user(branch))
    for method in {"get", "post", "delete"} - set(OFFICE[name][1].split()):
        assert getattr(client, method)(address(name, world)).status_code == 405
