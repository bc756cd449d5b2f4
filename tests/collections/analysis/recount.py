"""The figures of a month counted again: plain Python over single rows, nothing of the program's sums or statements."""

from collections import defaultdict
from datetime import timedelta

from arrears.models import ArrearsList, Case, CaseHolder, ListedHousehold, ListRow
from kaderjkn.collections.models import Contact, Settlement
from meetings.models import Envelope

BUCKETS = ((1, 1), (2, 3), (4, 6), (7, 12), (13, 18), (19, 24), (25, 9999))
NO = {"", "-", "Tidak", "BELUM"}


def listed(branch, month) -> list[ListedHousehold]:
    return list(ListedHousehold.objects.filter(list=newest(branch, month)).select_related("area__parent"))


def newest(branch, month) -> ArrearsList:
    """The list of the month with the latest data date."""
    return max(ArrearsList.objects.filter(branch=branch, month=month), key=lambda each: each.data_date)


def bucket(months: int) -> int:
    return next((least for least, most in BUCKETS if least <= months <= most), 0)


def enrolled(branch, month) -> set[int]:
    rows = ListRow.objects.filter(list=newest(branch, month))
    return {row.household_id for row in rows if row.rehab_status not in NO}


def cases(branch, month) -> list[Case]:
    return list(Case.objects.filter(branch=branch, month=month).select_related("area__parent"))


def last_holder(case: Case) -> int | None:
    named = [holder for holder in CaseHolder.objects.filter(case=case) if holder.cadre_id]
    return max(named, key=lambda holder: holder.from_on).cadre_id if named else None


def settlements(branch, month) -> dict[int, list[Settlement]]:
    """By case; those that count for the month."""
    found = defaultdict(list)
    for settled in Settlement.objects.filter(branch=branch, is_current=True).select_related("payment"):
        if settled.case_id and settled.paid_month == month and settled.eligible > 0:
            found[settled.case_id].append(settled)
    return found


def contacts(branch) -> dict[int, list[Contact]]:
    found = defaultdict(list)
    for contact in Contact.objects.filter(branch=branch).select_related("channel"):
        found[contact.household_id].append(contact)
    return found


def delivered(branch) -> set[int]:
    envelopes = Envelope.objects.filter(branch=branch).prefetch_related("steps")
    return {
        envelope.case_id
        for envelope in envelopes
        if any(step.state == "delivered" and step.undone_at is None for step in envelope.steps.all())
    }


def steps(branch, month) -> dict[str, set[int]]:
    """Cases by the step that they reached, in whatever way."""
    paid, talked, letters = settlements(branch, month), contacts(branch), delivered(branch)
    of_month = {
        case.pk: [each for each in talked[case.household_id] if each.made_on.replace(day=1) == month]
        for case in cases(branch, month)
    }
    return {
        "cases": set(of_month),
        "delivered": set(of_month) & letters,
        "contacted": {pk for pk, found in of_month.items() if found},
        "promised": {pk for pk, found in of_month.items() if any(each.promised_on for each in found)},
        "paying": set(of_month) & set(paid),
    }


def delays(branch, month, within: int = 30) -> list[int | None]:
    """Days of each paying case, None without a contact in time."""
    found, talked = [], contacts(branch)
    for case in cases(branch, month):
        if paid := settlements(branch, month).get(case.pk):
            first = min(settled.payment.paid_on for settled in paid)
            days = [each.made_on for each in talked[case.household_id]]
            days = [day for day in days if first - timedelta(days=within) <= day <= first]
            found.append((first - max(days)).days if days else None)
    return found
