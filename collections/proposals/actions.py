"""Proposing settings, and deciding on them: a second person's approval, and nothing else, makes the row."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import month_name
from kaderjkn.common.models import Branch, Period, User
from kaderjkn.common.sql_jobs import branch_writer

from .enums import ProposalState, SettingsKind
from .errors import CannotDecide, CannotPropose
from .models import Proposal
from .setting_values import Settings, values_in_force


def last_closed_month(branch: Branch) -> date | None:
    return Period.objects.closed().filter(branch=branch).order_by("-month").values_list("month", flat=True).first()


def propose(*, branch: Branch, kind: SettingsKind, values: dict, starts_on: date, reason: str, by: User) -> Proposal:
    """Put settings before a second person; nothing is in force yet."""
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise CannotPropose(_("Tulis alasan usulan ini."))
    if starts_on.day != 1:
        raise CannotPropose(_("Pengaturan berlaku mulai tanggal satu sebuah bulan."))
    if late := _behind(branch, starts_on):
        raise CannotPropose(late)
    if values == values_in_force(kind, branch, starts_on):
        raise CannotPropose(_("Usulan ini sama dengan yang sudah berlaku pada bulan itu."))
    values_of = {"branch": branch, "kind": kind, "values": values, "starts_on": starts_on, "reason": reason}
    try:
        with transaction.atomic(), acting(by, kind="propose settings"):
            return Proposal.objects.create(proposed_by=by, **values_of)
    except IntegrityError:
        raise CannotPropose(
            _("Masih ada usulan yang menunggu untuk bulan mulai yang sama; tarik atau putuskan yang itu dulu.")
        ) from None


def approve(*, proposal: Proposal, by: User, reason: str = "") -> Proposal:
    """Make the proposed row. Approved before, nothing changes."""
    with branch_writer(proposal.branch.code), acting(by, kind="approve settings"):
        proposal = _locked(proposal)
        if proposal.state == ProposalState.APPROVED:
            return proposal
        _refuse_decided(proposal)
        _refuse_same_person(proposal, by)
        if late := _behind(proposal.branch, proposal.starts_on):
            raise CannotDecide(late)
        setattr(proposal, proposal.kind, _make_row(proposal))
        _decide(proposal, ProposalState.APPROVED, by, reason, proposal.kind)
    return proposal


def refuse(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """Say no, with a reason that the proposer reads."""
    if not reason.strip():
        raise CannotDecide(_("Tulis alasan penolakan."))
    with transaction.atomic(), acting(by, kind="refuse settings"):
        proposal = _locked(proposal)
        _refuse_decided(proposal)
        _refuse_same_person(proposal, by)
        _decide(proposal, ProposalState.REFUSED, by, reason)
    return proposal


def withdraw(*, proposal: Proposal, by: User) -> Proposal:
    """Take an open proposal back; only who proposed it may."""
    with transaction.atomic(), acting(by, kind="withdraw settings"):
        proposal = _locked(proposal)
        _refuse_decided(proposal)
        if proposal.proposed_by_id != by.pk:
            raise CannotDecide(_("Hanya pengusul yang dapat menarik usulannya."))
        _decide(proposal, ProposalState.WITHDRAWN, by, "")
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("branch").get(pk=proposal.pk)


def _behind(branch: Branch, starts_on: date) -> str:
    """Why a start would touch what is closed; empty where it does not."""
    last = last_closed_month(branch)
    if last is None or starts_on > last:
        return ""
    words = {"month": month_name(last)}
    return _("%(month)s sudah tutup buku: pengaturan baru hanya dapat berlaku untuk bulan sesudahnya.") % words


def _refuse_decided(proposal: Proposal) -> None:
    if not proposal.is_open:
        state = proposal.get_state_display().lower()
        raise CannotDecide(_("Usulan ini tidak menunggu lagi: sudah %(state)s.") % {"state": state})


def _refuse_same_person(proposal: Proposal, by: User) -> None:
    if proposal.proposed_by_id == by.pk:
        raise CannotDecide(_("Usulan diputuskan oleh orang kedua, bukan oleh pengusulnya."))


def _make_row(proposal: Proposal):
    try:
        with transaction.atomic():
            return Settings(proposal.kind, proposal.values, proposal.branch, proposal.starts_on).create()
    except IntegrityError:
        raise CannotDecide(
            _("Sudah ada pengaturan yang berlaku mulai bulan ini, atau nilainya bertentangan. Ajukan bulan lain.")
        ) from None


def _decide(proposal: Proposal, state: ProposalState, by: User, reason: str, *also: str) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.decision_reason = " ".join(reason.split())[:500]
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", *also])
