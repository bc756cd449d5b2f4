"""The columns that a kind of file knows, as its owner declares them."""

import re
import unicodedata
from dataclasses import dataclass

from .parsing import Parser

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `aliases` are other headings that mean the same.

    `required`: the heading must be there and the cell filled, unless `may_be_blank`. `one_of` names
    a group of which at least one heading must be there. `identifier` marks the columns that tell a
    row from a total row below the data.
    """

    name: str
    parse: Parser
    required: bool = False
    aliases: tuple[str, ...] = ()
    one_of: str | None = None
    may_be_blank: bool = False
    identifier: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Every heading that means this column, in the form in which headings are compared."""
        return frozenset(heading_key(heading) for heading in (self.name, *self.aliases))


def heading_key(heading: str) -> str:
    """Reduce a heading to its letters and digits: `No. KK`, `NO_KK` and `no kk` are the same."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", heading)).casefold()
