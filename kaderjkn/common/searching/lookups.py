"""What can be found, and finding it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from ..models import User

SHOWN = 5
"""So many of a kind; the list itself has all of them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `is_exact`: the text is its whole number, so nothing else can be meant by it."""

    url: str
    title: str
    facts: tuple[str, ...] = ()
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """One kind of thing.

    `find(user, text, most)` gives at most so many hits of the user's branch, exact ones first, by a fixed number of
    queries. `more(text)` is the address of the list with the same search, empty where there is none.
    """

    name: str
    title: str
    permission: str
    position: int
    find: Callable[[User, str, int], Sequence[Hit]]
    more: Callable[[str], str] = lambda _text: ""


@dataclass(frozen=True, slots=True)
class Group:
    lookup: Lookup
    hits: Sequence[Hit]
    more_url: str


_LOOKUPS: dict[str, Lookup] = {}


def declare(lookup: Lookup) -> Lookup:
    _LOOKUPS[lookup.name] = lookup
    return lookup


def lookups_for(user: User) -> list[Lookup]:
    autodiscover_modules("lookups")
    found = sorted(_LOOKUPS.values(), key=lambda lookup: lookup.position)
    return [lookup for lookup in found if user.has_perm(lookup.permission)]


def look_up(user: User, text: str) -> list[Group]:
    """What the text finds, by kind; kinds with an exact hit first, kinds without any left out."""
    groups = []
    for lookup in lookups_for(user):
        hits = lookup.find(user, text, SHOWN + 1)
        if hits:
            groups.append(Group(lookup, hits[:SHOWN], lookup.more(text) if len(hits) > SHOWN else ""))
    return sorted(groups, key=lambda group: not group.hits[0].is_exact)


def the_one_meant(groups: Sequence[Group]) -> Hit | None:
    """The only exact hit, None where there is none or more than one."""
    exact = [hit for group in groups for hit in group.hits if hit.is_exact]
    return exact[0] if len(exact) == 1 else None
