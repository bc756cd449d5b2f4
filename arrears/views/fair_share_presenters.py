"""How a proposed fair share looks: states as words, loads before and after, moves with their reasons."""

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, number
from kaderjkn.common.models import Branch

from ..fair_share.dividing import TOLERANCE
from ..fair_share.planning import LAPSED, VACANT
from ..models import FairShare


def list_columns() -> list[dict]:
    return [
        {"key": "on", "label": _("Mulai"), "kind": "date", "url": "url"},
        {"key": "weighting", "label": _("Yang diratakan")},
        {"key": "moves", "label": _("Kelurahan pindah"), "kind": "number"},
        {"key": "by", "label": _("Oleh")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def list_row(share: FairShare, branch: Branch) -> dict:
    return {
        "on": share.on,
        "url": share.get_absolute_url(),
        "weighting": share.get_weighting_display(),
        "moves": len(share.moves) if share.computed_at else None,
        "by": str(share.made_by or ""),
        "state": state_of(share, is_stale=False),
    }


def state_of(share: FairShare, *, is_stale: bool) -> tuple[str, str]:
    if share.change_id:
        return (_("Dibatalkan"), "neutral") if share.change.undone_at else (_("Diterapkan"), "success")
    if share.computed_at is None:
        return _("Belum selesai dihitung"), "info"
    if is_stale:
        return _("Usang: wilayah sudah berubah"), "warning"
    return (_("Menunggu keputusan"), "info") if share.moves else (_("Sudah merata"), "success")


def summary(share: FairShare) -> list[dict]:
    moves = share.moves
    divided = [one for one in share.outcome if not one["is_left"]]
    uneven = {when: sum(one[when] > TOLERANCE for one in divided) for when in ("before", "after")}
    widest = {when: max((one[when] for one in divided), default=0) for when in ("before", "after")}
    return [
        {"label": _("Kelurahan berganti kader"), "value": number(len(moves))},
        {
            "label": _("Di antaranya kini tanpa kader"),
            "value": number(sum(move["why"] == VACANT for move in moves)),
        },
        {
            "label": _("Selisih terlebar dalam satu kecamatan"),
            "value": f"{widest['before']} % → {widest['after']} %",
            "note": _("kader terberat dikurangi teringan, dari beban merata"),
        },
        {
            "label": _("Kecamatan yang dihitung"),
            "value": number(len(divided)),
            "note": _("tidak merata: kini %(before)s, nanti %(after)s")
            % {when: number(count) for when, count in uneven.items()},
        },
    ]


def district_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kecamatan")},
        {"key": "kelurahan", "label": _("Kelurahan"), "kind": "number"},
        {"key": "cadres", "label": _("Kader"), "kind": "number"},
        {"key": "before", "label": _("Selisih kini"), "kind": "percent"},
        {"key": "after", "label": _("Selisih nanti"), "kind": "percent"},
        {"key": "moves", "label": _("Pindah"), "kind": "number"},
        {"key": "proof", "label": _("Pencarian"), "kind": "status"},
    ]


def district_row(one: dict) -> dict:
    return {
        "name": one["name"],
        "kelurahan": one["kelurahan"],
        "cadres": len(one["cadres"]),
        "before": share_of(one["before"]),
        "after": share_of(one["after"]),
        "moves": len(one["moves"]),
        "proof": proof(one),
    }


def share_of(percent: int | None) -> tuple[int, int] | None:
    return None if percent is None else (percent, 100)


def proof(one: dict) -> tuple[str, str]:
    if one["is_left"]:
        return _("Dibiarkan: tidak ada kader"), "warning"
    return (_("Terbukti terbaik"), "success") if one["is_proven"] else (_("Belum terbukti terbaik"), "warning")


def move_columns() -> list[dict]:
    return [
        {"key": "area", "label": _("Kelurahan")},
        {"key": "former", "label": _("Dari")},
        {"key": "to", "label": _("Ke")},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
        {"key": "why", "label": _("Alasan")},
    ]


def cadre_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "kelurahan_before", "label": _("Kelurahan kini"), "kind": "number"},
        {"key": "kelurahan_after", "label": _("nanti"), "kind": "number"},
        {"key": "households_before", "label": _("Keluarga kini"), "kind": "number"},
        {"key": "households_after", "label": _("nanti"), "kind": "number"},
        {"key": "amount_before", "label": _("Tunggakan kini (Rp)"), "kind": "amount"},
        {"key": "amount_after", "label": _("nanti"), "kind": "amount"},
        {"key": "share_before", "label": _("Beban kini"), "kind": "percent"},
        {"key": "share_after", "label": _("nanti"), "kind": "percent"},
    ]


def district(one: dict, names: dict[int, str]) -> dict:
    return {
        "name": one["name"],
        "moves": [move_row(move, names) for move in one["moves"]],
        "cadres": [cadre_row(row, names) for row in one["cadres"]],
    }


def move_row(move: dict, names: dict[int, str]) -> dict:
    return {
        "area": move["name"],
        "former": names.get(move["from"], _("tanpa kader")),
        "to": names.get(move["to"]),
        "households": move["households"],
        "amount": move["amount"],
        "why": why(move, names),
    }


def why(move: dict, names: dict[int, str]) -> str:
    if move["why"] == VACANT:
        return _("Pada hari itu tidak ada kader yang memegangnya.")
    former = names.get(move["from"], "")
    if move["why"] == LAPSED:
        return _("Perjanjian %(cadre)s tidak berlaku pada hari itu.") % {"cadre": former}
    (has, keeps), (had, gets) = move["shares"]
    words = {"former": former, "has": has, "keeps": keeps, "to": names.get(move["to"], ""), "had": had, "gets": gets}
    return _("%(former)s: %(has)s %% → %(keeps)s %%; %(to)s: %(had)s %% → %(gets)s %% dari beban merata.") % words


def cadre_row(row: dict, names: dict[int, str]) -> dict:
    found = {"cadre": names.get(row["cadre"])}
    for when in ("before", "after"):
        facts = row[when]
        found |= {f"{key}_{when}": facts[key] for key in ("kelurahan", "households", "amount")}
        found[f"share_{when}"] = share_of(facts["share"])
    return found


def consequences(share: FairShare) -> list:
    return [
        (len(share.moves), _("kelurahan berganti kader mulai %(day)s") % {"day": long_date(share.on)}),
        _("Binaan yang sudah dibagi tetap pada kadernya; wilayah baru berlaku mulai pembagian berikutnya."),
        _("Dapat dibatalkan selama belum ada binaan yang dibagi menurut wilayah baru."),
    ]
