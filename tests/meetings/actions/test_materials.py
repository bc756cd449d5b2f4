"""Materials: judged by their bytes, encrypted on disk, on the phones of those whom their meetings concern."""

import struct
import zlib
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image

from kaderjkn.common.encrypted_files import read_file
from meetings import actions
from meetings.errors import MaterialRefused
from meetings.materials import LARGEST, materials_for
from meetings.models import CadreGroup, GroupMembership, Material
from tests.cadres.pictures import PDF, photo_with_place, picture
from tests.meetings.builders import make_cadre, make_meeting

TODAY = date(2026, 6, 30)


def add(branch, by, *meetings, content=PDF, **facts):
    facts = {"title": "REHAB 2026", "topic": "rehab", "file_name": "rehab baru.pdf"} | facts
    return actions.add_material(branch=branch, content=content, meetings=meetings, by=by, **facts)


def files() -> set[Path]:
    return set((Path(settings.MEDIA_ROOT) / "bahan").glob("*"))


def bomb(side=60_000) -> bytes:
    """A PNG of a few kilobytes that says it has 3.6 milliard pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1_000_000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_pdf_is_kept_as_it_is_and_encrypted(branch, staff):
    material = add(branch, staff)
    assert (material.content_type, material.file_name, material.size) == ("application/pdf", "rehab_baru.pdf", len(PDF))
    assert read_file(material.stored_file) == PDF
    assert b"%PDF" not in (Path(settings.MEDIA_ROOT) / material.stored_file).read_bytes()


def test_a_picture_is_written_anew_upright_and_without_what_the_camera_put_in(branch, staff):
    material = add(branch, staff, content=photo_with_place(), file_name="foto.png")
    kept = read_file(material.stored_file)
    with Image.open(BytesIO(kept)) as after:
        assert (after.format, after.size, dict(after.getexif())) == ("JPEG", (60, 80), {})
    assert b"Rahasia" not in kept
    assert (material.content_type, material.file_name, material.size) == ("image/jpeg", "foto.jpg", len(kept))


def test_a_large_picture_is_made_small_enough_for_a_phone(branch, staff):
    kept = read_file(add(branch, staff, content=picture(size=(4000, 3000))).stored_file)
    with Image.open(BytesIO(kept)) as after:
        assert after.size == (2400, 1800)


def test_what_is_transparent_becomes_white(branch, staff):
    out = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(read_file(add(branch, staff, content=out.getvalue()).stored_file))) as after:
        assert min(after.getpixel((10, 10))) > 250


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ program", b"%PDF-1.7 cut off", picture()[:-50], picture("GIF"), bomb(), PDF + b"x" * LARGEST,
     b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["empty", "program", "half pdf", "half jpg", "gif", "bomb", "too large", "svg"],
)  # fmt: skip
def test_other_content_is_refused_and_leaves_nothing(branch, staff, content):
    before = files()
    with pytest.raises(MaterialRefused):
        add(branch, staff, content=content, file_name="surat.pdf")
    assert (files(), Material.objects.count()) == (before, 0)


def test_a_refused_row_leaves_no_file(branch, other_branch, staff):
    before = files()
    for facts in ({"title": "  "}, {"topic": "gossip"}):
        with pytest.raises(MaterialRefused):
            add(branch, staff, **facts)
    with pytest.raises(MaterialRefused, match="cabang lain"):
        add(branch, staff, make_meeting(other_branch, TODAY))
    assert (files(), Material.objects.count()) == (before, 0)


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..", "", "a\nb.pdf", "x" * 400 + ".pdf"])
def test_the_name_of_the_upload_is_made_harmless(branch, staff, name):
    kept = add(branch, staff, file_name=name).file_name
    assert kept.endswith(".pdf")
    assert len(kept) <= 200
    assert not set("/\n\\") & set(kept)


def test_attached_to_another_meeting_and_detached(branch, other_branch, staff):
    first, second = make_meeting(branch, TODAY), make_meeting(branch, TODAY + timedelta(days=1))
    material = add(branch, staff, first)
    for _each in range(2):
        actions.attach_material(material=material, meetings=[second], by=staff)
    assert set(material.meetings.all()) == {first, second}
    with pytest.raises(MaterialRefused):
        actions.attach_material(material=material, meetings=[make_meeting(other_branch, TODAY)], by=staff)
    actions.detach_material(material=material, meeting=first, by=staff)
    assert list(material.meetings.all()) == [second]


def test_removing_deletes_the_file_and_keeps_the_title(branch, staff, django_capture_on_commit_callbacks):
    meeting = make_meeting(branch, TODAY)
    material = add(branch, staff, meeting)
    stored = Path(settings.MEDIA_ROOT) / material.stored_file
    with django_capture_on_commit_callbacks(execute=True):
        removed = actions.remove_material(material=material, by=staff)
    assert not stored.exists()
    assert actions.remove_material(material=material, by=staff).removed_at == removed.removed_at
    assert list(meeting.materials.values_list("title", flat=True)) == ["REHAB 2026"]
    with pytest.raises(MaterialRefused, match="sudah dihapus"):
        actions.attach_material(material=material, meetings=[meeting], by=staff)


def test_the_database_keeps_file_and_removal_apart(branch, staff):
    material = add(branch, staff)
    with pytest.raises(IntegrityError, match="material_has_file_until_removed"), transaction.atomic():
        Material.objects.filter(pk=material.pk).update(stored_file="")


# Whose phone


def shown(cadre, today=TODAY):
    return [material.title for material in materials_for(cadre, today)]


def test_materials_of_the_whole_branch_stay_for_ninety_days_and_come_before_the_meeting(branch, cadre, staff):
    for days, title in ((-91, "too old"), (-90, "old"), (14, "to come")):
        add(branch, staff, make_meeting(branch, TODAY + timedelta(days=days)), title=title)
    add(branch, staff, make_meeting(branch, TODAY, is_cancelled=True), title="cancelled")
    add(branch, staff, title="of no meeting")
    assert shown(cadre) == ["to come", "old"]


def test_a_material_of_several_meetings_stands_once_and_a_removed_one_not_at_all(branch, cadre, staff):
    meetings = [make_meeting(branch, TODAY - timedelta(days=days)) for days in (1, 2)]
    add(branch, staff, *meetings)
    actions.remove_material(material=add(branch, staff, *meetings, title="removed"), by=staff)
    assert shown(cadre) == ["REHAB 2026"]


def test_a_groups_material_is_for_those_who_belonged_to_it_that_day(branch, staff):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=TODAY)
    former, member, other = (make_cadre(branch, code) for code in ("K01", "K02", "K03"))
    GroupMembership.objects.create(group=group, cadre=former, valid=(date(2026, 1, 1), TODAY))
    GroupMembership.objects.create(group=group, cadre=member, valid=(TODAY, None))
    add(branch, staff, make_meeting(branch, TODAY, group=group))
    assert [shown(cadre) for cadre in (former, member, other)] == [[], ["REHAB 2026"], []]


def test_a_material_needs_an_agreement_on_the_day_of_the_meeting(branch, other_branch, staff):
    late = make_cadre(branch, "K01", starts=TODAY + timedelta(days=1))
    add(branch, staff, make_meeting(branch, TODAY))
    assert shown(late) == shown(make_cadre(other_branch, "K01")) == []
