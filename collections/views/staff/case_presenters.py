"""How a case, or a listed household that is none, is shown in the list and its export: always masked."""

from django.urls import reverse
from django.utils.translation import gettext as _

from arrears.enums import CaseStatus
from arrears.models import Case
from kaderjkn.common.formatting import mask_name, mask_tail

EXPORT_HEADINGS = (
    "kk",
    "kartu_kepala",
    "kode_kelurahan",
    "kelurahan",
    "kecamatan",
    "kader",
    "bulan_menunggak",
    "tunggakan",
    "keadaan",
)
STATUS_KINDS = {
    CaseStatus.WAITING: "info",
    CaseStatus.NO_KELURAHAN: "warning",
    CaseStatus.NO_TERRITORY: "warning",
    CaseStatus.NO_AGREEMENT: "warning",
}


def status_of(row) -> tuple[str, str]:
    """The state of a row as word and colour."""
    if isinstance(row, Case):
        return (_("Keluar daftar"), "neutral") if row.left_list else (CaseStatus.ASSIGNED.label, "success")
    status = CaseStatus(row.status)
    return status.label, STATUS_KINDS.get(status, "neutral")


def as_row(row, names: dict, cadres: dict, paid: dict) -> dict:
    cadre = cadres.get(row.last_cadre)
    name = getattr(row, "head_name", "") or names.get(row.head_card, "")
    return {
        "pk": row.pk,
        "name": mask_name(name),
        "url": reverse("collections:household-detail", args=[row.household_id]),
        "key": mask_tail(row.key),
        "place": row.area.name if row.area else (getattr(row, "place", "") or _("belum ditempatkan")),
        "district": row.area.parent.name if row.area and row.area.parent else "",
        "months": row.months,
        "amount": row.amount,
        "paid": paid.get(row.pk),
        "cadre": cadre.name if cadre else "",
        "cadre_url": cadre.get_absolute_url() if cadre else "",
        "status": status_of(row),
    }


def export_row(row, codes: dict, districts: dict) -> list:
    return [
        mask_tail(row.key),
        mask_tail(row.head_card),
        row.area.code if row.area else "",
        row.area.name if row.area else "",
        districts.get(row.area.parent_id, "") if row.area else "",
        codes.get(row.last_cadre, ""),
        row.months,
        row.amount,
        str(status_of(row)[0]),
    ]
