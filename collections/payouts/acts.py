"""The steps of statements that the page offers for several at once: who may, from where, in which words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from . import actions
from .enums import StatementState


@dataclass(frozen=True, slots=True)
class Act:
    """`label` stands on the button, `ask` above the numbers; `done(count)` is said afterwards."""

    name: str
    label: str
    ask: str
    told: str
    permission: str
    run: Callable[..., int]
    starts_from: StatementState
    kind: str = "secondary"
    asks_day: bool = False

    def done(self, count: int) -> str:
        return self.told % {"count": count}


def told(words: str):
    return ngettext_lazy(words, words, "count")


ACTS = {
    act.name: act
    for act in (
        Act(
            "setujui",
            _("Setujui yang dipilih"),
            _("Setujui rincian ini?"),
            told("%(count)d rincian disetujui."),
            "collections.approve_statements",
            actions.approve_statements,
            StatementState.WAITING,
            kind="primary",
        ),
        Act(
            "sahkan",
            _("Sahkan yang dipilih"),
            _("Sahkan rincian ini untuk dibayar?"),
            told("%(count)d rincian disahkan."),
            "collections.release_statements",
            actions.release_statements,
            StatementState.APPROVED,
            kind="primary",
        ),
        Act(
            "dibayar",
            _("Catat dibayar"),
            _("Catat rincian ini sebagai dibayar?"),
            told("%(count)d rincian dicatat dibayar."),
            "collections.note_payouts",
            actions.note_paid,
            StatementState.RELEASED,
            kind="primary",
            asks_day=True,
        ),
        Act(
            "tarik-persetujuan",
            _("Tarik persetujuan"),
            _("Tarik persetujuan rincian ini?"),
            told("Persetujuan %(count)d rincian ditarik."),
            "collections.approve_statements",
            actions.take_back_approval,
            StatementState.APPROVED,
        ),
        Act(
            "belum-dibayar",
            _("Ternyata belum dibayar"),
            _("Hapus tanggal bayar rincian ini?"),
            told("Tanggal bayar %(count)d rincian dihapus."),
            "collections.note_payouts",
            actions.take_back_paid,
            StatementState.PAID,
        ),
    )
}
