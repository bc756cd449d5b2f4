"""Pages of materials: uploaded by the office, shown at meetings, downloaded by office and phone, removed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaderjkn.common.enums import Role
from meetings.materials import LARGEST
from meetings.models import CadreGroup, GroupMembership, Material
from tests.cadres.pictures import PDF, picture
from tests.meetings.builders import make_cadre, make_material, make_meeting, make_user


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


def upload(office, content=PDF, name="rehab.pdf", **answers):
    answers = {"title": "REHAB 2026", "topic": "rehab"} | answers
    return office.post(reverse("meetings:material-create"), answers | {"file": SimpleUploadedFile(name, content)})


def page_of(name, material, *others):
    return reverse(f"meetings:{name}", args=[material.pk, *others])


def test_upload_is_shown_at_the_chosen_meetings(office, branch, staff):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=branch.today())
    meetings = [make_meeting(branch), make_meeting(branch, group=group)]
    form = office.get(reverse("meetings:material-create"), {"meeting": meetings[1].pk})
    assert form.context["form"]["meetings"].value() == [meetings[1].pk]
    page = upload(office, meetings=[meeting.pk for meeting in meetings])
    material = Material.objects.get()
    assert page.url == material.get_absolute_url()
    assert (set(material.meetings.all()), material.added_by) == (set(meetings), staff)
    assert "REHAB 2026" in text_of(office.get(meetings[1].get_absolute_url()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ program", "bukan PDF, JPG, atau PNG"),
        (picture()[:-50], "bukan PDF, JPG, atau PNG"),
        (PDF + b"x" * LARGEST, "lebih besar dari 5 MB"),
        (b"", "kosong"),
    ],
    ids=["program", "half picture", "too large", "empty"],
)
def test_a_file_that_is_refused_keeps_what_was_typed(office, content, words):
    page = upload(office, content, title="Aturan baru")
    assert (page.status_code, Material.objects.count()) == (200, 0)
    assert words in text_of(page)
    assert 'value="Aturan baru"' in text_of(page)


def test_another_branchs_meeting_cannot_be_chosen(office, other_branch):
    page = upload(office, meetings=[make_meeting(other_branch).pk])
    assert (page.status_code, Material.objects.count()) == (200, 0)


def test_an_odd_meeting_in_the_address_is_passed_over(office):
    assert office.get(reverse("meetings:material-create"), {"meeting": "²"}).status_code == 200


def test_download_is_saved_by_the_browser_and_not_shown_by_it(office, branch):
    response = office.get(page_of("material-file", make_material(make_meeting(branch))))
    assert response.content == PDF
    assert response["Content-Disposition"] == 'attachment; filename="rehab.pdf"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert response["Cache-Control"] == "no-store"


def test_existing_material_is_attached_from_both_sides_and_detached(office, branch):
    first, second, third = (make_meeting(branch, branch.today() + timedelta(days=days)) for days in (0, 7, 14))
    material = make_material(first)
    office.post(page_of("material-detail", material), {"meetings": [second.pk]})
    office.post(reverse("meetings:meeting-materials", args=[third.pk]), {"materials": [material.pk]})
    assert set(material.meetings.all()) == {first, second, third}
    office.post(page_of("material-detach", material, second.pk))
    assert set(material.meetings.all()) == {first, third}


def test_detaching_needs_a_meeting_of_the_own_branch(office, branch, other_branch):
    material = make_material(make_meeting(branch))
    other = make_meeting(other_branch)
    assert office.post(page_of("material-detach", material, other.pk)).status_code == 404


def test_attaching_nothing_says_so(office, branch):
    make_material(make_meeting(branch, branch.today() + timedelta(days=1)))
    page = office.post(reverse("meetings:meeting-materials", args=[make_meeting(branch).pk]), {})
    assert "Pilih paling sedikit satu bahan." in text_of(page)


def test_removing_asks_in_numbers_then_the_file_is_gone(office, branch, django_capture_on_commit_callbacks):
    material = make_material(make_meeting(branch))
    assert "pertemuan tetap menyebut judulnya" in text_of(office.get(page_of("material-remove", material)))
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page_of("material-remove", material))
    assert office.get(page_of("material-file", material)).status_code == 404
    assert "REHAB 2026" not in text_of(office.get(reverse("meetings:material-list")))
    assert "Berkas bahan ini dihapus" in text_of(office.get(material.get_absolute_url()))
    assert "REHAB 2026" in text_of(office.get(material.meetings.get().get_absolute_url()))


def test_list_is_narrowed_by_title_and_topic(office, branch):
    meeting = make_meeting(branch)
    make_material(meeting, title="Aturan REHAB"), make_material(meeting, title="Aplikasi", topic="mobile_jkn")
    for asked, titles in (({"q": "aturan"}, ["Aturan REHAB"]), ({"topic": "mobile_jkn"}, ["Aplikasi"])):
        rows = office.get(reverse("meetings:material-list"), asked).context["rows"]
        assert [row["title"] for row in rows] == titles


# The phone


def on_phone(client, material, cadre=None):
    if cadre:
        client.force_login(cadre.user)
    return client.get(reverse("collections:phone-material", args=[material.pk]))


def test_phone_gets_the_file_of_a_meeting_that_concerns_its_cadre(client, branch, cadre):
    response = on_phone(client, make_material(make_meeting(branch)), cadre)
    assert (response.content, response["Content-Type"]) == (PDF, "application/pdf")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_phone_gets_nothing_that_does_not_concern_its_cadre(client, branch, other_branch, cadre):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=branch.today())
    member = make_cadre(branch, "K02", user=make_user(branch, Role.CADRE))
    GroupMembership.objects.create(group=group, cadre=member, valid=(branch.today(), None))
    of_group = make_material(make_meeting(branch, group=group))
    old = make_material(make_meeting(branch, branch.today() - timedelta(days=91)))
    removed = make_material(make_meeting(branch))
    removed.stored_file, removed.removed_at = "", removed.added_at
    removed.save()
    elsewhere = make_material(make_meeting(other_branch))
    assert on_phone(client, of_group, member).status_code == 200
    for material in (of_group, old, removed, elsewhere):
        assert on_phone(client, material, cadre).status_code == 404


def test_phone_address_is_for_cadres_who_are_signed_in(client, branch, staff):
    material = make_material(make_meeting(branch))
    assert on_phone(client, material).status_code == 401
    client.force_login(staff)
    assert on_phone(client, material).status_code == 403
