"""Compute the sums of a month. Run again, with nothing changed below, it leaves the same figures.

Stored are figures only, never a share: `arrears.sql` (the list), `cases.sql` (cases and how far they came),
`payments.sql` (channels, days from contact to payment). Money and paying households come from the settlements of the
current closing, hence their totals are that closing's; a summary says of which computation it is, and is old once
the closing was computed anew or another list came into force.
"""

from datetime import UTC, date, datetime

from django.utils import timezone

from arrears.bands import STARTS
from arrears.case_list import newest_list
from arrears.models import BranchPolicy
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import branch_writer, execute, sql_beside

from ...closing.models import Closing
from ..models import MonthSummary

REHAB_NO = ("", "tidak", "tdk", "belum", "bukan", "n", "t", "no", "none", "0", "tidakada", "nonrehab", "tidakrehab")
"""What `status_rehab`, which is free text, says of people who did not join; in small letters, without signs."""

STATEMENTS = tuple(sql_beside(__file__, f"{name}.sql") for name in ("arrears", "cases", "payments"))
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def summarise(*, branch: Branch, month: date, wait: bool = False) -> MonthSummary:
    """Write the month's sums anew, in one transaction under the branch's lock."""
    with branch_writer(branch.code, wait=wait):
        listing = newest_list(branch, month)
        closing = current_closing(branch, month)
        summary, _is_new = MonthSummary.objects.update_or_create(
            branch=branch,
            month=month,
            defaults={
                "computed_at": timezone.now(),
                "list_number": listing and listing.pk,
                "closing_number": closing and closing.pk,
                "figures_at": closing and closing.computed_at,
            },
        )
        for statement in STATEMENTS:
            execute(statement, parameters(summary, closing))
    return summary


def parameters(summary: MonthSummary, closing: Closing | None) -> dict:
    policy = closing.policy if closing else BranchPolicy.objects.in_force(summary.branch, summary.month)
    return {
        "summary": summary.pk,
        "branch": summary.branch_id,
        "month": summary.month,
        "next_month": next_month(summary.month),
        "list": summary.list_number,
        "closing": summary.closing_number,
        "until": (closing and closing.closed_at) or FOR_EVER,
        "buckets": list(STARTS),
        "rehab_no": list(REHAB_NO),
        "rehab_min": policy.rehab_min_months,
        "rehab_max": policy.rehab_max_months or 32767,
        "days": policy.attribution_days,
    }


def current_closing(branch: Branch, month: date) -> Closing | None:
    return Closing.objects.current().select_related("policy").filter(branch=branch, month=month).first()


def is_old(summary: MonthSummary | None, branch: Branch, month: date) -> bool:
    """Whether the month's list or closing is another one than the summary counted."""
    if summary is None:
        return True
    listing, closing = newest_list(branch, month), current_closing(branch, month)
    counted = (summary.list_number, summary.closing_number, summary.figures_at)
    return counted != (listing and listing.pk, closing and closing.pk, closing and closing.computed_at)


def months_to_summarise(branch: Branch) -> list[date]:
    """Open months, where contacts and envelopes still come in, and closed ones whose sums are old; oldest first."""
    known = {summary.month: summary for summary in MonthSummary.objects.filter(branch=branch)}
    periods = Period.objects.filter(branch=branch).order_by("month")
    return [each.month for each in periods if each.is_open or is_old(known.get(each.month), branch, each.month)]
