"""Unsent records that come as a file: credited to the cadre, once, and only what is sealed and of the branch."""

import json

import pytest

from kaderjkn.collections.models import ServiceComplaint
from kaderjkn.common.devices.boxes import voucher_of
from kaderjkn.common.devices.brought import FileRefused, bring
from kaderjkn.common.models import DeviceRecord
from tests import factories
from tests.common.devices.phones import a_file, a_record, boxed, send


def records_of(cadre, count=1):
    return [boxed(a_record(owner=cadre.user.pk)) for _turn in range(count)]


def outcomes(answers):
    return [answer.outcome for answer in answers]


def test_records_are_credited_to_the_cadre_who_made_them(cadre, staff):
    assert outcomes(bring(content=a_file(*records_of(cadre)), by=staff)) == ["saved"]
    kept = DeviceRecord.objects.get()
    assert (kept.user, kept.sent_by, kept.device, kept.skew) == (cadre.user, staff, None, 0)
    assert ServiceComplaint.objects.get().cadre == cadre


def test_same_file_again_adds_nothing(cadre, staff, supervisor):
    content = a_file(*records_of(cadre, 30))
    assert outcomes(bring(content=content, by=staff)) == ["saved"] * 30
    assert outcomes(bring(content=content, by=supervisor)) == ["already_saved"] * 30
    assert ServiceComplaint.objects.count() == 30


def test_what_the_phone_has_sent_meanwhile_is_known(cadre, staff):
    record = boxed(a_record(owner=cadre.user.pk))
    send(cadre.user, record)
    assert outcomes(bring(content=a_file(record), by=staff)) == ["already_saved"]


def test_cadre_of_another_branch_is_refused(other_branch, staff):
    stranger = factories.CadreFactory(branch=other_branch)
    [answer] = bring(content=a_file(*records_of(stranger)), by=staff)
    assert (answer.outcome, DeviceRecord.objects.count()) == ("rejected", 0)
    assert "milik kader lain" in answer.why


@pytest.mark.parametrize("voucher", ["", "0" * 32, None, "another"])
def test_record_that_another_cadre_made_in_her_name_is_refused(cadre, branch, staff, voucher):
    other = factories.CadreFactory(branch=branch)
    false = voucher_of(other.user.pk) if voucher == "another" else voucher
    [answer] = bring(content=a_file(boxed(a_record(owner=cadre.user.pk, voucher=false))), by=staff)
    assert (answer.outcome, ServiceComplaint.objects.count()) == ("rejected", 0)


@pytest.mark.parametrize("owner", [None, "semua", [], 0, 10**30, True])
def test_record_of_nobody_is_refused(cadre, staff, owner):
    answers = bring(content=a_file(boxed(a_record(owner=owner)), *records_of(cadre)), by=staff)
    assert outcomes(answers) == ["rejected", "saved"]
    assert "milik kader lain" in answers[0].why


def test_people_of_the_office_have_no_records(staff, supervisor):
    [answer] = bring(content=a_file(boxed(a_record(owner=supervisor.pk))), by=staff)
    assert answer.outcome == "rejected"


def test_box_of_another_server_is_refused_alone(cadre, staff, settings):
    own = settings.FILE_KEY
    settings.FILE_KEY = "kunci server lain"
    foreign = records_of(cadre)
    settings.FILE_KEY = own
    assert outcomes(bring(content=a_file(*foreign, *records_of(cadre)), by=staff)) == ["rejected", "saved"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'"kaderjkn-unsent-1"',
        json.dumps({"format": "lain", "records": []}).encode(),
        json.dumps({"records": []}).encode(),
    ],
    ids=["empty", "binary", "deep", "list", "text", "other", "unnamed"],
)
@pytest.mark.django_db
def test_file_that_is_none_of_ours_is_refused(staff, content):
    with pytest.raises(FileRefused, match="bukan ekspor"):
        bring(content=content, by=staff)


@pytest.mark.parametrize("records", [None, {}, "x", ["x"], [7]], ids=str)
def test_file_without_records_is_refused(staff, records):
    with pytest.raises(FileRefused, match="rusak"):
        bring(content=json.dumps({"format": "kaderjkn-unsent-1", "records": records}).encode(), by=staff)


def test_readable_records_are_refused_with_the_whole_file(cadre, staff):
    with pytest.raises(FileRefused, match="tidak ada catatan terkunci"):
        bring(content=a_file(*records_of(cadre), a_record(owner=cadre.user.pk)), by=staff)
    assert not DeviceRecord.objects.exists()


def test_file_without_anything_brings_nothing(staff):
    assert bring(content=a_file(), by=staff) == []
