"""All households of a month's newest list, cases or not, with the reason where they are none."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears import case_list
from arrears.enums import CaseStatus
from arrears.forms import HouseholdFilter
from arrears.models import ListedHousehold
from kaderjkn.common.formatting import mask_name, mask_tail
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Area, Branch

from .cases import place_of

SORTS = (
    Sort("amount", gettext_lazy("Tunggakan"), ("amount", "pk"), is_descending=True),
    Sort("months", gettext_lazy("Bulan menunggak"), ("months", "amount", "pk"), is_descending=True),
)
STATUS_KINDS = {
    CaseStatus.WAITING: "info",
    CaseStatus.ASSIGNED: "success",
    CaseStatus.NO_KELURAHAN: "warning",
    CaseStatus.NO_TERRITORY: "warning",
    CaseStatus.NO_AGREEMENT: "warning",
}


def columns() -> list[Column]:
    return [
        Column("name", _("Kepala keluarga"), url="url", heading="kepala_keluarga", is_fixed=True),
        Column("key", _("KK"), "code", heading="kk"),
        Column("card", _("Kartu kepala"), "code", heading="kartu_kepala", is_usual=False),
        Column("place", _("Kelurahan"), heading="kelurahan"),
        Column("place_code", _("Kode kelurahan"), "code", heading="kode_kelurahan", is_usual=False),
        Column("district", _("Kecamatan"), heading="kecamatan"),
        Column("members", _("Peserta"), "number", heading="peserta"),
        Column("months", _("Bulan"), "number", heading="bulan_menunggak", sort="months"),
        Column("amount", _("Tunggakan (Rp)"), "amount", heading="tunggakan", sort="amount"),
        Column("care_class", _("Kelas"), "number", heading="kelas", is_usual=False),
        Column("status", _("Keadaan"), "status", heading="keadaan"),
    ]


def present(rows: list[ListedHousehold], branch: Branch) -> list[dict]:
    areas = Area.objects.select_related("parent").in_bulk({row.area_id for row in rows} - {None})
    return [as_row(row, areas.get(row.area_id)) for row in rows]


def as_row(row: ListedHousehold, area: Area | None) -> dict:
    name, status = mask_name(row.head_name), CaseStatus(row.status)
    place = place_of(area)
    return {
        "pk": row.pk,
        "label": f"{name} {mask_tail(row.key)}",
        "name": name or _("tanpa nama"),
        "url": reverse("collections:household-detail", args=[row.household_id]),
        "key": mask_tail(row.key),
        "card": mask_tail(row.head_card),
        **place,
        "place": place["place"] or row.place or _("belum ditempatkan"),
        "members": row.members,
        "months": row.months,
        "amount": row.amount,
        "care_class": row.care_class,
        "status": (str(status.label), STATUS_KINDS.get(status, "neutral")),
    }


def totals(rows) -> list[Total]:
    found = case_list.totals(rows, "amount")
    return [
        Total(_("Keluarga"), found["households"]),
        Total(_("Tunggakan"), found["rupiah"] or 0, "rupiah"),
    ]


HOUSEHOLDS = declare(
    Listing(
        name="keluarga",
        title=gettext_lazy("Keluarga"),
        permission="arrears.read_cases",
        filter=HouseholdFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:household-list",
    )
)
