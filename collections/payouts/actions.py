"""The way of a statement: made at closing, approved by one, released by another, paid. Each a transaction."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.documents import issue_document, revoke_document
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import User
from kaderjkn.common.sql_jobs import branch_writer, execute

from ..closing.models import Closing
from .documents import STATEMENT
from .enums import StatementState
from .errors import CannotPayOut
from .models import RewardStatement

MAKE = """
INSERT INTO collections_rewardstatement (branch_id, closing_id, cadre_id, total)
SELECT %(branch)s, %(closing)s, cadre_id, sum(reward) FROM collections_rewardline
WHERE closing_id = %(closing)s GROUP BY cadre_id
"""


def make_statements(closing: Closing) -> int:
    """One statement for each cadre with a line in the closing; part of closing's transaction."""
    return execute(MAKE, {"branch": closing.branch_id, "closing": closing.pk})


def approve_statements(*, closing: Closing, pks: Iterable[int], by: User) -> int:
    """The first of two signatures; return how many are new."""
    with branch_writer(closing.branch.code), acting(by, kind="approve statements"):
        chosen = _chosen(closing, pks, StatementState.WAITING)
        return chosen.update(approved_by=by, approved_at=timezone.now())


def take_back_approval(*, closing: Closing, pks: Iterable[int], by: User) -> int:
    """While nobody has released them."""
    with branch_writer(closing.branch.code), acting(by, kind="take back approval"):
        chosen = _chosen(closing, pks, StatementState.APPROVED)
        return chosen.update(approved_by=None, approved_at=None)


def release_statements(*, closing: Closing, pks: Iterable[int], by: User) -> int:
    """The second signature, of another person: gives numbers, shows them to the cadres, locks the month."""
    with branch_writer(closing.branch.code), acting(by, kind="release statements"):
        chosen = list(_chosen(closing, pks, StatementState.APPROVED).select_for_update().order_by("cadre__code"))
        if any(statement.approved_by_id == by.pk for statement in chosen):
            raise CannotPayOut(_("Yang menyetujui dan yang mengesahkan harus dua orang. Minta orang kedua."))
        for statement in chosen:
            _release(statement, by)
        return len(chosen)


def take_back_release(*, statement: RewardStatement, reason: str, by: User) -> RewardStatement:
    """While it is not paid: its number is revoked, and the approval goes with it."""
    if not reason.strip():
        raise CannotPayOut(_("Tulis alasan menarik pengesahan."))
    with branch_writer(statement.branch.code), acting(by, kind="take back release"):
        statement = RewardStatement.objects.select_for_update().get(pk=statement.pk)
        if statement.state != StatementState.RELEASED:
            raise CannotPayOut(_("Hanya rincian yang disahkan dan belum dibayar dapat ditarik."))
        revoke_document(document=statement.document, reason=reason, by=by)
        empty = dict.fromkeys(("approved_by", "approved_at", "released_by", "released_at", "document"))
        for name, value in empty.items():
            setattr(statement, name, value)
        statement.save(update_fields=list(empty))
    return statement


def note_paid(*, closing: Closing, pks: Iterable[int], paid_on: date, by: User) -> int:
    """Note the day on which finance has paid the released statements."""
    today, closed_on = closing.branch.today(), closing.closed_at.astimezone(closing.branch.zone).date()
    if not closed_on <= paid_on <= today:
        words = {"first": long_date(closed_on), "last": long_date(today)}
        raise CannotPayOut(_("Hari bayar harus antara %(first)s dan %(last)s.") % words)
    with branch_writer(closing.branch.code), acting(by, kind="note paid"):
        chosen = _chosen(closing, pks, StatementState.RELEASED).filter(total__gt=0)
        return chosen.update(paid_on=paid_on, paid_noted_by=by)


def take_back_paid(*, closing: Closing, pks: Iterable[int], by: User) -> int:
    """The day was noted by mistake."""
    with branch_writer(closing.branch.code), acting(by, kind="take back paid"):
        chosen = _chosen(closing, pks, StatementState.PAID)
        return chosen.update(paid_on=None, paid_noted_by=None)


def _chosen(closing: Closing, pks: Iterable[int], state: StatementState):
    """The statements that stand at the step; refuse when the month was reopened, or one has gone on meanwhile.

    Statements that have already taken the step are left out instead: pressing twice does it once.
    """
    wanted = set(pks)
    mine = RewardStatement.objects.filter(closing=closing, pk__in=wanted).in_force()
    if not wanted or mine.count() != len(wanted):
        raise CannotPayOut(_("Pilih rincian dari daftar bulan ini; muat ulang halaman bila bukunya dibuka lagi."))
    return mine.in_state(state)


def _release(statement: RewardStatement, by: User) -> None:
    document = issue_document(branch=statement.branch, kind=STATEMENT, subject_id=statement.pk, by=by)
    statement.document, statement.released_by, statement.released_at = document, by, timezone.now()
    statement.save(update_fields=["document", "released_by", "released_at"])
