"""The cadre's own months: what was collected, each reward line, and what did not count and why.

Figures come from the current closing of the month, provisional or closed; nothing is computed here.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.utils.translation import gettext as _

from arrears.models import Case
from arrears.periods import paid_through
from cadres.models import Cadre
from kaderjkn.common.formatting import basis_points, local_time, month_name
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import add_months

from ..closing.enums import CURRENT_STATES, ClosingState, Verdict
from ..closing.models import CadreFigure, Closing, RewardLine, Settlement
from ..field.enums import Mode
from ..field.models import Contact
from ..field.promises import PromiseState, with_promise_state
from ..goals.progress import progress_of
from ..payouts.models import RewardStatement

MONTHS_SHOWN = 6


def month_in_work(branch: Branch) -> date | None:
    """The month that cadres work on: the newest open one that has begun; None before the first list."""
    begun = Period.objects.open().filter(branch=branch, month__lte=branch.today())
    return begun.order_by("-month").values_list("month", flat=True).first()


def months_of(cadre: Cadre) -> list[dict]:
    """The newest months that have begun, newest first."""
    periods = Period.objects.filter(branch=cadre.branch_id, month__lte=cadre.branch.today()).order_by("-month")
    months = list(periods.values_list("month", flat=True)[:MONTHS_SHOWN])
    closings = Closing.objects.filter(branch=cadre.branch_id, month__in=months, state__in=CURRENT_STATES)
    by_month = {one.month: one for one in closings.select_related("policy", "scheme")}
    return [month_of(cadre, month, by_month.get(month)) for month in months]


def month_of(cadre: Cadre, month: date, closing: Closing | None) -> dict:
    found = {
        "month": month,
        "contacts": contacts_in(cadre, month).count(),
        "promises": promise_counts(cadre, month),
        "weeks": weeks_of(cadre, month),
        "goals": [goal_of(goal) for goal in progress_of(cadre, month)],
    }
    figure = closing and CadreFigure.objects.filter(branch=cadre.branch_id, closing=closing, cadre=cadre).first()
    return found | figures_of(cadre, closing, figure) if figure else found


def contacts_in(cadre: Cadre, month: date):
    return Contact.objects.filter(
        branch=cadre.branch_id, cadre=cadre, made_on__gte=month, made_on__lt=add_months(month, 1)
    )


def weeks_of(cadre: Cadre, month: date) -> list[dict]:
    """Households visited in each week that touches the month and has begun; weeks run from Monday to Sunday."""
    first, last = monday_of(month), min(add_months(month, 1) - timedelta(days=1), cadre.branch.today())
    visits = Contact.objects.filter(branch=cadre.branch_id, cadre=cadre, mode=Mode.VISIT, made_on__gte=first)
    rows = visits.filter(made_on__lt=monday_of(last) + timedelta(days=7)).values_list("made_on", "household").distinct()
    households = defaultdict(set)
    for made_on, household in rows:
        households[monday_of(made_on)].add(household)
    mondays = [first + timedelta(days=days) for days in range(0, (last - first).days + 1, 7)]
    return [{"monday": monday, "visited": len(households[monday])} for monday in mondays]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def promise_counts(cadre: Cadre, month: date) -> dict[str, int]:
    """How many of the promises made to the cadre in the month were kept, broken, or wait for data."""
    states = with_promise_state(contacts_in(cadre, month), paid_through(cadre.branch))
    found = list(states.values_list("promise_state", flat=True))
    return {state: found.count(state) for state in PromiseState.values}


def goal_of(goal) -> dict:
    label = _("Sasaran bulan ini") if goal.months == 1 else _("Sasaran triwulan ini")
    return {"label": label, "collected": goal.collected, "amount": goal.amount}


def figures_of(cadre: Cadre, closing: Closing, figure: CadreFigure) -> dict:
    lines = RewardLine.objects.filter(branch=cadre.branch_id, closing=closing, cadre=cadre).select_related("settlement")
    lines = list(lines.order_by("dated", "source", "reference"))
    rows = uncounted(cadre, closing)
    return {
        "is_closed": closing.state == ClosingState.CLOSED,
        "as_of": local_time(closing.computed_at, cadre.branch.zone),
        "scheme": closing.scheme.name,
        "figure": {
            name: getattr(figure, name)
            for name in (
                "cases",
                "target",
                "collected",
                "paying",
                "settled",
                "contacted",
                "late_collected",
                "is_active",
            )
        },
        "parts": active_parts(figure, closing.policy),
        "reward": sum(line.reward for line in lines),
        "own": [line_of(line) for line in lines if line.late_from is None],
        "late": [line_of(line) for line in lines if line.late_from],
        "uncounted": [uncounted_of(row, cadre) for row in rows],
        "statement": statement_of(cadre, closing),
    }


def line_of(line: RewardLine) -> dict:
    return {
        "payment": line.settlement and line.settlement.payment_id,
        "reference": f"{line.source} {line.reference}",
        "on": line.dated,
        "amount": line.eligible,
        "months": line.months,
        "rate": basis_points(line.rate_bp),
        "reward": line.reward,
        "late_from": month_name(line.late_from) if line.late_from else "",
    }


def uncounted(cadre: Cadre, closing: Closing):
    """Payments for the cadre's cases in this closing that gave the cadre no reward line."""
    cases = Case.objects.of_branch(closing.branch_id).last_held_by(cadre)
    rows = Settlement.objects.filter(closing=closing, case__in=cases).exclude(cadre=cadre, reward_line__isnull=False)
    return rows.select_related("payment").order_by("payment__paid_on", "payment__source", "payment__reference")


