"""Warnings that an agreement ends: 60, 30 and 7 days before its last day, and once it has lapsed."""

from datetime import date

from kaderjkn.common.models import Branch

from .models import Agreement, AgreementNotice

STEPS = (60, 30, 7)
LAPSED = 0


def note_agreement_ends(branch: Branch) -> int:
    """Note what is due on the branch's own today; run twice it adds nothing. Return how many were added."""
    today = branch.today()
    due = Agreement.objects.filter(cadre__branch=branch).ending_unrenewed(until=today, within_days=max(STEPS))
    before = AgreementNotice.objects.filter(agreement__cadre__branch=branch).count()
    notices = [
        AgreementNotice(agreement=agreement, days_before=step_of(agreement.ends_on, today), noted_on=today)
        for agreement in due
    ]
    AgreementNotice.objects.bulk_create(notices, ignore_conflicts=True)
    return AgreementNotice.objects.filter(agreement__cadre__branch=branch).count() - before


def step_of(last_day: date, today: date) -> int:
    """Which warning is due: the smallest number of days not yet undercut; 0 once the last day is over."""
    left = (last_day - today).days
    return LAPSED if left < 0 else min(step for step in STEPS if left <= step)
