"""The cadre's own month: what was collected, each reward line, and what did not count and why."""

from datetime import date

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from arrears.models import Case
from kaderjkn.common.formatting import month_name
from kaderjkn.common.models import Period
from kaderjkn.common.months import month_text

from ...closing.models import CadreFigure, Closing, RewardLine, Settlement
from ...field.models import Contact
from ...field.worklist import working_month
from ...goals.progress import progress_of
from ...payouts.models import RewardStatement
from ...reviews.models import Review, ReviewReminder, ReviewWarning
from . import presenters
from .mixins import OwnPage

MONTHS_SHOWN = 6


class OwnMonth(OwnPage, TemplateView):
    """Figures come from the current closing of the month, provisional or closed."""

    permission = "collections.read_own_month"
    template_name = "collections/mobile/month.html"

    def get_context_data(self, **kwargs):
        user, months = self.request.user, shown_months(self.cadre.branch)
        month = asked_month(self.request, months) or working_month(self.cadre.branch)
        closing = Closing.objects.visible_to(user).filter(month=month).select_related("policy", "scheme").first()
        context = {"month": month, "months": month_tabs(months, month), "closing": closing}
        context |= {
            "review": Review.objects.visible_to(user).undecided().first(),
            "answer_ending": ReviewReminder.objects.visible_to(user).standing().for_cadre().first(),
            "contacts": self.contacts(month),
        }
        if month:
            context["goals"] = progress_of(self.cadre, month)
        if closing:
            context |= self.figures(closing) | {"warning": self.warning(closing)}
        return super().get_context_data(**context, **kwargs)

    def contacts(self, month: date | None) -> int:
        mine = Contact.objects.visible_to(self.request.user)
        return (
            mine.filter(branch=self.cadre.branch, made_on__year=month.year, made_on__month=month.month).count()
            if month
            else 0
        )

    def warning(self, closing: Closing) -> ReviewWarning | None:
        """The kind word of the newest closed month, where one was given."""
        newest = Closing.objects.closed().filter(branch=closing.branch_id).order_by("-month").first()
        return ReviewWarning.objects.visible_to(self.request.user).filter(closing=newest).first() if newest else None

    def figures(self, closing: Closing) -> dict:
        figure = CadreFigure.objects.visible_to(self.request.user).filter(closing=closing).first()
        lines = list(
            RewardLine.objects.visible_to(self.request.user).filter(closing=closing).select_related("settlement")
        )
        own = [presenters.reward_row(line) for line in lines if line.late_from is None]
        late = [presenters.reward_row(line) for line in lines if line.late_from]
        return {
            "figure": figure,
            "parts": active_parts(figure, closing.policy) if figure else [],
            "own_lines": own,
            "late_lines": late,
            "own_columns": presenters.reward_columns(late=False),
            "late_columns": presenters.reward_columns(late=True),
            "reward": sum(line.reward for line in lines),
            "statement": RewardStatement.objects.visible_to(self.request.user).filter(closing=closing).first(),
            "uncounted": [presenters.uncounted_row(row, self.cadre) for row in uncounted(self.cadre, closing)],
            "uncounted_columns": presenters.uncounted_columns(),
        }


def shown_months(branch) -> list[date]:
    periods = Period.objects.filter(branch=branch, month__lte=branch.today()).order_by("-month")
    return list(periods.values_list("month", flat=True)[:MONTHS_SHOWN])


def asked_month(request, months: list[date]) -> date | None:
    """`?bulan=2026-11`; what is not among the months shown is as if nothing had been asked."""
    named = {month_text(month): month for month in months}
    return named.get(request.GET.get("bulan", ""))


def month_tabs(months: list[date], current: date | None) -> list[dict]:
    return [
        {"label": month_name(month), "url": f"?bulan={month_text(month)}", "current": month == current}
        for month in months
    ]


def active_parts(figure: CadreFigure, policy) -> list[dict]:
    """The three parts of the active status (RULES 5.7); a part without a basis is passed."""
    return [
        part(_("Binaan dihubungi"), figure.contacted, figure.cases, policy.active_min_contact_share),
        part(
            _("Pertemuan dihadiri"),
            figure.meetings_attended,
            figure.meetings_counted,
            policy.active_min_attendance_share,
        ),
        {"label": _("Laporan integritas terbukti"), "done": figure.incidents, "is_met": not figure.incidents},
    ]


def part(label: str, done: int, total: int, percent) -> dict:
    return {
        "label": label,
        "done": done,
        "total": total,
        "percent": percent,
        "is_met": done * 100 >= percent * total,
    }


def uncounted(cadre, closing: Closing):
    """Payments for the cadre's cases in this closing that gave the cadre no reward line."""
    cases = Case.objects.of_branch(closing.branch_id).last_held_by(cadre)
    rows = Settlement.objects.filter(closing=closing, case__in=cases).exclude(cadre=cadre, reward_line__isnull=False)
    return rows.select_related("payment").order_by("payment__paid_on", "payment__source", "payment__reference")