def uncounted_of(settlement: Settlement, cadre: Cadre) -> dict:
    return {
        "payment": settlement.payment_id,
        "reference": f"{settlement.payment.source} {settlement.payment.reference}",
        "on": settlement.payment.paid_on,
        "amount": settlement.payment.amount,
        "why": verdict_words(settlement, cadre),
    }


def verdict_words(settlement: Settlement, cadre: Cadre) -> str:
    """Why a payment earned the cadre nothing."""
    if settlement.verdict == Verdict.COLLECTED and settlement.cadre_id != cadre.pk:
        return _("Diakui untuk kader yang memegang binaan pada hari bayar")
    if settlement.verdict == Verdict.COLLECTED:
        return _("Diakui, tanpa imbal jasa: tidak ada perjanjian yang berlaku pada hari bayar")
    return settlement.get_verdict_display()


def active_parts(figure: CadreFigure, policy) -> list[dict]:
    """The three parts of the active status (RULES 5.7); a part without a basis is passed."""
    meetings = _("Pertemuan dihadiri"), figure.meetings_attended, figure.meetings_counted
    return [
        part(_("Binaan dihubungi"), figure.contacted, figure.cases, policy.active_min_contact_share),
        part(*meetings, policy.active_min_attendance_share),
        {"label": _("Laporan integritas terbukti"), "done": figure.incidents, "is_met": not figure.incidents},
    ]


def part(label: str, done: int, total: int, percent) -> dict:
    is_met = done * 100 >= percent * total
    return {"label": label, "done": done, "total": total, "percent": int(percent), "is_met": is_met}


def statement_of(cadre: Cadre, closing: Closing) -> dict | None:
    statement = RewardStatement.objects.visible_to(cadre.user).filter(closing=closing, cadre=cadre).first()
    return statement and {"url": statement.get_absolute_url(), "paid_on": statement.paid_on}


def visited_since_monday(cadre: Cadre, today: date) -> list[int]:
    """Households that the cadre visited this week: the week's target counts each of them once."""
    visits = Contact.objects.filter(
        branch=cadre.branch_id, cadre=cadre, mode=Mode.VISIT, made_on__range=(monday_of(today), today)
    )
    return sorted(set(visits.values_list("household_id", flat=True)))
