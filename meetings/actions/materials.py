"""Materials: uploaded once, attached to the meetings where they are shown, removed with their file."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.encrypted_files import delete_file, keep_file
from kaderjkn.common.models import Branch, User

from ..enums import Topic
from ..errors import MaterialRefused
from ..materials import FOLDER, Checked, checked_upload
from ..models import Material, Meeting
from .acts import act, locked


def add_material(
    *,
    branch: Branch,
    title: str,
    topic: str,
    content: bytes,
    file_name: str,
    meetings: Iterable[Meeting] = (),
    by: User,
) -> Material:
    """Keep the file, encrypted, and attach it to the meetings; refused, it leaves no file behind."""
    checked = checked_upload(content, file_name)
    name = keep_file(FOLDER, checked.content)
    try:
        return write_material(
            branch=branch, title=title, topic=topic, checked=checked, name=name, meetings=list(meetings), by=by
        )
    except BaseException:
        delete_file(name)
        raise


@act
def write_material(
    *, branch: Branch, title: str, topic: str, checked: Checked, name: str, meetings: list[Meeting], by: User
) -> Material:
    """The row of a file that is stored already."""
    if not title.strip():
        raise MaterialRefused(_("Tulis judul bahan."))
    if topic not in Topic.values:
        raise MaterialRefused(_("Pilih tentang apa bahan ini."))
    check_meetings(branch.pk, meetings)
    material = Material.objects.create(
        branch=branch,
        title=title.strip(),
        topic=topic,
        file_name=checked.file_name,
        content_type=checked.content_type,
        size=len(checked.content),
        stored_file=name,
        added_by=by,
    )
    material.meetings.set(meetings)
    return material


@act
def attach_material(*, material: Material, meetings: Iterable[Meeting], by: User) -> None:
    """Show it at these meetings, too; where it is attached already nothing changes."""
    material = locked(material)
    check_kept(material)
    meetings = list(meetings)
    check_meetings(material.branch_id, meetings)
    material.meetings.add(*meetings)


@act
def attach_materials(*, meeting: Meeting, materials: Iterable[Material], by: User) -> int:
    """Show several at one meeting, all or none; return how many."""
    chosen = sorted(materials, key=lambda material: material.pk)
    for material in chosen:
        attach_material(material=material, meetings=[meeting], by=by)
    return len(chosen)


@act
def detach_material(*, material: Material, meeting: Meeting, by: User) -> None:
    """It belongs to the meeting no more; the file stays for others."""
    locked(material).meetings.remove(meeting)


@act
def remove_material(*, material: Material, by: User) -> Material:
    """Delete the file; title and meetings stay, so that minutes still name it. Removed already: no change."""
    material = locked(material)
    if material.removed_at is None:
        transaction.on_commit(partial(delete_file, material.stored_file))
        material.stored_file, material.removed_at = "", timezone.now()
        material.save(update_fields=["stored_file", "removed_at"])
    return material


def check_kept(material: Material) -> None:
    if material.removed_at:
        raise MaterialRefused(_("Bahan ini sudah dihapus. Unggah lagi bila masih diperlukan."))


def check_meetings(branch: int, meetings: list[Meeting]) -> None:
    if any(meeting.branch_id != branch for meeting in meetings):
        raise MaterialRefused(_("Pertemuan itu milik kantor cabang lain."))
