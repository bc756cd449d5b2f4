"""Closing and reopening a month (RULES 6). Each is one transaction under the branch's lock."""

from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.actions.payments import touch_paid_cases
from arrears.models import BranchPolicy
from arrears.periods import open_period
from kaderjkn.common.audit import acting
from kaderjkn.common.enums import PeriodState
from kaderjkn.common.faults import fault_point
from kaderjkn.common.models import Branch, Period, User
from kaderjkn.common.months import month_text, next_month
from kaderjkn.common.sql_jobs import branch_writer, execute

from ..payouts.actions import make_statements
from ..payouts.models import RewardStatement
from ..reviews.actions import open_reviews, take_back_reviews
from .enums import ClosingState
from .errors import CannotClose, CannotReopen
from .jobs.compute import compute
from .models import Closing, RewardLine, RewardScheme, Settlement

SETTLED = """
UPDATE arrears_payment AS payment SET settled_month = %(month)s
FROM collections_settlement AS settled
WHERE settled.closing_id = %(closing)s AND settled.payment_id = payment.id
"""
HOLD_SETTINGS = """
SELECT FROM arrears_branchpolicy WHERE id = %(policy)s FOR SHARE;
SELECT FROM collections_rewardscheme WHERE id = %(scheme)s FOR SHARE
"""
OLD_VERSION = """
UPDATE collections_settlement AS settled
SET is_current = false,
    paid = jsonb_build_object('source', payment.source, 'reference', payment.reference, 'paid_on', payment.paid_on,
                              'amount', payment.amount)
FROM arrears_payment AS payment
WHERE settled.closing_id = %(closing)s AND payment.id = settled.payment_id
"""
UNSETTLED = "UPDATE arrears_payment SET settled_month = NULL WHERE branch_id = %(branch)s AND settled_month = %(month)s"


def recompute(*, branch: Branch, month: date, wait: bool = False) -> Closing:
    """Provisional figures of an open month, as they stand now; with `wait` after whoever works on the branch."""
    with branch_writer(branch.code, wait=wait):
        open_period(branch, month)
        return _compute_now(branch, month)


def close_period(*, branch: Branch, month: date, by: User | None = None) -> tuple[Closing, bool]:
    """Fix the figures of a month; return the closing and whether this call closed it."""
    with branch_writer(branch.code), acting(by, kind="close period"):
        if closed := Closing.objects.closed().filter(branch=branch, month=month).first():
            return closed, False
        period = open_period(branch, month)
        _refuse_early(period)
        closing = _compute_now(branch, month)
        closing.state, closing.closed_at, closing.closed_by = ClosingState.CLOSED, timezone.now(), by
        closing.save(update_fields=["state", "closed_at", "closed_by"])
        execute(SETTLED, {"closing": closing.pk, "month": month})
        make_statements(closing)
        period.state = PeriodState.CLOSED
        period.save(update_fields=["state"])
        open_reviews(closing)
        _begin_next(branch, month)
        fault_point("closing")
    fault_point("closed")
    return closing, True


def reopen_period(*, branch: Branch, month: date, reason: str, by: User | None = None) -> Closing:
    """Open the latest closed month again; its figures stay readable as a version."""
    if not reason.strip():
        raise CannotReopen(_("Tulis alasan membuka buku lagi."))
    with branch_writer(branch.code), acting(by, kind="reopen period"):
        closing = _latest_closing(branch, month)
        if RewardStatement.objects.filter(closing=closing).released().exists():
            raise CannotReopen(_("Imbal jasa periode ini sudah disahkan; bukunya tidak dapat dibuka lagi."))
        take_back_reviews(closing)
        _drop_provisional(branch)
        RewardLine.objects.filter(closing=closing).update(is_current=False)
        execute(OLD_VERSION, {"closing": closing.pk})
        execute(UNSETTLED, {"branch": branch.pk, "month": month})
        closing.state, closing.reopen_reason = ClosingState.SUPERSEDED, reason.strip()[:300]
        closing.reopened_at, closing.reopened_by = timezone.now(), by
        closing.save(update_fields=["state", "reopen_reason", "reopened_at", "reopened_by"])
        Period.objects.filter(branch=branch, month=month).update(state=PeriodState.OPEN)
        touch_paid_cases(branch)  # payments that came while it was closed
    return closing


