"""The registry of kinds of import. A kind is a declaration: columns, checks in SQL, and how to apply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..errors import Refused
from ..reading.columns import Column


@dataclass(frozen=True, slots=True)
class ImportKind:
    """What differs between kinds of file.

    `types` gives the SQL type of a staging column (text unless named); `derived` names staging columns that
    `derive(values)` computes from the others. `begin(intake)` refuses early; `checks` is SQL that writes into
    `staged_issue`; `apply(intake)` writes the rows that stand in `staged` and are not rejected, and returns counts.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    apply: Callable[["Intake"], dict]  # noqa: F821
    types: Mapping[str, str] = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    derive: Callable[[dict], None] | None = None
    begin: Callable[["Intake"], None] | None = None  # noqa: F821
    checks: str = ""
    undo: Callable | None = None
    needs_month: bool = False
    needs_branch: bool = True
    on_page: bool = True
    permission: str = "common.import_files"
    date_label: str = ""  # asked for on the page where the kind has a data date

    @property
    def staging_columns(self) -> list[str]:
        return [column.name for column in self.columns] + list(self.derived)


_KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> ImportKind:
    """Make a kind known; called when its app is ready."""
    _KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> ImportKind:
    if name not in _KINDS:
        raise Refused(f"Jenis impor «{name}» tidak dikenal.")
    return _KINDS[name]


def page_kinds() -> list[ImportKind]:
    """Kinds that the import page offers, in the order in which a branch needs them."""
    return [kind for kind in _KINDS.values() if kind.on_page]
