"""Groups of cadres and who belongs to them from which day on.

Days before today stay as they were: whom a meeting concerned does not change after the fact.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import Branch, User

from ..errors import DayPast, GroupRefused
from ..models import Attendance, CadreGroup, GroupMembership, Meeting
from ..validators import check_within_a_year, checked_hours
from .acts import act, lock_branch

FACTS = ("name", "first_on", "starts_at", "ends_at", "place")
ONE_DAY = timedelta(days=1)


@act
def add_group(*, branch: Branch, by: User, **facts) -> CadreGroup:
    """Make a group: `name`, `first_on`, `starts_at`, `ends_at`, `place`. Its meetings are planned from that day on."""
    lock_branch(branch)
    group = with_facts(CadreGroup(branch=branch), facts)
    group.save()
    return group


@act
def change_group(*, group: CadreGroup, by: User, **facts) -> CadreGroup:
    """Other name, rhythm, hours or place. Meetings that are planned already stay."""
    lock_branch(group.branch)
    group = with_facts(in_use(group), facts)
    group.save(update_fields=FACTS)
    return group


def with_facts(group: CadreGroup, facts: dict) -> CadreGroup:
    check_within_a_year(facts["first_on"], group.branch.today())
    facts["starts_at"], facts["ends_at"] = checked_hours(facts["starts_at"], facts.get("ends_at"))
    for name in FACTS:
        setattr(group, name, facts[name])
    others = CadreGroup.objects.of_branch(group.branch_id).exclude(pk=group.pk)
    if others.filter(name__iexact=group.name).exists():
        raise GroupRefused(_("Sudah ada kelompok bernama %(name)s. Pilih nama lain.") % {"name": group.name})
    return group


@act
def put_in_group(*, group: CadreGroup, cadres: Iterable[Cadre], day: date, by: User) -> int:
    """Let the cadres belong to the group from the day on, all or none; return how many are new in it.

    Who belongs to another group leaves it the day before. Who is in it already is passed over.
    """
    lock_branch(group.branch)
    group = in_use(group)
    check_day(group.branch, day)
    return sum(put_in(group, cadre, day) for cadre in cadres)


def put_in(group: CadreGroup, cadre: Cadre, day: date) -> bool:
    if cadre.branch_id != group.branch_id:
        raise GroupRefused(_("%(cadre)s bukan kader cabang ini.") % {"cadre": cadre})
    known = cadre.group_memberships.select_related("group")
    if later := known.filter(valid__startswith__gt=day).first():
        words = {"cadre": cadre, "group": later.group, "day": long_date(later.starts_on)}
        raise GroupRefused(
            _("%(cadre)s sudah dicatat masuk %(group)s mulai %(day)s. Batalkan dulu di halaman kelompoknya.") % words
        )
    former = known.filter(valid__contains=day).first()
    if former and former.group_id == group.pk and former.valid.upper is None:
        return False
    if former:
        leave(former, day)
    GroupMembership.objects.create(group=group, cadre=cadre, valid=DateRange(day, None))
    return True


@act
def take_out(*, membership: GroupMembership, day: date, by: User) -> None:
    """Let the cadre belong to the group no longer from the day on; one that begins then or later is taken back."""
    branch = membership.group.branch
    lock_branch(branch)
    check_day(branch, day)
    known = GroupMembership.objects.filter(pk=membership.pk).select_related("cadre", "group").first()
    if known is None or known.is_over(day):
        raise GroupRefused(_("Kader ini sudah tidak ada di kelompok itu pada hari tersebut."))
    leave(known, day)


def leave(membership: GroupMembership, day: date) -> None:
    """End it the day before. Refuse where the attendance of that day or later is recorded at a meeting of the group."""
    recorded = Attendance.objects.filter(cadre=membership.cadre, meeting__group=membership.group)
    if last := recorded.filter(meeting__held_on__gte=day).order_by("meeting__held_on").last():
        words = {"cadre": membership.cadre, "group": membership.group, "day": long_date(last.meeting.held_on)}
        raise GroupRefused(
            _("Kehadiran %(cadre)s di %(group)s sudah dicatat untuk %(day)s. Pilih hari sesudahnya.") % words
        )
    if membership.starts_on >= day:
        membership.delete()
        return
    membership.valid = DateRange(membership.starts_on, day)
    membership.save(update_fields=["valid"])


@act
def end_group(*, group: CadreGroup, by: User) -> int:
    """Use the group no longer after today: its cadres leave it, its planned meetings are cancelled; return how many."""
    lock_branch(group.branch)
    if group.is_ended:
        return 0
    today = group.branch.today()
    for membership in GroupMembership.objects.filter(group=group).not_over_on(today + ONE_DAY):
        leave(membership, today + ONE_DAY)
    CadreGroup.objects.filter(pk=group.pk).update(is_ended=True)
    return meetings_after(group, today).update(is_cancelled=True)


def meetings_after(group: CadreGroup, day: date):
    """Meetings of the group that are planned for later than the day."""
    return Meeting.objects.held().filter(branch=group.branch_id, group=group, held_on__gt=day)


@act
def reuse_group(*, group: CadreGroup, by: User) -> CadreGroup:
    """Take the end of a group back. It begins without cadres; its cancelled meetings are restored one by one."""
    lock_branch(group.branch)
    CadreGroup.objects.filter(pk=group.pk).update(is_ended=False)
    group.refresh_from_db()
    return group


def cadres_without_group(branch: Branch, day: date):
    """Cadres under an agreement whom no meeting of a group will call; none where the branch has no groups in use."""
    if not CadreGroup.objects.of_branch(branch).in_use().exists():
        return Cadre.objects.none()
    members = GroupMembership.objects.filter(group__branch=branch, valid__contains=day)
    return Cadre.objects.of_branch(branch).with_agreement_on(day).exclude(pk__in=members.values("cadre"))


def in_use(group: CadreGroup) -> CadreGroup:
    """The group as it stands now; refuse one that has ended."""
    group = CadreGroup.objects.select_related("branch").get(pk=group.pk)
    if group.is_ended:
        raise GroupRefused(_("Kelompok %(group)s tidak dipakai lagi.") % {"group": group})
    return group


def check_day(branch: Branch, day: date) -> None:
    if day < branch.today():
        raise DayPast(_("Pilih hari ini atau sesudahnya: yang sudah lewat tetap tercatat seperti adanya."))
    check_within_a_year(day, branch.today())
