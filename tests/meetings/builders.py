"""Rows for the tests of this app: one branch, cadres, cases with a listed household. No surprises."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from arrears.models import ArrearsList, Case, CaseHolder, Household, ListedHousehold
from cadres.models import Agreement, Cadre
from kaderjkn.common.enums import AreaLevel, ImportState, Role
from kaderjkn.common.models import Area, Branch, ImportRun, Period, Region, User
from kaderjkn.common.months import first_day
from meetings import actions
from meetings.models import (
    BundleItem,
    CadreGroup,
    Envelope,
    EnvelopeBundle,
    EnvelopeStep,
    GroupMembership,
    Holiday,
    Material,
    Meeting,
    MeetingNote,
)
from meetings.validators import three_hours_after
from tests.cadres.pictures import PDF

numbers = count(1)
SIGNATURE = "M10 40 L25 12 L40 44 L55 15 L70 40"


def make_branch(code="0905", **facts) -> Branch:
    return Branch.objects.create(code=code, name=f"Kota {code}", **facts)


def make_user(branch, role=Role.STAFF, **facts) -> User:
    return User.objects.create_user(f"{role}-{next(numbers)}", role=role, branch=branch, **facts)


def make_regional() -> User:
    region, _created = Region.objects.get_or_create(name="Jabodetabek")
    return User.objects.create_user(f"regional-{next(numbers)}", role=Role.REGIONAL, region=region)


def make_cadre(branch, code="K01", starts=date(2020, 1, 1), ends=None, user=None, *, phone="") -> Cadre:
    """A cadre with an agreement from `starts` up to, not including, `ends`; none where `starts` is None."""
    cadre = Cadre.objects.create(branch=branch, code=code, name=f"Ibu {code}", user=user, phone=phone)
    if starts:
        Agreement.objects.create(cadre=cadre, number=f"PKS-{code}", valid=(starts, ends))
    return cadre


def make_meeting(branch, held_on=None, **facts) -> Meeting:
    if "starts_at" in facts and "ends_at" not in facts:
        facts["ends_at"] = three_hours_after(facts["starts_at"])
    return Meeting.objects.create(branch=branch, held_on=held_on or branch.today(), **facts)


def make_material(*meetings, **facts) -> Material:
    """A PDF shown at the meetings."""
    facts = {"title": "REHAB 2026", "topic": "rehab", "content": PDF, "file_name": "rehab.pdf", "by": None} | facts
    return actions.add_material(branch=meetings[0].branch, meetings=meetings, **facts)


def make_note(meeting, cadre, text="Kapan REHAB dibuka?", due_in=7, **facts) -> MeetingNote:
    """A question that is owed an answer so many days from today on."""
    due = meeting.branch.today() + timedelta(days=due_in)
    facts = {"kind": "question", "answer_due": due, "made_at": timezone.now()} | facts
    return MeetingNote.objects.create(meeting=meeting, cadre=cadre, text=text, **facts)


def make_group(branch, *cadres, name="Utara", first_on=None, since=date(2020, 1, 1), **facts) -> CadreGroup:
    """A group with these cadres in it from `since` on."""
    group = CadreGroup.objects.create(branch=branch, name=name, first_on=first_on or branch.today(), **facts)
    for cadre in cadres:
        join(group, cadre, since)
    return group


def join(group, cadre, since=date(2020, 1, 1), until=None) -> GroupMembership:
    return GroupMembership.objects.create(group=group, cadre=cadre, valid=(since, until))


def make_holiday(day, branch=None, kind=None, name="Hari Raya", **facts) -> Holiday:
    kind = kind or ("local" if branch else "national")
    return Holiday.objects.create(day=day, branch=branch, kind=kind, name=name, **facts)


def make_area(branch, code="31.72.06.1001", name="Pademangan Timur") -> Area:
    facts = {"name": name, "level": AreaLevel.VILLAGE, "branch": branch}
    return Area.objects.get_or_create(code=code, defaults=facts)[0]


def make_list(branch, month) -> ArrearsList:
    known = ArrearsList.objects.filter(branch=branch, month=month).first()
    if known:
        return known
    Period.objects.get_or_create(branch=branch, month=month)
    run = ImportRun.objects.create(branch=branch, kind="arrears", file_name="t.csv", state=ImportState.CHECKED)
    return ArrearsList.objects.create(branch=branch, month=month, data_date=month, run=run)


def make_case(branch, cadre=None, month=None, target=300_000, months=6, **facts) -> Case:
    """A case of the current month, held by the cadre from its first day on."""
    month = month or first_day(branch.today())
    number, arrears_list, area = next(numbers), make_list(branch, month), make_area(branch)
    household = Household.objects.create(branch=branch, key=f"{3172:04d}{number:012d}")
    shared = {
        "branch": branch,
        "month": month,
        "household": household,
        "list": arrears_list,
        "months": months,
    }
    shared |= {"key": household.key, "head_card": f"{number:013d}", "area": area}
    ListedHousehold.objects.create(
        **shared,
        head_name=f"Siti Aminah {number}",
        members=3,
        amount=target,
        address=f"Jalan Ancol {number}",
        rt="003",
        rw="05",
    )
    case = Case.objects.create(**shared, target=target, assigned_on=month, **facts)
    CaseHolder.objects.create(branch=branch, case=case, from_on=month, cadre=cadre)
    return case


def make_envelope(case, cadre=None, state="printed", days_ago=0) -> Envelope:
    """An envelope in the state; handed over so many days ago where it left the branch."""
    envelope = Envelope.objects.create(
        branch=case.branch,
        case=case,
        number=f"0905-2611-{case.pk:06d}",
        state=state,
        cadre=None if state == "printed" else cadre,
    )
    chain = {"printed": [], "handed_over": ["handed_over"]}.get(state, ["handed_over", state])
    for step in ["printed", *chain]:
        reason = "hilang di jalan" if step in {"returned", "lost"} else ""
        bundle = make_bundle(envelope) if step == "handed_over" else None
        EnvelopeStep.objects.create(envelope=envelope, state=step, reason=reason, bundle=bundle)
    move_back(envelope, days_ago)
    return envelope


def make_bundle(envelope) -> EnvelopeBundle:
    """The confirmed bundle in which the cadre got this one envelope."""
    facts = {"state": "confirmed", "means": "phone", "ended_at": timezone.now()}
    bundle = EnvelopeBundle.objects.create(branch=envelope.branch, cadre=envelope.cadre, **facts)
    BundleItem.objects.create(bundle=bundle, envelope=envelope, is_open=False, is_received=True)
    return bundle


def move_back(envelope, days) -> None:
    """As if printed and handed over so many days before."""
    for step in envelope.steps.filter(state__in=["printed", "handed_over"]):
        EnvelopeStep.objects.filter(pk=step.pk).update(at=step.at - timedelta(days=days))
