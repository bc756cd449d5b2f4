"""Matching payments to households, by rule and by hand."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.enums import ImportState
from kaderjkn.common.models import Branch, ImportRun, User
from kaderjkn.common.months import first_day
from kaderjkn.common.sql_jobs import branch_writer, execute, sql_beside

from ..enums import MatchedBy
from ..errors import CannotMatch, CannotUndo
from ..models import Household, Payment

MATCH = sql_beside(__file__.replace("/actions/payments", "/jobs/match_payments"))
TOUCH = """
INSERT INTO arrears_casetouch (case_id, kind, at)
SELECT DISTINCT held.id, 'payment', now()
FROM common_period AS period
JOIN arrears_payment AS payment
  ON payment.branch_id = period.branch_id AND payment.paid_on >= period.month
 AND payment.paid_on < period.month + interval '1 month' AND payment.listed_month = period.month
JOIN arrears_case AS held
  ON held.branch_id = period.branch_id AND held.month = period.month AND held.household_id = payment.household_id
WHERE period.branch_id = %(branch)s AND period.state = 'open'
  AND NOT EXISTS (SELECT FROM arrears_casetouch AS touch WHERE touch.case_id = held.id AND touch.kind = 'payment')
ON CONFLICT DO NOTHING
"""


def match_payments(branch: Branch, *, run: ImportRun | None = None) -> None:
    """Find the household of every payment that is not yet fixed by a closing or by hand; with `run` of that file only.

    Called by whatever changes lists or payments, under the branch's lock, so that figures can rest on it.
    """
    execute(MATCH, {"branch": branch.pk, "run": run and run.pk})
    touch_paid_cases(branch)


def touch_paid_cases(branch: Branch) -> None:
    """A case of an open month that has a payment is touched: no correction takes it away."""
    execute(TOUCH, {"branch": branch.pk})


def match_by_hand(*, payment: Payment, household: Household, by: User) -> Payment:
    """Give an unmatched payment to a household; it then counts as one on the list of its month."""
    with branch_writer(payment.branch.code), acting(by, kind="match payment"):
        payment = Payment.objects.select_for_update().get(pk=payment.pk)
        if payment.matched_by != MatchedBy.NOBODY or payment.reverses_id:
            raise CannotMatch(_("Pembayaran ini sudah cocok dengan sebuah keluarga."))
        if household.branch_id != payment.branch_id:
            raise CannotMatch(_("Keluarga ini bukan milik cabang yang sama."))
        payment.household, payment.matched_by, payment.matched_user = household, MatchedBy.HAND, by
        payment.listed_month = first_day(payment.paid_on)
        payment.save(update_fields=["household", "matched_by", "matched_user", "listed_month"])
        touch_paid_cases(payment.branch)
    return payment


def take_back_match(*, payment: Payment, by: User) -> Payment:
    """Undo a match by hand, while no closed period has used the payment."""
    with branch_writer(payment.branch.code), acting(by, kind="take back match"):
        payment = Payment.objects.select_for_update().get(pk=payment.pk)
        if payment.matched_by != MatchedBy.HAND:
            raise CannotMatch(_("Pembayaran ini tidak dicocokkan dengan tangan."))
        if payment.settled_month:
            raise CannotMatch(_("Pembayaran ini sudah masuk tutup buku; kecocokannya tidak dapat ditarik."))
        payment.household = payment.listed_month = payment.matched_user = None
        payment.matched_by = MatchedBy.NOBODY
        payment.save(update_fields=["household", "matched_by", "matched_user", "listed_month"])
    return payment


def undo_payments(*, run: ImportRun, by: User | None) -> dict:
    """Take a payment file back, while no closed period has used a payment of it (RULES 3.5)."""
    with branch_writer(run.branch.code), acting(by, kind="undo payments"):
        mine = Payment.objects.filter(branch=run.branch, run=run)
        _refuse_used(mine)
        count = mine.count()
        mine.filter(reverses__isnull=False).delete()
        mine.delete()
        run.state, run.undone_at, run.undone_by = ImportState.UNDONE, timezone.now(), by
        run.save(update_fields=["state", "undone_at", "undone_by"])
        match_payments(run.branch)
    return {"removed_payments": count}


def _refuse_used(mine) -> None:
    if mine.filter(settled_month__isnull=False).exists():
        raise CannotUndo(_("Sebagian pembayaran dari berkas ini sudah masuk tutup buku."))
    if mine.filter(reversal__isnull=False).exclude(reversal__run=F("run")).exists():
        raise CannotUndo(_("Berkas lain membatalkan pembayaran dari berkas ini; batalkan berkas itu dulu."))