def _compute_now(branch: Branch, month: date) -> Closing:
    closing = Closing.objects.filter(branch=branch, month=month, state=ClosingState.PROVISIONAL).first()
    policy, scheme = _held_settings(branch, month)
    used = {
        "policy": policy,
        "scheme": scheme,
        "computed_at": timezone.now(),
        "settings_used": _written_out(policy, scheme),
    }
    if closing is None:
        last = Closing.objects.filter(branch=branch, month=month).aggregate(last=Max("version"))["last"] or 0
        closing = Closing.objects.create(branch=branch, month=month, version=last + 1, **used)
    else:
        for name, value in used.items():
            setattr(closing, name, value)
        closing.save(update_fields=list(used))
    compute(closing)
    return closing


def _held_settings(branch: Branch, month: date) -> tuple[BranchPolicy, RewardScheme]:
    """What rules the month. Whoever changes it now waits, and is refused once the month is closed with it."""
    policy = BranchPolicy.objects.in_force(branch, month)
    scheme = RewardScheme.objects.in_force(branch, month)
    execute(HOLD_SETTINGS, {"policy": policy.pk, "scheme": scheme.pk})
    policy.refresh_from_db()
    scheme.refresh_from_db()
    return policy, scheme


def _written_out(policy: BranchPolicy, scheme: RewardScheme) -> dict:
    """The settings as plain values, so that the closing explains itself."""
    tiers = [
        {"from": tier.months.lower, "below": tier.months.upper, "rate_bp": tier.rate_bp} for tier in scheme.tiers.all()
    ]
    encoder = DjangoJSONEncoder()
    rows = {"policy": model_to_dict(policy), "scheme": model_to_dict(scheme) | {"tiers": tiers}}
    return {name: {key: _plain(value, encoder) for key, value in row.items()} for name, row in rows.items()}


def _plain(value, encoder: DjangoJSONEncoder):
    return value if isinstance(value, str | int | list | None) else encoder.default(value)


def _refuse_early(period: Period) -> None:
    if period.branch.today() < next_month(period.month):
        raise CannotClose(
            _("Periode %(month)s belum berakhir; tutup buku dapat dilakukan mulai %(day)s.")
            % {"month": month_text(period.month), "day": next_month(period.month)}
        )
    earlier = Period.objects.filter(branch=period.branch, month__lt=period.month).open().order_by("month").first()
    if earlier:
        raise CannotClose(
            _("Tutup buku berurutan: periode %(month)s masih terbuka.") % {"month": month_text(earlier.month)}
        )


def _begin_next(branch: Branch, month: date) -> None:
    """Periods run every month: the next one exists once it has begun."""
    if branch.today() >= next_month(month):
        Period.objects.get_or_create(branch=branch, month=next_month(month))


def _latest_closing(branch: Branch, month: date) -> Closing:
    latest = Closing.objects.closed().filter(branch=branch).order_by("-month").first()
    if latest is None or latest.month != month:
        raise CannotReopen(_("Hanya periode terakhir yang tutup buku dapat dibuka lagi."))
    return latest


def _drop_provisional(branch: Branch) -> None:
    """Figures of open months may hold late payments of the month that opens again; they are computed anew."""
    provisional = Closing.objects.filter(branch=branch, state=ClosingState.PROVISIONAL)
    for closing in provisional:
        RewardLine.objects.filter(closing=closing).delete()
        Settlement.objects.filter(closing=closing).delete()
    provisional.delete()
