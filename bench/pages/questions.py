"""What staff ask of lists, drawn at random: filters alone and together, searches, orders, pages near and far."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from arrears.bands import BANDS
from arrears.enums import CaseStatus
from arrears.models import Case, HouseholdKey, Participant
from cadres.models import Cadre
from kaderjkn.collections.lists.cadres import CADRES
from kaderjkn.collections.lists.cases import CASES
from kaderjkn.collections.lists.contacts import CONTACTS
from kaderjkn.collections.lists.feedback import FEEDBACK
from kaderjkn.collections.lists.households import HOUSEHOLDS
from kaderjkn.collections.lists.payments import PAYMENTS
from kaderjkn.common.lists.declaring import Listing, listings
from kaderjkn.common.lists.keyset import write_edge
from kaderjkn.common.models import Area, Branch

from ..closing.sizes import MONTH
from ..words import LAST_NAMES, MEN, STREETS, WOMEN

SEED = 20_260_727
ORDERS = ("", "amount", "-amount", "months", "-months")


class Question(NamedTuple):
    """`kind` is the line of the table: page, filter, search or totals."""

    listing: Listing
    kind: str
    query: str


class Facts(NamedTuple):
    """What there is to choose from in a branch."""

    cadres: list[int]
    villages: list[int]
    districts: list[int]
    keys: list[str]
    cards: list[str]
    names: list[str]


def facts_of(branch: Branch, rng: Random) -> Facts:
    areas = Area.objects.filter(branch=branch)
    households = list(Case.objects.filter(branch=branch).order_by("pk").values_list("household", flat=True)[:20_000])
    some = rng.sample(households, min(200, len(households)))
    members = Participant.objects.filter(branch=branch, household__in=some)
    return Facts(
        list(Cadre.objects.filter(branch=branch).values_list("pk", flat=True)),
        list(areas.filter(level="kelurahan").values_list("pk", flat=True)),
        list(areas.filter(level="kecamatan").values_list("pk", flat=True)),
        list(HouseholdKey.objects.filter(branch=branch, household__in=some).values_list("key", flat=True)),
        list(members.values_list("card", flat=True)),
        list(members.values_list("name", flat=True)),
    )


def questions(branch: Branch, count: int) -> Iterator[Question]:
    """So many of each kind and list, the same ones every time."""
    rng = Random(SEED)
    facts = facts_of(branch, rng)
    for _each in range(count):
        yield from of_work(rng, facts)
        for listing, statuses in ((CASES, ("", "left_list")), (HOUSEHOLDS, ("unassigned", *CaseStatus.values))):
            order = rng.choice(ORDERS)
            yield Question(listing, "page", asking(sort=order, **place(rng, order)))
            yield Question(listing, "filter", asking(sort=order, **a_filter(rng, facts, listing, statuses)))
            yield Question(listing, "search", asking(sort=order, q=a_search(rng, facts)))
            yield Question(
                listing,
                "search and filter",
                asking(sort=order, q=a_search(rng, facts), **a_filter(rng, facts, listing, statuses)),
            )


def totals() -> Iterator[Question]:
    """The sums of whole lists, and of what a common word finds."""
    for listing in listings():
        for query in ("", "months=4-6", "q=siti", "q=san"):
            yield Question(listing, "totals", f"part=totals&{query}")


def of_work(rng: Random, facts: Facts) -> Iterator[Question]:
    """Payments and contacts, which have one month, and feedback. Cadres are few, and have one order."""
    for listing, some in (
        (PAYMENTS, [{"matched": rng.choice(("no", "hand", "rule"))}, {"source": rng.choice(("BRI", "BNI"))}]),
        (
            CONTACTS,
            [
                {"cadre": rng.choice(facts.cadres)},
                {"outcome": rng.choice(("met", "deceased"))},
                {"mode": rng.choice(("visit", "sms"))},
                {"promised": rng.choice(("yes", "due", "late"))},
            ],
        ),
    ):
        order = rng.choice([sign + sort.name for sort in listing.sorts for sign in ("", "-")])
        month = rng.choice(({}, {"month": f"{MONTH:%Y-%m}"}))
        yield Question(listing, "page", asking(sort=order))
        yield Question(listing, "filter", asking(sort=order, **rng.choice(some), **month))
        yield Question(listing, "search", asking(sort=order, q=a_search(rng, facts)))
    some = [
        {"state": "due"},
        {"state": "all"},
        {"kind": "moved"},
        {"owner": "none"},
        {"cadre": rng.choice(facts.cadres)},
    ]
    order = rng.choice([sign + sort.name for sort in FEEDBACK.sorts for sign in ("", "-")])
    yield Question(FEEDBACK, "page", asking(sort=order))
    yield Question(FEEDBACK, "filter", asking(sort=order, **rng.choice(some)))
    yield Question(FEEDBACK, "search", asking(sort=order, q=a_search(rng, facts)))
    yield Question(CADRES, "page", asking(sort=rng.choice(("", "-code"))))
    yield Question(CADRES, "filter", asking(agreement=rng.choice(("current", "ending", "none"))))
    yield Question(CADRES, "search", asking(q=f"K{rng.randint(0, 999):04}"[:4]))


def asking(**values: str | int) -> str:
    return urlencode({name: value for name, value in values.items() if value != ""})


def place(rng: Random, order: str) -> dict:
    """The first page, or one that begins anywhere in the list, read forwards or backwards."""
    if rng.random() < 0.3:
        return {}
    months = rng.randint(1, 24)
    edge = [months * 105_000, rng.randint(1, 10**9)]
    if order.endswith("months"):
        edge = [months, *edge]
    return {rng.choice(("after", "before")): write_edge(edge)}


def a_filter(rng: Random, facts: Facts, listing: Listing, statuses: tuple[str, ...]) -> dict:
    """One choice, or two together."""
    choices = [
        {"area": rng.choice(facts.villages)},
        {"district": rng.choice(facts.districts)},
        {"months": rng.choice([*BANDS])},
        {"status": rng.choice(statuses)},
    ]
    if listing is CASES:
        choices.append({"cadre": rng.choice(facts.cadres)})
    return {name: value for one in rng.sample(choices, rng.choice((1, 2))) for name, value in one.items()}


def a_search(rng: Random, facts: Facts) -> str:
    """Common and rare names, two words, three letters out of a word, streets, whole numbers and their ends."""
    first, last = rng.choice((*MEN, *WOMEN)), rng.choice(LAST_NAMES)
    whole = rng.choice((*MEN, *WOMEN, *LAST_NAMES, *STREETS))
    cut = rng.randint(0, max(0, len(whole) - 3))
    return rng.choice(
        (
            first,
            last,
            f"{first} {last}",
            rng.choice(facts.names),
            whole[cut : cut + 3] if len(whole) > 2 else last,
            f"{rng.choice(STREETS)} no. {rng.randint(1, 200)}",
            rng.choice(facts.keys),
            rng.choice(facts.keys)[-4:],
            rng.choice(facts.keys)[:10],
            rng.choice(facts.cards),
            rng.choice(facts.cards)[-3:],
            "zzqx",
        )
    )
