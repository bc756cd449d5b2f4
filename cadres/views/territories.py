"""Which cadre cares for which kelurahan, and where nobody does."""

from django.utils.translation import gettext as _
from django.views.generic import ListView

from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.formatting import short_date
from kaderjkn.common.models import Area
from kaderjkn.common.views.mixins import RoleRequired

from ..models import Territory


class TerritoryTable(RoleRequired, ListView):
    """Every kelurahan of the branch with its cadre of today, the one to come, and the gaps."""

    permission = "cadres.read_cadres"
    model = Territory
    template_name = "cadres/territory_table.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = self.request.user.branch.today()
        areas = Area.objects.filter(branch=self.request.user.branch, level=AreaLevel.VILLAGE).select_related("parent")
        by_area: dict[int, list[Territory]] = {}
        for territory in context["object_list"]:
            by_area.setdefault(territory.area_id, []).append(territory)
        rows = [as_row(area, by_area.get(area.pk, []), today) for area in areas]
        gaps = sum(1 for row in rows if not row["cadre"])
        return context | {"rows": rows, "columns": columns(), "gaps": gaps, "today": today}


def columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kelurahan")},
        {"key": "district", "label": _("Kecamatan")},
        {"key": "cadre", "label": _("Kader hari ini"), "url": "url"},
        {"key": "since", "label": _("Sejak"), "kind": "date"},
        {"key": "until", "label": _("Sampai")},
        {"key": "next", "label": _("Berikutnya")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def as_row(area: Area, territories: list[Territory], today) -> dict:
    current = next((one for one in territories if is_in_force(one, today)), None)
    coming = sorted((one for one in territories if one.starts_on > today), key=lambda one: one.starts_on)
    following = coming[0] if coming else None
    return {
        "name": area.name,
        "district": area.parent.name if area.parent else "",
        "cadre": current.cadre.name if current else "",
        "url": current.cadre.get_absolute_url() if current else "",
        "since": current.starts_on if current else None,
        "until": until_words(current),
        "next": f"{following.cadre.name}, {short_date(following.starts_on)}" if following else "",
        "state": state_of(current, following),
    }


def is_in_force(territory: Territory, day) -> bool:
    return territory.starts_on <= day and (territory.ends_on is None or day <= territory.ends_on)


def until_words(current: Territory | None) -> str:
    if current is None:
        return ""
    return short_date(current.ends_on) if current.ends_on else _("tanpa batas")


def state_of(current: Territory | None, following: Territory | None) -> tuple[str, str]:
    """A gap is a kelurahan without cadre today, or one that nobody takes over."""
    if current is None:
        return _("Tanpa kader"), "danger"
    if current.valid.upper and (following is None or following.starts_on > current.valid.upper):
        return _("Akan kosong"), "warning"
    return _("Terisi"), "success"
