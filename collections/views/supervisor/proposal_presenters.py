"""How settings, proposals and their differences are shown."""

from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import EMPTY, basis_points, long_date, month_name, number, rupiah
from kaderjkn.common.models import Branch

from ...closing.models import RewardScheme
from ...proposals.enums import ProposalState, SettingsKind
from ...proposals.models import Proposal
from ...proposals.setting_values import POLICY_SETTINGS, SCHEME_SETTINGS, values_in_force

STATE_KINDS = {
    ProposalState.OPEN: "warning",
    ProposalState.APPROVED: "success",
    ProposalState.REFUSED: "danger",
    ProposalState.WITHDRAWN: "neutral",
}


def state_of(proposal: Proposal) -> tuple[str, str]:
    return proposal.get_state_display(), STATE_KINDS[proposal.state]


# Settings as words


def label_of(kind: str, name: str) -> str:
    model = BranchPolicy if kind == SettingsKind.POLICY else RewardScheme
    return str(model._meta.get_field(name).verbose_name).capitalize()


def shown(kind: str, name: str, value) -> str:
    """A setting as the screen says it; an empty maximum or cap is no limit."""
    if kind == SettingsKind.POLICY:
        field = BranchPolicy._meta.get_field(name)
        if field.choices:
            return dict(field.flatchoices).get(value, value)
        read = field.to_python(value)
        if read is None:
            return _("tanpa batas")
        return f"{read:%H.%M}" if isinstance(read, time) else number(read)
    if name == "name":
        return value
    return _("tanpa batas") if value is None else rupiah(value)


def tier_words(tier: dict) -> str:
    if tier["below"] is None:
        months = _("%(from)s bulan ke atas") % {"from": tier["from"]}
    else:
        months = _("%(from)s sampai %(to)s bulan") % {"from": tier["from"], "to": tier["below"] - 1}
    return f"{months}: {basis_points(tier['rate_bp'])}"


def settings_rows(kind: str, values: dict, compared: dict) -> list[dict]:
    """Every setting beside the one it is compared with; those that differ say so."""
    names = [name for name in (*POLICY_SETTINGS, *SCHEME_SETTINGS) if name in values]
    rows = [
        row_of(label_of(kind, name), shown(kind, name, compared[name]), shown(kind, name, values[name]))
        for name in names
    ]
    if kind == SettingsKind.SCHEME:
        before, after = ("; ".join(map(tier_words, each["tiers"])) for each in (compared, values))
        rows.append(row_of(_("Jenjang"), before, after))
    return sorted(rows, key=lambda row: row["mark"] is None)


def row_of(label: str, before: str, after: str) -> dict:
    mark = (_("berubah"), "warning") if before != after else None
    return {"label": label, "before": before, "after": after, "mark": mark or None}


def settings_columns() -> list[dict]:
    return [
        {"key": "label", "label": _("Pengaturan")},
        {"key": "before", "label": _("Sekarang")},
        {"key": "after", "label": _("Usulan")},
        {"key": "mark", "label": _("Keadaan"), "kind": "status"},
    ]


def compared_with_force(proposal: Proposal) -> list[dict]:
    """Against what ruled the month before the start, which the proposal would succeed."""
    before = values_in_force(proposal.kind, proposal.branch, proposal.starts_on)
    return settings_rows(proposal.kind, proposal.values, before)


# Lists


def proposal_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Usulan"), "url": "url"},
        {"key": "branch", "label": _("Kantor cabang")},
        {"key": "starts_on", "label": _("Berlaku mulai"), "kind": "month"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "by", "label": _("Diusulkan oleh")},
        {"key": "decided_by", "label": _("Diputuskan oleh")},
    ]


def proposal_row(proposal: Proposal) -> dict:
    return {
        "name": proposal.get_kind_display(),
        "url": proposal.get_absolute_url(),
        "branch": str(proposal.branch),
        "starts_on": proposal.starts_on,
        "state": state_of(proposal),
        "by": str(proposal.proposed_by),
        "decided_by": str(proposal.decided_by or ""),
    }


def force_columns() -> list[dict]:
    return [
        {"key": "starts_on", "label": _("Berlaku mulai"), "kind": "date"},
        {"key": "when", "label": _("Keadaan"), "kind": "status"},
        {"key": "scope", "label": _("Untuk")},
        {"key": "words", "label": _("Isi")},
        {"key": "used", "label": _("Dipakai tutup buku"), "kind": "number"},
        {"key": "approved", "label": _("Disetujui oleh"), "url": "url"},
    ]


def force_rows(kind: str, branch: Branch, rows, used: dict[int, int], proposals: dict[int, Proposal]) -> list[dict]:
    """Settings of the branch and those for all, newest start first; the one that rules today stands out."""
    model = BranchPolicy if kind == SettingsKind.POLICY else RewardScheme
    today = branch.today()
    ruling = model.objects.in_force(branch, today.replace(day=1))
    return [
        force_row(row, proposals.get(row.pk)) | {"when": when_words(row, today, ruling), "used": used.get(row.pk, 0)}
        for row in rows
    ]


def force_row(row: BranchPolicy | RewardScheme, proposal: Proposal | None) -> dict:
    return {
        "starts_on": row.starts_on,
        "scope": _("cabang ini") if row.branch_id else _("semua cabang"),
        "words": policy_words(row) if isinstance(row, BranchPolicy) else row.name,
        "approved": approved_words(proposal),
        "url": proposal.get_absolute_url() if proposal else "",
    }


def when_words(row, today: date, ruling) -> tuple[str, str]:
    if row == ruling:
        return _("berlaku sekarang"), "success"
    return (_("akan berlaku"), "info") if row.starts_on > today else (_("tidak berlaku sekarang"), "neutral")


def approved_words(proposal: Proposal | None) -> str:
    if proposal is None:
        return _("tanpa usulan (bawaan atau impor)")
    day = timezone.localtime(proposal.decided_at, proposal.branch.zone).date()
    return f"{proposal.decided_by}, {long_date(day)}"


def policy_words(policy: BranchPolicy) -> str:
    high = EMPTY if policy.cadre_max_months is None else policy.cadre_max_months
    band = _("%(low)s bulan ke atas") if policy.cadre_max_months is None else _("%(low)s sampai %(high)s bulan")
    return f"{band % {'low': policy.cadre_min_months, 'high': high}}; {policy.get_attribution_display().lower()}"


def consequences(proposal: Proposal, newest) -> list:
    """What approving brings about; in rupiah and households where a dry run has told."""
    start = month_name(proposal.starts_on)
    lines = [
        _("Berlaku mulai %(month)s; bulan yang sudah tutup buku tidak berubah.") % {"month": start},
        _("Setelah ada bulan yang tutup buku dengannya, hanya dapat digantikan, tidak dapat diubah."),
    ]
    if newest is None or not newest.computed_at:
        return [*lines, _("Belum ada uji coba: akibatnya pada bulan lalu belum dihitung.")]
    total = newest.summary["total"]
    return [
        (total["entered"], _("keluarga akan menjadi binaan pada bulan-bulan yang diuji")),
        (total["left"], _("keluarga tidak akan menjadi binaan")),
        (rupiah(total["if"]["reward"] - total["real"]["reward"]), _("selisih imbal jasa pada bulan-bulan yang diuji")),
        *lines,
    ]
