"""How much there is to do in each kelurahan, and who would be assigned it on a day."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from cadres.models import Agreement, Cadre, Territory
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area, Branch

from ..case_list import newest_list, working_month
from ..enums import CaseStatus, Weighting
from ..errors import CannotShare
from ..loads import Load
from ..models import ListedHousehold

ASSIGNABLE = (CaseStatus.ASSIGNED, CaseStatus.NO_TERRITORY, CaseStatus.NO_AGREEMENT)
SCALE = 1_000_000_000  # points of the whole branch: a household or a rupiah is a whole number of them


@dataclass(slots=True)
class Facts:
    """The branch's kelurahan by kecamatan, who has each on the day, who works that day; and what they were read from.

    `holders` says who has a kelurahan by their territory, whether or not they have an agreement.
    """

    month: date
    districts: list[tuple[Area, list[Area]]]
    holders: dict[int, int]
    working: dict[int, Cadre]
    loads: dict[int, Load]
    fingerprint: str


def gather(branch: Branch, on: date) -> Facts:
    """Everything that a division of the day looks at, as of one state: else the fingerprint would vouch for another."""
    seen = fingerprint(branch, on)
    month = working_month(branch)
    loads = loads_by_area(branch, month) if month else {}
    if not loads:
        raise CannotShare(_("Belum ada binaan untuk mengukur beban. Impor daftar tunggakan lalu bagikan binaan dulu."))
    facts = Facts(month, districts_of(branch), holders_on(branch, on), working_on(branch, on), loads, seen)
    if fingerprint(branch, on) != seen:
        raise CannotShare(_("Wilayah atau perjanjian berubah selama dihitung. Hitung lagi."))
    return facts


def loads_by_area(branch: Branch, month: date) -> dict[int, Load]:
    """What the newest list has for cadres, by kelurahan: also where nobody can be given it for want of a cadre."""
    listed = ListedHousehold.objects.filter(branch=branch, month=month, list=newest_list(branch, month))
    rows = listed.filter(status__in=ASSIGNABLE, area__isnull=False).order_by().values("area")
    found = rows.annotate(households=Count("pk"), amount=Sum("amount"))
    return {row["area"]: Load(row["households"], row["amount"]) for row in found}


def points(loads: dict[int, Load], weighting: Weighting) -> dict[int, int]:
    """One whole number for each kelurahan: its share of the branch's households, rupiah, or half of both."""
    households = sum(load.households for load in loads.values()) or 1
    amount = sum(load.amount for load in loads.values()) or 1
    by = {
        Weighting.HOUSEHOLDS: (2, 0),
        Weighting.AMOUNT: (0, 2),
        Weighting.BALANCED: (1, 1),
    }[Weighting(weighting)]
    return {
        area: by[0] * load.households * SCALE // households + by[1] * load.amount * SCALE // amount
        for area, load in loads.items()
    }


def districts_of(branch: Branch) -> list[tuple[Area, list[Area]]]:
    """Kecamatan with their kelurahan, in the order of their codes; one without kecamatan belongs to no division."""
    areas = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE, parent__isnull=False)
    found: dict[int, tuple[Area, list[Area]]] = {}
    for area in areas.select_related("parent").order_by("parent__code", "code"):
        found.setdefault(area.parent_id, (area.parent, []))[1].append(area)
    return list(found.values())


def holders_on(branch: Branch, on: date) -> dict[int, int]:
    return dict(Territory.objects.filter(area__branch=branch).in_force(on).values_list("area", "cadre"))


def working_on(branch: Branch, on: date) -> dict[int, Cadre]:
    """Cadres with an agreement in force on the day, by id, in the order of their codes."""
    cadres = Cadre.objects.filter(branch=branch).with_agreement_on(on).order_by("code")
    return {cadre.pk: cadre for cadre in cadres}


def fingerprint(branch: Branch, on: date) -> str:
    """Differs as soon as a territory from the day on, a kelurahan, or who works that day is another."""
    areas = Area.objects.filter(branch=branch).order_by("pk").values_list("pk", "parent")
    territories = Territory.objects.filter(area__branch=branch).not_over_on(on).order_by("pk")
    working = Agreement.objects.filter(cadre__branch=branch).in_force(on).order_by("cadre")
    seen = {
        "areas": list(areas),
        "territories": [(*ids, str(valid)) for *ids, valid in territories.values_list("area", "cadre", "valid")],
        "working": list(working.values_list("cadre", flat=True)),
    }
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()
