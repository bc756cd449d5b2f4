"""Signed agreements: judged by content, encrypted on disk, replaced without losing the older one."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from cadres.actions import end_partnership
from cadres.enums import LARGEST_SCAN
from cadres.errors import CannotTakeBack
from cadres.models import SignedScan
from cadres.renewals import take_back
from cadres.scans import keep_scan
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.errors import Refused
from tests.cadres.builders import ending_in, make_renewal
from tests.cadres.pictures import PDF, picture


@pytest.fixture
def agreement(branch):
    return ending_in(branch, 100)


def stored(scan) -> Path:
    return Path(settings.MEDIA_ROOT) / scan.stored_file


@pytest.mark.parametrize(
    ("content", "found"), [(PDF, "pdf"), (picture("JPEG"), "jpg"), (picture("PNG"), "png")], ids=["pdf", "jpg", "png"]
)
def test_type_is_that_of_the_content(agreement, staff, content, found):
    scan = keep_scan(agreement=agreement, content=content, by=staff)
    assert (scan.file_type, scan.size, read_file(scan.stored_file)) == (found, len(content), content)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"MZ" + PDF, b"%PDF-1.7 cut off", picture("JPEG")[:-40], b"\x89PNG\r\n\x1a\n" + b"x" * 99,
     picture("GIF"), PDF + b"x" * LARGEST_SCAN],
    ids=["empty", "text", "program", "half pdf", "half jpg", "no png", "gif", "too large"],
)  # fmt: skip
def test_other_content_is_refused_and_leaves_no_file(agreement, staff, content):
    before = set(Path(settings.MEDIA_ROOT).rglob("*"))
    with pytest.raises(Refused):
        keep_scan(agreement=agreement, content=content, by=staff)
    assert set(Path(settings.MEDIA_ROOT).rglob("*")) - before == set()


def test_file_on_disk_is_encrypted(agreement, staff):
    scan = keep_scan(agreement=agreement, content=PDF, by=staff)
    on_disk = stored(scan).read_bytes()
    assert b"%PDF" not in on_disk
    assert b"endobj" not in on_disk


def test_newer_scan_replaces_and_keeps_the_older(agreement, staff):
    first = keep_scan(agreement=agreement, content=PDF, by=staff)
    second = keep_scan(agreement=agreement, content=picture(), by=staff)
    first.refresh_from_db()
    assert (first.replaced_at is None, second.replaced_at) == (False, None)
    assert read_file(first.stored_file) == PDF


def test_same_file_again_changes_nothing(agreement, staff):
    first = keep_scan(agreement=agreement, content=PDF, by=staff)
    before = set(stored(first).parent.iterdir())
    assert keep_scan(agreement=agreement, content=PDF, by=staff) == first
    assert set(stored(first).parent.iterdir()) == before


def test_two_in_force_are_refused_by_the_database(agreement, staff):
    scan = keep_scan(agreement=agreement, content=PDF, by=staff)
    scan.pk = None
    with pytest.raises(IntegrityError, match="scan_one_in_force"), transaction.atomic():
        scan.save()


def test_size_is_checked_by_the_database(agreement, staff):
    scan = keep_scan(agreement=agreement, content=PDF, by=staff)
    with pytest.raises(IntegrityError, match="scan_size_allowed"), transaction.atomic():
        SignedScan.objects.filter(pk=scan.pk).update(size=LARGEST_SCAN + 1)


def test_scan_outlives_an_agreement_that_never_began(branch, staff):
    old = ending_in(branch, 10)
    new = make_renewal(old, by=staff).agreements.get().agreement
    scan = keep_scan(agreement=new, content=PDF, by=staff)
    end_partnership(cadre=old.cadre, on=old.valid.upper, by=staff)
    scan.refresh_from_db()
    assert (scan.agreement, scan.number, scan.cadre) == (None, new.number, old.cadre)


def test_renewal_with_a_signed_agreement_stays(branch, staff):
    renewal = make_renewal(ending_in(branch, 10), by=staff)
    keep_scan(agreement=renewal.agreements.get().agreement, content=PDF, by=staff)
    with pytest.raises(CannotTakeBack, match="Pindaian"):
        take_back(renewal=renewal, by=staff)
