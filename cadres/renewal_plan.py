"""What a renewal would do, cadre by cadre: the new agreement, the territories that go on, or why it cannot be.

Nothing here writes. The page shows a plan; `renewals.renew` makes the same plan anew and carries it out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.types.range import DateRange

from kaderjkn.common.formatting import long_date, number, short_date

from .models import Agreement, Territory

NUMBER_LENGTH = Agreement._meta.get_field("number").max_length


@dataclass(frozen=True, slots=True)
class Terms:
    """For all chosen cadres. Without `first`: the day after the old agreement; without `last`: one year."""

    first: date | None
    last: date | None
    pattern: str
    prolongs: bool

    def range_after(self, old: Agreement) -> DateRange | None:
        """Days of the new agreement, None where it would end before it begins."""
        first = self.first or old.valid.upper
        end = self.last + timedelta(days=1) if self.last else a_year_after(first)
        return DateRange(first, end) if first < end else None

    def number_for(self, old: Agreement, first: date) -> str:
        cadre = old.cadre
        filled = {"kode": cadre.code, "tahun": f"{first:%Y}", "bulan": f"{first:%m}", "cabang": cadre.branch.code}
        text = self.pattern
        for name, value in filled.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@dataclass(slots=True)
class PlannedRenewal:
    """One chosen agreement with what would follow it, or the reasons why nothing can."""

    old: Agreement
    valid: DateRange | None = None
    number: str = ""
    territories: list[Territory] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    @property
    def last(self) -> date:
        return self.valid.upper - timedelta(days=1)

    @property
    def gap(self) -> int:
        """Days without any agreement between the old one and the new one."""
        return (self.valid.lower - self.old.valid.upper).days


@dataclass(slots=True)
class RenewalPlan:
    rows: list[PlannedRenewal]

    @property
    def accepted(self) -> list[PlannedRenewal]:
        return [row for row in self.rows if not row.refusals]

    @property
    def refused(self) -> list[PlannedRenewal]:
        return [row for row in self.rows if row.refusals]

    @property
    def territories(self) -> int:
        return sum(len(row.territories) for row in self.accepted)


def plan_renewal(agreements: Iterable[Agreement], terms: Terms) -> RenewalPlan:
    """Plan for agreements that come with their cadre and branch: four queries, however many they are."""
    rows = [planned(agreement, terms) for agreement in agreements]
    refuse_overlaps(rows)
    refuse_numbers(rows)
    if terms.prolongs:
        prolong_territories(rows)
    return RenewalPlan(rows)


def a_year_after(first: date) -> date:
    """The same day of the next year; after 29 February comes 1 March."""
    try:
        return first.replace(year=first.year + 1)
    except ValueError:
        return date(first.year + 1, 3, 1)


def planned(old: Agreement, terms: Terms) -> PlannedRenewal:
    row = PlannedRenewal(old)
    if old.valid.upper is None:
        row.refusals.append(_("Perjanjian ini tanpa hari terakhir; tidak perlu diperpanjang."))
        return row
    row.valid = terms.range_after(old)
    if row.valid is None:
        row.refusals.append(_("Hari terakhir lebih awal daripada hari pertama."))
        return row
    row.number = terms.number_for(old, row.valid.lower)
    if len(row.number) > NUMBER_LENGTH:
        words = _("Nomor «%(number)s» lebih panjang dari %(limit)s huruf.")
        row.refusals.append(words % {"number": row.number, "limit": number(NUMBER_LENGTH)})
    return row


def refuse_overlaps(rows: list[PlannedRenewal]) -> None:
    """Two agreements of one cadre never share a day."""
    every = Agreement.objects.filter(cadre__in={row.old.cadre_id for row in rows}).order_by("valid")
    by_cadre = defaultdict(list)
    for agreement in every:
        by_cadre[agreement.cadre_id].append(agreement)
    for row in rows:
        if row.valid is None:
            continue
        for other in by_cadre[row.old.cadre_id]:
            if is_overlapping(row.valid, other.valid):
                row.refusals.append(overlap_words(other))


def is_overlapping(one: DateRange, other: DateRange) -> bool:
    """Whether the ranges share a day; an open end is later than any day."""
    return (other.upper is None or one.lower < other.upper) and (one.upper is None or other.lower < one.upper)


def overlap_words(other: Agreement) -> str:
    last = short_date(other.ends_on) if other.ends_on else _("tanpa batas")
    words = _("Bertumpang tindih dengan perjanjian %(number)s (%(first)s – %(last)s).")
    return words % {"number": other.number, "first": short_date(other.starts_on), "last": last}


def refuse_numbers(rows: list[PlannedRenewal]) -> None:
    """A number stands for one agreement of the branch."""
    wanted = Counter(row.number for row in rows if row.number)
    mine = Agreement.objects.filter(cadre__branch__in={row.old.cadre.branch_id for row in rows}, number__in=wanted)
    taken = set(mine.values_list("number", flat=True))
    for row in rows:
        if row.number in taken or wanted[row.number] > 1:
            row.refusals.append(_("Nomor «%(number)s» sudah dipakai.") % {"number": row.number})


def prolong_territories(rows: list[PlannedRenewal]) -> None:
    """Find the territories that end with the old agreement, and who stands in the way of going on with them."""
    ending = territories_ending_with([row for row in rows if row.valid])
    others = Territory.objects.filter(area__in={one.area_id for found in ending.values() for one in found})
    by_area = defaultdict(list)
    for territory in others.select_related("cadre").order_by("valid"):
        by_area[territory.area_id].append(territory)
    for row in rows:
        row.territories = ending.get(row.old.pk, [])
        for territory in row.territories:
            longer = DateRange(territory.valid.lower, row.valid.upper)
            row.refusals += [taken_words(territory, other) for other in in_the_way(territory, longer, by_area)]


def territories_ending_with(rows: list[PlannedRenewal]) -> dict[int, list[Territory]]:
    """Territories by agreement, where both end on the same day."""
    by_end = {(row.old.cadre_id, row.old.valid.upper): row.old.pk for row in rows}
    mine = Territory.objects.filter(cadre__in={row.old.cadre_id for row in rows}, valid__upper_inf=False)
    found = defaultdict(list)
    for territory in mine.select_related("area"):
        if agreement := by_end.get((territory.cadre_id, territory.valid.upper)):
            found[agreement].append(territory)
    return found


def in_the_way(territory: Territory, longer: DateRange, by_area: dict) -> list[Territory]:
    others = by_area[territory.area_id]
    return [other for other in others if other.pk != territory.pk and is_overlapping(longer, other.valid)]


def taken_words(territory: Territory, other: Territory) -> str:
    words = _("Kelurahan %(area)s sudah diberikan kepada %(cadre)s mulai %(day)s.")
    return words % {"area": territory.area.name, "cadre": other.cadre.name, "day": short_date(other.starts_on)}


def consequences(plan: RenewalPlan) -> list:
    """What the renewal means, in numbers."""
    rows = plan.accepted
    words = ngettext("perjanjian baru dibuat", "perjanjian baru dibuat", len(rows))
    found: list = [(number(len(rows)), words)]
    firsts, lasts = {row.valid.lower for row in rows}, {row.last for row in rows}
    if len(firsts) == len(lasts) == 1:
        span = {"first": long_date(min(firsts)), "last": long_date(max(lasts))}
        found.append(_("Berlaku %(first)s sampai %(last)s.") % span)
    else:
        found.append(_("Masing-masing mulai sehari sesudah yang lama berakhir; lihat tabel di bawah."))
    if plan.territories:
        words = ngettext("wilayah binaan ikut diperpanjang", "wilayah binaan ikut diperpanjang", plan.territories)
        found.append((number(plan.territories), words))
    if gaps := [row for row in rows if row.gap]:
        words = _("kader tanpa perjanjian pada hari-hari di antaranya; pembayaran pada hari itu tanpa imbal jasa")
        found.append((number(len(gaps)), words))
    return found
