"""What phones ask and send in JSON; the office's list of phones, ending one, and records that come as a file."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kaderjkn.common.accounts.actions import issue_login
from kaderjkn.common.devices.phones import note_seen, revoke
from kaderjkn.common.models import Device, DeviceRecord
from tests import factories
from tests.common.devices.phones import a_file, a_record, boxed, post

STATE, INTAKE, LIST, FILE = "/hp/keadaan/", "/hp/kirim/", "/perangkat/", "/perangkat/berkas/"
KEY = uuid4()
PHONE = {"X-Device": str(KEY)}
CHROME = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.fixture
def phone(cadre, client_of):
    return client_of(cadre.user)


@pytest.fixture
def office(staff, client_of):
    return client_of(staff)


def state_of(client, **headers):
    return client.get(STATE, headers=headers).json()


# The standing of a phone


def test_signed_in_phone_is_told_whose_it_is_and_given_a_token(phone, cadre):
    answer = phone.get(STATE, headers=PHONE)
    found = answer.json()
    assert (found["state"], found["user"], found["is_known"]) == ("signed_in", cadre.user.pk, True)
    assert len(found["token"]) == 64
    assert "no-store" in answer["Cache-Control"]


def test_phone_that_comes_is_written_down_with_what_it_says(phone, cadre):
    clock = (timezone.now() + timedelta(hours=3)).isoformat()
    state_of(phone, **PHONE | {"User-Agent": CHROME, "X-Unsent": "4", "X-Clock": clock})
    device = Device.objects.get()
    assert (device.key, device.user, device.name, device.unsent) == (KEY, cadre.user, "Chrome · Android", 4)
    assert device.session_key == phone.session.session_key
    assert abs(device.skew - 3 * 3600) <= 5


@pytest.mark.parametrize("key", ["", "bukan-uuid"])
def test_browser_that_is_no_phone_yet_is_not_written_down(phone, key):
    assert state_of(phone, **{"X-Device": key})["is_known"] is False
    assert not Device.objects.exists()


def test_key_of_another_cadre_is_answered_as_unknown(phone, branch):
    note_seen(user=factories.CadreFactory(branch=branch).user, key=KEY, name="Chrome", session_key="")
    found = state_of(phone, **PHONE)
    assert (found["state"], found["is_known"]) == ("signed_in", False)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Unsent", "9" * 5000),
        ("X-Unsent", "-1"),
        ("X-Unsent", "²"),
        ("X-Clock", "9999-12-31T23:59:59Z"),
        ("X-Clock", "0001-01-01T00:00:00Z"),
        ("X-Clock", "2026-13-40T00:00:00Z"),
        ("X-Clock", "kemarin"),
    ],
)
def test_header_of_nonsense_hinders_nothing(phone, header, value):
    found = state_of(phone, **PHONE | {header: value})
    assert found["state"] == "signed_in"
    assert Device.objects.get().unsent in (0, 1_000_000)


def test_visitor_is_signed_out(client, db):
    assert state_of(client, **PHONE)["state"] == "signed_out"
    assert not Device.objects.exists()


def test_office_is_signed_in_as_the_office(office):
    found = state_of(office, **PHONE)
    assert (found["state"], found["role"]) == ("signed_in", "office")


def test_who_has_no_app_is_told_so(client_of, regional):
    assert state_of(client_of(regional), **PHONE)["state"] == "another_role"


def test_cadre_with_a_printed_code_owes_a_password(phone, cadre):
    issue_login(user=cadre.user, by=None)
    phone.force_login(cadre.user)
    assert state_of(phone, **PHONE)["state"] == "owes"


def test_state_is_asked_by_get(phone):
    assert phone.post(STATE).status_code == 405


# Ended


@pytest.fixture
def device(phone, cadre):
    state_of(phone, **PHONE)
    return Device.objects.get()


def test_ended_phone_is_signed_out_and_told_to_wipe(phone, device, staff):
    revoke(device=device, by=staff)
    assert state_of(phone, **PHONE)["state"] == "revoked"
    assert state_of(phone)["state"] == "signed_out"
    for answer in (post(phone, [a_record()], **PHONE), phone.get(reverse("collections:phone-slice"), headers=PHONE)):
        assert (answer.status_code, answer.json()["state"]) == (401, "revoked")
    assert not DeviceRecord.objects.exists()


def test_ended_phone_is_told_so_also_when_nobody_is_signed_in(client, device, staff):
    revoke(device=device, by=staff)
    assert state_of(client, **PHONE)["state"] == "revoked"


def test_session_that_the_branch_did_not_know_of_ends_when_the_ended_phone_comes(phone, device, staff, cadre):
    phone.logout()
    phone.force_login(cadre.user)  # a session with which the phone has not come yet
    revoke(device=device, by=staff)
    assert state_of(phone, **PHONE)["state"] == "revoked"
    assert state_of(phone)["state"] == "signed_out"


# Sending


def test_each_record_is_answered_alone(phone, device, cadre):
    good, bad = a_record(), a_record(fields={"category": "officer", "text": ""})
    answer = post(phone, [boxed(good), bad], **PHONE)
    assert [(one["id"], one["outcome"]) for one in answer.json()["records"]] == [
        (good["id"], "saved"),
        (bad["id"], "rejected"),
    ]
    kept = DeviceRecord.objects.get()
    assert (kept.user, kept.device) == (cadre.user, device)


def test_clock_of_the_phone_puts_its_times_right(phone):
    made = timezone.now() - timedelta(hours=1)
    behind = timedelta(hours=3)
    post(phone, [a_record(clock=(made - behind).isoformat())], **{"X-Clock": (timezone.now() - behind).isoformat()})
    assert abs(DeviceRecord.objects.get().made_at - made) < timedelta(minutes=1)


def test_twenty_five_at_most(phone):
    assert post(phone, [a_record() for _turn in range(26)]).status_code == 400
    assert not DeviceRecord.objects.exists()
    assert post(phone, [a_record() for _turn in range(25)]).status_code == 200
    assert DeviceRecord.objects.count() == 25


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"records": {}}', '{"records": null}', "7", "[" * 100_000, "\xff"])
def test_message_that_cannot_be_read_is_refused(phone, body):
    answer = phone.post(INTAKE, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["why"]


def test_message_without_records_is_answered_with_none(phone):
    assert post(phone, []).json() == {"records": []}


def test_sending_needs_a_fresh_token(cadre):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cadre.user)
    token = state_of(client)["token"]
    assert post(client, [a_record()]).status_code == 403
    assert post(client, [a_record()], **{"X-CSRFToken": "x" * 64}).status_code == 403
    assert not DeviceRecord.objects.exists()
    assert post(client, [a_record()], **{"X-CSRFToken": token}).json()["records"][0]["outcome"] == "saved"


def test_signed_out_or_without_an_app_nothing_is_sent(client, client_of, regional):
    assert [post(one, [a_record()]).status_code for one in (client, client_of(regional))] == [401, 403]
    assert not DeviceRecord.objects.exists()


def test_sending_is_a_post(phone):
    assert phone.get(INTAKE).status_code == 405


# The office's list


def a_phone(cadre, **facts):
    return note_seen(user=cadre.user, key=uuid4(), **{"name": "Chrome · Android", "session_key": ""} | facts)


def test_list_shows_the_phones_of_the_branch_with_what_waits(office, cadre, other_branch):
    device = a_phone(cadre, unsent=1234)
    a_phone(factories.CadreFactory(branch=other_branch, name="Ibu Seberang"))
    page = office.get(LIST)
    assert list(page.context["object_list"]) == [device]
    assert "1.234" in page.text
    assert cadre.name in page.text
    assert "Ibu Seberang" not in page.text


def test_list_without_phones_says_how_they_come(office):
    assert "Ponsel tercatat begitu seorang kader membuka aplikasinya" in office.get(LIST).text


def test_ended_phones_stand_apart(office, cadre, staff):
    device = revoke(device=a_phone(cadre), by=staff)
    assert list(office.get(LIST).context["object_list"]) == []
    page = office.get(LIST, {"show": "all"})
    assert list(page.context["object_list"]) == [device]
    assert "Dikeluarkan" in page.text
    assert reverse("device-revoke", args=[device.pk]) not in page.text


def test_list_asks_the_database_as_often_for_three_as_for_one(office, branch, staff, django_assert_max_num_queries):
    a_phone(factories.CadreFactory(branch=branch))
    with django_assert_max_num_queries(100) as one:
        office.get(LIST, {"show": "all"})
    for _turn in range(2):
        revoke(device=a_phone(factories.CadreFactory(branch=branch)), by=staff)
    with django_assert_max_num_queries(len(one)):
        office.get(LIST, {"show": "all"})


def test_ending_asks_first_with_what_it_means(office, cadre):
    device = a_phone(cadre, unsent=3)
    page = office.get(reverse("device-revoke", args=[device.pk]))
    assert page.context["consequences"][1][0] == 3
    assert "catatan belum terkirim tetap terkunci" in page.text
    device.refresh_from_db()
    assert device.revoked_at is None


def test_ending_a_lost_phone(office, phone, device, cadre, staff):
    page = office.post(reverse("device-revoke", args=[device.pk]), follow=True)
    assert page.redirect_chain[-1][0] == LIST
    assert f"milik {cadre.name} dikeluarkan" in page.text
    device.refresh_from_db()
    assert (device.revoked_by, device.revoked_at is None) == (staff, False)
    assert state_of(phone, **PHONE)["state"] == "revoked"


def test_ending_a_phone_again_changes_nothing(office, cadre, supervisor):
    device = revoke(device=a_phone(cadre), by=supervisor)
    office.post(reverse("device-revoke", args=[device.pk]))
    device.refresh_from_db()
    assert device.revoked_by == supervisor


def test_phone_of_another_branch_is_not_found(office, other_branch):
    device = a_phone(factories.CadreFactory(branch=other_branch))
    assert office.post(reverse("device-revoke", args=[device.pk])).status_code == 404
    device.refresh_from_db()
    assert device.revoked_at is None


@pytest.mark.parametrize("page", [LIST, FILE])
def test_cadres_and_the_region_have_no_list_of_phones(phone, regional, client_of, page):
    assert [client.get(page).status_code for client in (phone, client_of(regional))] == [403, 403]


# Records as a file


def upload(client, content):
    return client.post(FILE, {"file": SimpleUploadedFile("belum-terkirim.json", content)})


def test_file_is_taken_and_every_record_answered(office, cadre, other_branch):
    stranger = factories.CadreFactory(branch=other_branch)
    known, fresh = (boxed(a_record(owner=cadre.user.pk)) for _turn in range(2))
    foreign = boxed(a_record(owner=stranger.user.pk))
    upload(office, a_file(known))
    page = upload(office, a_file(known, fresh, foreign))
    assert "1 catatan baru, 1 sudah ada, 1 ditolak." in page.text
    assert foreign["id"] in page.text
    assert "no-store" in page["Cache-Control"]
    assert set(DeviceRecord.objects.values_list("user", flat=True)) == {cadre.user.pk}


@pytest.mark.parametrize("content", [b"halo", b'{"format": "lain"}', a_file(a_record())], ids=["text", "other", "open"])
def test_file_that_is_none_of_ours_is_said_at_its_field(office, content):
    page = upload(office, content)
    assert list(page.context["form"].errors) == ["file"]
    assert "Berkas ini" in page.text


def test_file_must_be_chosen(office):
    assert list(office.post(FILE).context["form"].errors) == ["file"]
