"""The registry of kinds of import. A kind is a declaration: columns, rules in SQL, and how to apply."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..errors import Refused
from ..reading.columns import Column

type Act = Callable[["Intake"], dict]  # noqa: F821


@dataclass(frozen=True, slots=True)
class ImportKind:
    """What differs between kinds of file.

    Staging: `types` gives the SQL type of a column of `staged` (text unless named); `derive(columns)` computes the
    `derived` ones out of a batch of columns as COPY text and may drop others (`unstaged`); `extra` are columns that
    only SQL fills.

    Rules: `checks` is SQL that writes into `staged_issue`. `begin(intake)` refuses early, or says that the file
    changes nothing. `apply(intake)` writes the rows of `staged` that are not rejected and returns counts.

    A kind whose files are large brings `preview(intake)`, which tells from the staged rows alone what applying would
    do, and leaves beside them what `apply` needs; its checks must depend on nothing but the file and what `basis`
    covers. Without it the preview is a rehearsal: checks and apply, rolled back.

    `replaces`: a file stands for the whole, so that mended rows have to be joined to the rows taken before, which
    `carry(intake, run)` copies from the tables into `staged`.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    apply: Act
    types: Mapping[str, str] = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    unstaged: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    derive: Callable[[dict[str, list[str]]], None] | None = None
    begin: Callable[["Intake"], None] | None = None  # noqa: F821
    checks: str = ""
    preview: Act | None = None
    preview_template: str = ""
    present: Callable | None = None  # present(run): what the template shows of the preview
    basis: Callable[["Intake"], str] | None = None  # noqa: F821
    replaces: bool = False
    carry: Callable | None = None
    undo: Callable | None = None
    needs_month: bool = False
    needs_branch: bool = True
    on_page: bool = True
    permission: str = "common.import_files"
    template: Callable | None = None  # template(branch): rows with which the file to fill in begins
    date_label: str = ""  # asked for on the page where the kind has a data date

    @property
    def staging_columns(self) -> list[str]:
        """What is copied into `staged`, behind the line."""
        return [column.name for column in self.columns if column.name not in self.unstaged] + list(self.derived)


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
