"""How territories, their changes, and loads look."""

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, number, rupiah, short_date

HEAVY, LIGHT = 125, 75  # per cent of the median


def territory_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "since", "label": _("Sejak"), "kind": "date"},
        {"key": "until", "label": _("Sampai")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def territory_row(one, today) -> dict:
    return {
        "cadre": str(one.cadre),
        "url": one.cadre.get_absolute_url(),
        "since": one.starts_on,
        "until": last_day(one.valid),
        "state": state_of(one, today),
    }


def last_day(valid) -> str:
    """The last day of a half-open range, in words."""
    return short_date(valid.upper.fromordinal(valid.upper.toordinal() - 1)) if valid.upper else _("tanpa batas")


def state_of(one, today) -> tuple[str, str]:
    if one.is_over(today):
        return _("Sudah lewat"), "neutral"
    return (_("Berlaku"), "success") if one.is_in_force(today) else (_("Direncanakan"), "info")


def consequences(area, territories, chosen) -> list[str]:
    """What giving the kelurahan would do, in sentences."""
    on, cadre = chosen["on"], chosen["cadre"]
    former = next((one for one in territories if one.is_in_force(on)), None)
    later = min((one for one in territories if one.starts_on > on), key=lambda one: one.starts_on, default=None)
    words = {"area": area.name, "cadre": cadre.name, "day": long_date(on)}
    found = [_("%(cadre)s memegang %(area)s mulai %(day)s.") % words]
    if former:
        words = {"former": former.cadre.name, "until": last_day(former.valid)}
        found.append(_("Wilayah %(former)s (semula: %(until)s) berakhir sehari sebelumnya.") % words)
    else:
        found.append(_("Pada hari itu kelurahan ini tanpa kader."))
    if later:
        words = {"cadre": later.cadre.name, "day": long_date(later.starts_on)}
        found.append(_("Rencana berikutnya tetap: %(cadre)s mulai %(day)s.") % words)
    found.append(_("Berlaku untuk pembagian binaan sejak hari itu. Binaan yang sudah dibagi tetap pada kadernya."))
    return found


def change_columns() -> list[dict]:
    return [
        {"key": "area", "label": _("Kelurahan"), "url": "url"},
        {"key": "district", "label": _("Kecamatan")},
        {"key": "former", "label": _("Dari kader")},
        {"key": "cadre", "label": _("Ke kader")},
        {"key": "until", "label": _("Sampai")},
    ]


def change_row(one) -> dict:
    return {
        "area": one.area.name,
        "district": one.area.parent.name if one.area.parent else "",
        "former": str(one.former_cadre) if one.former_cadre else _("tanpa kader"),
        "cadre": str(one.cadre),
        "until": last_day(one.valid),
    }


def load_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "kelurahan", "label": _("Kelurahan"), "kind": "number"},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
        {"key": "households_share", "label": _("dari median"), "kind": "percent"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
        {"key": "amount_share", "label": _("dari median"), "kind": "percent"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def load_row(cadre, load, middle: dict) -> dict:
    return {
        "cadre": str(cadre),
        "url": cadre.get_absolute_url(),
        "kelurahan": cadre.kelurahan,
        "households": load.households,
        "households_share": (2 * load.households, int(2 * middle["households"])),
        "amount": load.amount,
        "amount_share": (2 * load.amount, int(2 * middle["amount"])),
        "state": weight_of(load, middle),
    }


def weight_of(load, middle: dict) -> tuple[str, str]:
    """Heavy when either figure is far above the median, light when both are far below."""
    pairs = (load.households, middle["households"]), (load.amount, middle["amount"])
    if any(value * 100 > HEAVY * most for value, most in pairs):
        return _("Berat"), "warning"
    if all(value * 100 < LIGHT * most for value, most in pairs):
        return _("Ringan"), "info"
    return _("Sedang"), "neutral"


def load_total(rows) -> dict:
    return {
        "cadre": _("Jumlah"),
        "kelurahan": sum(cadre.kelurahan for cadre, _load in rows),
        "households": sum(load.households for _cadre, load in rows),
        "amount": sum(load.amount for _cadre, load in rows),
    }


def middle_stats(middle: dict, rows) -> list[dict]:
    return [
        {"label": _("Kader dengan perjanjian hari ini"), "value": number(len(rows))},
        {"label": _("Median keluarga per kader"), "value": number(round(middle["households"]))},
        {"label": _("Median tunggakan per kader"), "value": rupiah(round(middle["amount"]))},
    ]
