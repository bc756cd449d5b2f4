"""The list of cases of a month. Names and numbers are masked here and in the file."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears import case_list
from arrears.enums import CaseStatus
from arrears.forms import CaseFilter
from arrears.models import Case
from kaderjkn.common.formatting import mask_name, mask_tail
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Area, Branch

from ..closing.models import Settlement

SORTS = (
    Sort("amount", gettext_lazy("Tunggakan"), ("target", "pk"), is_descending=True),
    Sort("months", gettext_lazy("Bulan menunggak"), ("months", "target", "pk"), is_descending=True),
)


def columns() -> list[Column]:
    return [
        Column("name", _("Kepala keluarga"), url="url", heading="kepala_keluarga", is_fixed=True),
        Column("key", _("KK"), "code", heading="kk"),
        Column("card", _("Kartu kepala"), "code", heading="kartu_kepala", is_usual=False),
        Column("place", _("Kelurahan"), heading="kelurahan"),
        Column("place_code", _("Kode kelurahan"), "code", heading="kode_kelurahan", is_usual=False),
        Column("district", _("Kecamatan"), heading="kecamatan"),
        Column("cadre", _("Kader"), url="cadre_url", heading="nama_kader"),
        Column("cadre_code", _("Kode kader"), "code", heading="kader", is_usual=False),
        Column("months", _("Bulan"), "number", heading="bulan_menunggak", sort="months"),
        Column("amount", _("Tunggakan (Rp)"), "amount", heading="tunggakan", sort="amount"),
        Column("paid", _("Diakui (Rp)"), "amount", heading="diakui"),
        Column("care_class", _("Kelas"), "number", heading="kelas", is_usual=False),
        Column("assigned_on", _("Dibagi tanggal"), "date", heading="dibagi", is_usual=False),
        Column("status", _("Keadaan"), "status", heading="keadaan"),
    ]


def present(rows: list[Case], branch: Branch) -> list[dict]:
    """Rows with what other tables know of them: a fixed number of queries."""
    names = case_list.names_of_heads(branch, rows)
    cadres, paid = case_list.last_cadres(rows), paid_of(rows, branch)
    areas = Area.objects.select_related("parent").in_bulk({row.area_id for row in rows})
    return [as_row(row, names, cadres.get(row.pk), areas.get(row.area_id)) | {"paid": paid.get(row.pk)} for row in rows]


def as_row(row: Case, names: dict, cadre, area: Area | None) -> dict:
    name = mask_name(names.get(row.head_card, ""))
    return {
        "pk": row.pk,
        "label": f"{name} {mask_tail(row.key)}",
        "name": name or _("tanpa nama"),
        "url": reverse("collections:household-detail", args=[row.household_id]),
        "key": mask_tail(row.key),
        "card": mask_tail(row.head_card),
        **place_of(area),
        "cadre": cadre.name if cadre else "",
        "cadre_code": cadre.code if cadre else "",
        "cadre_url": cadre.get_absolute_url() if cadre else "",
        "months": row.months,
        "amount": row.target,
        "care_class": row.care_class,
        "assigned_on": row.assigned_on,
        "status": (_("Keluar daftar"), "neutral") if row.left_list else (CaseStatus.ASSIGNED.label, "success"),
    }


def place_of(area: Area | None) -> dict:
    district = area.parent if area else None
    return {
        "place": area.name if area else "",
        "place_code": area.code if area else "",
        "district": district.name if district else "",
    }


def paid_of(rows: list[Case], branch: Branch) -> dict[int, int]:
    """Rupiah that count against the target, by case."""
    settlements = Settlement.objects.filter(branch=branch, is_current=True, case__in=[row.pk for row in rows])
    return dict(settlements.order_by().values_list("case").annotate(total=Sum("eligible")))


def totals(rows) -> list[Total]:
    found = case_list.totals(rows)
    return [
        Total(_("Keluarga"), found["households"]),
        Total(_("Tunggakan"), found["rupiah"] or 0, "rupiah"),
    ]


CASES = declare(
    Listing(
        name="binaan",
        title=gettext_lazy("Binaan"),
        permission="arrears.read_cases",
        filter=CaseFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:case-list",
    )
)
