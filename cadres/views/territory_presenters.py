"""How kelurahan with their cadres look: a row for today, cells for months ahead, a state as a word."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import month_name, number, short_date

from ..coverage import Coverage, Stretch

FINE = ("success", "info")


def state_of(one: Coverage) -> tuple[str, str]:
    """The first trouble ahead, or none."""
    now = one.stretches[0]
    if now.cadre is None:
        return _("Tanpa kader"), "danger"
    if not now.has_agreement:
        return _("Kader tanpa perjanjian"), "danger"
    for later in one.stretches[1:]:
        if later.cadre is None:
            return _("Akan kosong"), "warning"
        if not later.has_agreement:
            return _("Perjanjian habis lebih dulu"), "warning"
    return (_("Akan berganti"), "info") if len(one.stretches) > 1 else (_("Terisi"), "success")


def has_trouble(one: Coverage) -> bool:
    return state_of(one)[1] not in FINE


def columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kelurahan"), "url": "give_url"},
        {"key": "cadre", "label": _("Kader hari ini"), "url": "url"},
        {"key": "since", "label": _("Sejak"), "kind": "date"},
        {"key": "until", "label": _("Sampai")},
        {"key": "next", "label": _("Rencana berikutnya")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "why", "label": _("Keterangan")},
    ]


def as_row(one: Coverage) -> dict:
    current, following = one.current, one.following
    return {
        "name": one.area.name,
        "give_url": reverse("arrears:territory-give", args=[one.area.pk]),
        "cadre": current.cadre.name if current else "",
        "url": current.cadre.get_absolute_url() if current else "",
        "since": current.starts_on if current else None,
        "until": until_words(current),
        "next": f"{following.cadre.name}, {short_date(following.starts_on)}" if following else "",
        "state": state_of(one),
        "why": why(one),
    }


def until_words(current) -> str:
    if current is None:
        return ""
    return short_date(current.ends_on) if current.ends_on else _("tanpa batas")


def why(one: Coverage) -> str:
    """The first days that nobody can be given work, in words."""
    gap = next((stretch for stretch in one.stretches if not stretch.is_covered), None)
    if gap is None:
        return ""
    is_to_the_end = gap.until == one.stretches[-1].until
    days = {"first": short_date(gap.first), "last": short_date(gap.last)}
    if gap.cadre is None:
        return (_("Kosong mulai %(first)s.") if is_to_the_end else _("Kosong %(first)s sampai %(last)s.")) % days
    days["cadre"] = gap.cadre.name
    if is_to_the_end:
        return _("%(cadre)s tanpa perjanjian mulai %(first)s.") % days
    return _("%(cadre)s tanpa perjanjian %(first)s sampai %(last)s.") % days


def by_district(rows: list[Coverage]) -> list[tuple[str, list[Coverage]]]:
    """Kecamatan in the order of their codes, each with its kelurahan; those without one under their own heading."""
    found: dict[str, list[Coverage]] = {}
    for one in rows:
        found.setdefault(one.area.parent.name if one.area.parent else _("Tanpa kecamatan"), []).append(one)
    return list(found.items())


def summary(rows: list[Coverage]) -> list[dict]:
    """Figures on top of the page; each kelurahan is counted once."""
    states = [state_of(one) for one in rows]
    kinds = [kind for _label, kind in states]
    return [
        {"label": _("Kelurahan"), "value": number(len(rows))},
        {
            "label": _("Hari ini tanpa kader atau tanpa perjanjian"),
            "value": number(kinds.count("danger")),
            "kind": "danger" if "danger" in kinds else "success",
        },
        {
            "label": _("Akan kosong atau tanpa perjanjian dalam enam bulan"),
            "value": number(kinds.count("warning")),
            "kind": "warning" if "warning" in kinds else "success",
        },
        {"label": _("Pergantian yang direncanakan"), "value": number(sum(1 for one in rows if one.following))},
    ]


def calendar_row(one: Coverage, months: list[date]) -> dict:
    cells = [{"month": month_name(month), "lines": month_lines(one, month)} for month in months]
    return {"name": one.area.name, "url": reverse("arrears:territory-give", args=[one.area.pk]), "cells": cells}


def month_lines(one: Coverage, month: date) -> list[dict]:
    """What the month's cell says: one line where nothing changes in it, else one for each stretch with its days."""
    found = one.in_month(month)
    return [{"days": "" if len(found) == 1 else days_words(stretch), **who(stretch)} for stretch in found]


def days_words(stretch: Stretch) -> str:
    first, last = stretch.first.day, stretch.last.day
    return f"{first}" if first == last else f"{first}–{last}"


def who(stretch: Stretch) -> dict:
    if stretch.cadre is None:
        return {"text": _("kosong"), "kind": "danger"}
    if not stretch.has_agreement:
        return {"text": _("%(cadre)s, tanpa perjanjian") % {"cadre": stretch.cadre.name}, "kind": "warning"}
    return {"text": stretch.cadre.name, "kind": ""}
