"""A division of the kelurahan inside each kecamatan, and what it would change: plain values that are kept as JSON.

Who takes part in a kecamatan: cadres with an agreement in force on the day who have a kelurahan there on that day. A
kecamatan that has no such cadre gets one who has no kelurahan anywhere, the kecamatan with most to do first; where
nobody is left it stays as it is. What a cadre has in other kecamatan counts as load, and stays.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kaderjkn.common.models import Area

from ..enums import Weighting
from ..loads import Load
from .dividing import Piece, divide
from .large import solver
from .measuring import Facts, points

VACANT, LAPSED, UNEVEN = "vacant", "lapsed", "uneven"  # why a kelurahan gets another cadre


@dataclass(frozen=True, slots=True)
class Group:
    """A kecamatan with its kelurahan, and the ids of the cadres among whom they are divided."""

    district: Area
    areas: list[Area]
    cadres: list[int]


def plan(facts: Facts, weighting: Weighting, report: Callable) -> list[dict]:
    """Kecamatan by kecamatan, in the order of their codes."""
    weights = points(facts.loads, weighting)
    taking_part = participants(facts, weights)
    holders = dict(facts.holders)  # as they will be, once the kecamatan before are divided
    outcome = []
    for done, (district, areas) in enumerate(facts.districts):
        report(_("Membagi kelurahan per kecamatan"), done, len(facts.districts))
        group = Group(district, areas, taking_part[district.pk])
        outcome.append(planned(facts, weights, group, carried(group, weights, holders)))
        holders.update({move["area"]: move["to"] for move in outcome[-1]["moves"]})
    return outcome


def carried(group: Group, weights: dict[int, int], holders: dict[int, int]) -> list[int]:
    """What each cadre of the group has in other kecamatan."""
    inside = {area.pk for area in group.areas}
    found = dict.fromkeys(group.cadres, 0)
    for area, cadre in holders.items():
        if cadre in found and area not in inside:
            found[cadre] += weights.get(area, 0)
    return list(found.values())


def participants(facts: Facts, weights: dict[int, int]) -> dict[int, list[int]]:
    """Ids of the cadres of each kecamatan, in the order of their codes."""
    found = {}
    for district, areas in facts.districts:
        there = {facts.holders.get(area.pk) for area in areas}
        found[district.pk] = [cadre for cadre in facts.working if cadre in there]
    busy = set(facts.holders.values())
    free = [cadre for cadre in facts.working if cadre not in busy]
    weight = {district.pk: sum(weights.get(area.pk, 0) for area in areas) for district, areas in facts.districts}
    needing = [pk for pk in sorted(weight, key=lambda pk: (-weight[pk], pk)) if not found[pk]]
    for pk, cadre in zip(needing, free, strict=False):
        found[pk] = [cadre]
    return found


def planned(facts: Facts, weights: dict[int, int], group: Group, bases: list[int]) -> dict:
    """What is kept of one kecamatan."""
    kept = {"district": group.district.pk, "name": group.district.name, "kelurahan": len(group.areas)}
    if not group.cadres:
        return kept | {"is_left": True, "is_proven": True, "before": None, "after": None, "cadres": [], "moves": []}
    index = {cadre: at for at, cadre in enumerate(group.cadres)}
    now = [facts.holders.get(area.pk) for area in group.areas]
    pieces = [Piece(weights.get(area.pk, 0), index.get(cadre)) for area, cadre in zip(group.areas, now, strict=True)]
    found = divide(pieces, bases, solver=solver())
    then = [group.cadres[at] for at in found.holders]
    before = shares(pieces, bases, [piece.holder for piece in pieces])
    after = shares(pieces, bases, found.holders)
    was, will = held(facts, group, now, before), held(facts, group, then, after)
    steps = zip(group.areas, now, then, strict=True)
    return kept | {
        "is_left": False,
        "is_proven": found.is_proven,
        "before": max(before) - min(before),
        "after": max(after) - min(after),
        "cadres": [{"cadre": cadre, "before": was[cadre], "after": will[cadre]} for cadre in group.cadres],
        "moves": [
            moved(facts, area, to) | reason(former, to, index, before, after)
            for area, former, to in steps
            if former != to
        ],
    }


def shares(pieces: list[Piece], bases: list[int], holders) -> list[int]:
    """Each one's load, in whole per cent of an even share; 0 where there is nothing to do at all."""
    loads = list(bases)
    for piece, holder in zip(pieces, holders, strict=True):
        if holder is not None:
            loads[holder] += piece.load
    total = sum(bases) + sum(piece.load for piece in pieces)
    return [load * 100 * len(bases) // total if total else 0 for load in loads]


def held(facts: Facts, group: Group, holders: list, percents: list[int]) -> dict[int, dict]:
    """What each cadre has in this kecamatan."""
    found = {}
    for cadre, percent in zip(group.cadres, percents, strict=True):
        mine = [area.pk for area, holder in zip(group.areas, holders, strict=True) if holder == cadre]
        load = sum((facts.loads.get(area, Load()) for area in mine), Load())
        kept = {"kelurahan": len(mine), "households": load.households, "amount": load.amount, "share": percent}
        found[cadre] = kept
    return found


def moved(facts: Facts, area: Area, to: int) -> dict:
    """One kelurahan that gets another cadre."""
    load = facts.loads.get(area.pk, Load())
    kept = {"area": area.pk, "name": area.name, "from": facts.holders.get(area.pk), "to": to}
    return kept | {"households": load.households, "amount": load.amount}


def reason(former: int | None, to: int, index: dict[int, int], before: list[int], after: list[int]) -> dict:
    """Why it moves, with the shares of both cadres before and after; of one who takes no part there is none."""
    if former not in index:
        return {"why": VACANT if former is None else LAPSED, "shares": None}
    return {"why": UNEVEN, "shares": [[before[index[one]], after[index[one]]] for one in (former, to)]}
