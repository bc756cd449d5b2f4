"""Policies and reward schemes with a date range, and which of them rules a period (RULES section 2)."""

from dataclasses import dataclass
from datetime import date

from tests.second_calculation.values import BadRowError, first_day, needed_day, rupiah, text_of, whole

SHIPPED_SCHEME = "ILUSTRASI – bukan tarif resmi BPJS"
SHIPPED_FROM = date(2014, 1, 1)


@dataclass
class Policy:
    starts: date = SHIPPED_FROM
    own: bool = False
    cadre_min_months: int = 4
    cadre_max_months: int | None = None
    attribution: str = "holder"
    attribution_days: int = 30
    review_months: int = 3
    active_min_contact_share: int = 50
    active_min_attendance_share: int = 50


@dataclass
class Scheme:
    """`tiers` are (from months, up to months or None, basis points); a cap of None is no cap."""

    name: str = SHIPPED_SCHEME
    starts: date = SHIPPED_FROM
    own: bool = False
    tiers: tuple[tuple[int, int | None, int], ...] = ((0, None, 2500),)
    cap_per_case: int | None = None
    cap_per_month: int | None = None
    fee: int = 0

    def rate_for(self, months):
        """The tier's basis points; 0 for months that no tier holds."""
        for low, high, rate in self.tiers:
            if low <= months and (high is None or months <= high):
                return rate
        return 0


def policy_from(row, *, own):
    """Empty cells mean none for the maximum and the default elsewhere."""
    default = Policy()
    attribution = text_of(row, "attribution") or default.attribution
    if attribution not in {"holder", "contact"}:
        raise BadRowError(f"attribution {attribution}")
    return Policy(
        starts=needed_day(row, "berlaku_mulai"),
        own=own,
        cadre_min_months=whole(text_of(row, "cadre_min_months"), default.cadre_min_months),
        cadre_max_months=whole(text_of(row, "cadre_max_months")),
        attribution=attribution,
        attribution_days=whole(text_of(row, "attribution_days"), default.attribution_days),
        review_months=whole(text_of(row, "review_months"), default.review_months),
        active_min_contact_share=whole(text_of(row, "active_min_contact_share"), default.active_min_contact_share),
        active_min_attendance_share=whole(
            text_of(row, "active_min_attendance_share"), default.active_min_attendance_share
        ),
    )


def schemes_from(rows, *, own):
    """A row per tier; rows of one name and first day are one scheme."""
    groups = {}
    for row in rows:
        groups.setdefault((text_of(row, "nama"), needed_day(row, "berlaku_mulai")), []).append(row)
    return [scheme_from(name, starts, tiers, own=own) for (name, starts), tiers in groups.items()]


def scheme_from(name, starts, rows, *, own):
    head = rows[0]
    tiers = tuple(
        (
            whole(text_of(row, "min_bulan"), 0),
            whole(text_of(row, "max_bulan")),
            whole(text_of(row, "tarif_bp"), 2500),
        )
        for row in rows
    )
    return Scheme(
        name=name,
        starts=starts,
        own=own,
        tiers=tiers,
        cap_per_case=optional_rupiah(head, "batas_per_binaan"),
        cap_per_month=optional_rupiah(head, "batas_per_bulan"),
        fee=optional_rupiah(head, "imbal_pendaftaran") or 0,
    )


def optional_rupiah(row, heading):
    text = text_of(row, heading)
    return rupiah(text) if text else None


def put(rows, new, used):
    """Add a row, or put it in the place of the one with its first day, unless a closed period used that one."""
    for place, old in enumerate(rows):
        if (old.own, old.starts) == (new.own, new.starts):
            if old != new and any(old is row for row in used):
                raise BadRowError("a closed period used it")
            rows[place] = old if old == new else new
            return
    rows.append(new)


def ruling(rows, shipped, period):
    """The newest row in force on the first day of the period: the branch's own, else one for all branches."""
    in_force = [row for row in [shipped, *rows] if row.starts <= first_day(period)]
    own = [row for row in in_force if row.own]
    return max(own or in_force, key=lambda row: row.starts)


def policy_of(book, period):
    """The policy of the period; a closed period keeps the one that it was closed with."""
    if book.is_closed(period):
        return book.closings[period].policy
    return ruling(book.policies, Policy(), period)


def scheme_of(book, period):
    if book.is_closed(period):
        return book.closings[period].scheme
    return ruling(book.schemes, Scheme(), period)
