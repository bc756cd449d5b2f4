"""Phones as the branch knows them: seen, named, ended once; and what the cadre sees of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from kaderjkn.common.devices.phones import ended_as, leave, note_seen, phone_name, revoke
from kaderjkn.common.models import Device
from tests import factories

KEY = uuid4()


def seen(user, key=KEY, **facts):
    return note_seen(user=user, key=key, **{"name": "Chrome · Android", "session_key": ""} | facts)


def test_phone_is_written_down_when_it_first_comes(cadre):
    device = seen(cadre.user, session_key="abc", unsent=3)
    assert (device.branch, device.user, device.name) == (cadre.branch, cadre.user, "Chrome · Android")
    assert (device.session_key, device.unsent, device.skew, device.revoked_at) == ("abc", 3, 0, None)


def test_phone_that_comes_again_is_the_same_one_with_what_it_says_now(cadre):
    first = seen(cadre.user, unsent=3, clock=timezone.now())
    seen(cadre.user, unsent=0, session_key="new", clock=timezone.now() + timedelta(hours=1))
    again = Device.objects.get()
    assert (again.pk, again.unsent, again.session_key) == (first.pk, 0, "new")
    assert abs(again.skew - 3600) <= 1
    assert again.seen_at > first.seen_at


def test_key_of_another_person_is_not_taken_over(cadre, branch):
    seen(cadre.user)
    assert seen(factories.CadreFactory(branch=branch).user) is None
    assert Device.objects.get().user == cadre.user


def test_ended_phone_says_nothing_new(cadre, staff):
    revoke(device=seen(cadre.user, unsent=3), by=staff)
    seen(cadre.user, unsent=0)
    assert Device.objects.get().unsent == 3


def test_ending_a_phone_ends_its_session(cadre, client_of, staff):
    client = client_of(cadre.user)
    revoke(device=seen(cadre.user, session_key=client.session.session_key), by=staff)
    assert not Session.objects.exists()
    assert client.get("/")["Location"] == "/account/login/?next=/"
    assert ended_as(KEY) == "revoked"


def test_other_sessions_of_the_cadre_go_on(cadre, client_of, staff):
    lost, other = client_of(cadre.user), client_of(cadre.user)
    revoke(device=seen(cadre.user, session_key=lost.session.session_key), by=staff)
    assert other.get("/account/sessions/").status_code == 200


def test_ending_twice_is_once(cadre, staff, supervisor):
    first = revoke(device=seen(cadre.user), by=staff)
    again = revoke(device=first, by=supervisor)
    assert (again.revoked_at, again.revoked_by) == (first.revoked_at, staff)


def test_signing_out_on_the_site_tells_the_phone_at_next_contact(cadre, client_of):
    client = client_of(cadre.user)
    seen(cadre.user, session_key=client.session.session_key)
    client.post("/account/logout/")
    assert ended_as(KEY) == "left"
    assert client.get("/hp/keadaan/", headers={"X-Device": str(KEY)}).json()["state"] == "left"
    assert list(Device.objects.standing()) == []


def test_signing_out_of_another_session_leaves_the_phone_alone(cadre, client_of):
    seen(cadre.user, session_key=client_of(cadre.user).session.session_key)
    leave("another")
    leave("")
    assert ended_as(KEY) == ""


def test_phone_that_nobody_ended_or_knows_stands(cadre):
    seen(cadre.user)
    assert ended_as(KEY) == ""
    assert ended_as(uuid4()) == ""


def test_database_refuses_an_end_without_its_time(cadre, staff):
    seen(cadre.user)
    with pytest.raises(IntegrityError, match="device_revoked_has_time"), transaction.atomic():
        Device.objects.update(revoked_by=staff)


def test_office_sees_the_phones_of_its_branch_and_a_cadre_the_own_ones(cadre, branch, other_branch, staff, regional):
    mine = seen(cadre.user)
    colleagues = seen(factories.CadreFactory(branch=branch).user, uuid4())
    seen(factories.CadreFactory(branch=other_branch).user, uuid4())
    assert set(Device.objects.visible_to(staff)) == {mine, colleagues}
    assert list(Device.objects.visible_to(cadre.user)) == [mine]
    assert list(Device.objects.visible_to(regional)) == []


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13; SM-A155F) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
         "Chrome · Android"),
        ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
         "Samsung Internet · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Safari/604.1",
         "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
         "Edge · Windows"),
        ("curl/8.5", "–"),
        ("", "–"),
    ],
)  # fmt: skip
def test_phone_is_called_by_its_browser_and_system(agent, name):
    assert phone_name(agent) == name
