"""Uploading signed agreements and photos, and looking at them: the branch's office only, on the record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cadres.models import SignedScan
from cadres.scans import keep_scan
from kaderjkn.common.models import AccessLog
from tests.cadres.builders import ending_in
from tests.cadres.pictures import PDF, picture
from tests.factories import UserFactory


@pytest.fixture
def page(client_of, staff):
    return client_of(staff)


@pytest.fixture
def agreement(branch):
    return ending_in(branch, 100)


def upload(page, agreement, content, name="perjanjian.pdf"):
    url = reverse("cadres:scan-upload", args=[agreement.pk])
    return page.post(url, {"scan": SimpleUploadedFile(name, content)})


def test_name_of_the_file_decides_nothing(page, agreement):
    upload(page, agreement, PDF, name="surat.exe")
    assert SignedScan.objects.get().file_type == "pdf"
    response = upload(page, agreement, b"MZ program", name="surat.pdf")
    assert "Isi berkas ini bukan PDF, JPG, atau PNG" in response.text
    assert SignedScan.objects.count() == 1


def test_file_that_is_too_large_is_refused(page, agreement):
    assert "lebih besar dari 10 MB" in upload(page, agreement, PDF + b"x" * 10 * 1024 * 1024).text
    assert not SignedScan.objects.exists()


def test_download_gives_the_file_and_is_logged(page, agreement, staff):
    scan = keep_scan(agreement=agreement, content=PDF, by=staff)
    response = page.get(reverse("cadres:scan-download", args=[scan.pk]))
    assert response.content == PDF
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    assert response["Content-Disposition"].startswith("attachment")
    entry = AccessLog.objects.get()
    assert (entry.by, entry.act, entry.subject_kind, entry.subject_id) == (staff, "show", "cadre", agreement.cadre_id)


def test_other_branch_reads_nothing_and_leaves_no_trace(client_of, other_branch, agreement, staff):
    scan = keep_scan(agreement=agreement, content=PDF, by=staff)
    stranger = client_of(UserFactory(branch=other_branch))
    assert stranger.get(reverse("cadres:scan-download", args=[scan.pk])).status_code == 404
    assert upload(stranger, agreement, PDF).status_code == 404
    assert not AccessLog.objects.exists()


def test_page_shows_the_history(page, agreement, staff):
    for content in (PDF, picture()):
        keep_scan(agreement=agreement, content=content, by=staff)
    rows = page.get(reverse("cadres:scan-upload", args=[agreement.pk])).context["rows"]
    assert [(row["type"], str(row["state"][0])) for row in rows] == [("JPG", "Berlaku"), ("PDF", "Diganti")]


# Photos


def photo(page, cadre, **answers):
    return page.post(reverse("cadres:cadre-photo", args=[cadre.pk]), answers)


def test_photo_with_consent_then_removed(page, cadre):
    photo(page, cadre, photo=SimpleUploadedFile("a.jpg", picture()), is_public="on")
    cadre.refresh_from_db()
    assert cadre.photo_is_public
    assert "data:image/jpeg" in page.get(reverse("cadres:cadre-photo", args=[cadre.pk])).text
    photo(page, cadre, remove="on")
    cadre.refresh_from_db()
    assert cadre.photo == ""


def test_consent_alone_needs_a_photo(page, cadre):
    assert "Pilih foto dulu" in photo(page, cadre, is_public="on").text


def test_what_is_no_photo_is_refused(page, cadre):
    response = photo(page, cadre, photo=SimpleUploadedFile("a.jpg", PDF))
    assert "bukan foto JPG atau PNG" in response.text
