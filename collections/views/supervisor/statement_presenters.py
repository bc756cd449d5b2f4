"""How reward statements are shown: rows, sums, and what a step brings about in numbers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import number, rupiah, short_date
from kaderjkn.common.months import month_text

from ...payouts.acts import ACTS, Act
from ...payouts.enums import StatementState
from ...payouts.models import RewardStatement

STATE_KINDS = {
    StatementState.WAITING: "warning",
    StatementState.APPROVED: "info",
    StatementState.RELEASED: "info",
    StatementState.PAID: "success",
}
FINANCE_HEADINGS = (
    "nomor", "kode_kader", "nama", "bank", "no_rekening", "atas_nama", "jumlah", "periode", "disetujui", "disahkan",
)  # fmt: skip
FINANCE_TEXTS = ("nomor", "kode_kader", "no_rekening")


def statement_row(statement: RewardStatement, user) -> dict:
    document, is_office = statement.document, user.is_office
    return {
        "pk": statement.pk,
        "cadre": str(statement.cadre),
        "cadre_url": cadre_address(statement) if is_office else "",
        "total": statement.total,
        "state": (statement.state.label, STATE_KINDS[statement.state]),
        "approved": signature(statement, statement.approved_by, statement.approved_at),
        "released": signature(statement, statement.released_by, statement.released_at),
        "paid_on": statement.paid_on,
        "number": document and document.number,
        "pdf_url": statement.get_absolute_url() if document and is_office else "",
        "take_back_url": take_back_address(statement, user),
    }


def cadre_address(statement: RewardStatement) -> str:
    return reverse("collections:closing-cadre", args=[month_text(statement.closing.month), statement.cadre_id])


def take_back_address(statement: RewardStatement, user) -> str:
    may = user.has_perm("collections.release_statements") and statement.state == StatementState.RELEASED
    return reverse("collections:statement-take-back", args=[statement.pk]) if may else ""


def signature(statement: RewardStatement, who, when) -> str:
    """Name and day of a signature; empty where there is none."""
    return f"{who}, {short_date(when.astimezone(statement.branch.zone).date())}" if when else ""


def stats(rows: list[RewardStatement]) -> list[dict]:
    """Count and rupiah by step."""
    found = []
    for state in StatementState:
        mine = [row for row in rows if row.state == state]
        words = _("%(count)s rincian") % {"count": number(len(mine))}
        found.append({"label": state.label, "value": rupiah(sum(row.total for row in mine)), "note": words})
    return found


def statement_steps(rows: list[RewardStatement]) -> dict:
    """What the page of the month says about its statements."""
    waiting = [row for row in rows if row.state != StatementState.PAID and row.total > 0]
    return {"count": len(rows), "total": sum(row.total for row in rows), "waiting": len(waiting)}


def acts_for(user, rows: list[RewardStatement], closing) -> list[dict]:
    """The steps that the user may take for some of the rows."""
    states = {row.state for row in rows}
    month, code = month_text(closing.month), closing.branch.code
    return [
        {
            "label": act.label,
            "kind": act.kind,
            "url": f"{reverse('collections:statement-act', args=[month, act.name])}?cabang={code}",
        }
        for act in ACTS.values()
        if act.starts_from in states and user.has_perm(act.permission)
    ]


def consequences(act: Act, chosen: list[RewardStatement]) -> list:
    """The chosen statements that stand at the step, in numbers; the others, and what the step means."""
    fitting = [row for row in chosen if row.state == act.starts_from]
    total = sum(row.total for row in fitting)
    found = [(len(fitting), _("rincian, seluruhnya %(total)s") % {"total": rupiah(total)})]
    if others := len(chosen) - len(fitting):
        found.append((others, _("rincian yang dipilih tidak menunggu langkah ini dan dilewati")))
    match act.name:
        case "sahkan":
            found.append(_("Rincian mendapat nomor, kader melihatnya, dan bulan ini tidak dapat dibuka lagi."))
        case "dibayar":
            found.append(_("Kader melihat tanggal bayarnya. Jumlah nol atau di bawahnya dilewati."))
    return found


def take_back_consequences(statement: RewardStatement) -> list:
    words = {"number": statement.document.number, "name": statement.cadre.name}
    return [
        (rupiah(statement.total), _("untuk %(name)s menunggu persetujuan lagi") % words),
        _("Nomor %(number)s dicabut; kode QR-nya menjawab «tidak berlaku lagi».") % words,
    ]


def finance_cells(statement: RewardStatement) -> list:
    cadre, zone = statement.cadre, statement.branch.zone
    return [
        statement.document.number,
        cadre.code,
        cadre.name,
        cadre.bank,
        cadre.account_number,
        cadre.account_holder or cadre.name,
        statement.total,
        month_text(statement.closing.month),
        statement.approved_at.astimezone(zone).date(),
        statement.released_at.astimezone(zone).date(),
    ]
