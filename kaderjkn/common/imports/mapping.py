"""Which column of a file is which of ours, as staff say it: the head of the stored file, and saving the choice.

A mapping is {"heading in the file": "our column"}; an empty name means that the heading is not used although
an alias says so. The import keeps its own; the branch's is offered to its next files of the kind.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ..encrypted_files import plain_copy
from ..enums import ImportState
from ..errors import Refused
from ..models import ColumnMapping, ImportRun, JobRun, User
from ..reading.columns import Column, heading_key
from ..reading.errors import HeadingsNotUnderstood
from ..reading.headings import ROWS_LOOKED_AT, Headings, find_heading_row
from ..reading.rows import ParsedRow, parse_rows
from ..reading.tables import open_table
from .checking import mapping_of
from .kinds import ImportKind, kind_named
from .masking import is_data
from .uploads import active_job, request_check

ROWS_OFFERED = 15
ROWS_SHOWN = 20
HEAD_ROWS = ROWS_LOOKED_AT + ROWS_SHOWN
LONGEST_NAME = 100
MAPPED_STATES = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.REFUSED)


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of one sheet, as (line, cells); `is_default` where that sheet is taken without asking."""

    rows: tuple[tuple[int, list[str]], ...]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    is_default: bool = True
    hidden: Collection[int] = ()

    def cells(self, line: int) -> list[str]:
        return next((cells for number, cells in self.rows if number == line), [])

    @property
    def lines(self) -> list[int]:
        """The lines that can be headings."""
        return [line for line, _cells in self.rows[:ROWS_LOOKED_AT]]

    @property
    def offered(self) -> tuple[tuple[int, list[str]], ...]:
        """The rows that the page offers as headings."""
        return self.rows[:ROWS_OFFERED]


def refuse_if_closed(run: ImportRun) -> None:
    """The columns can be chosen while nothing is written and nobody works on the file."""
    if run.state not in MAPPED_STATES:
        raise Refused(_("Kolom berkas ini tidak dapat dipilih lagi: %(state)s.") % {"state": run.get_state_display()})
    if not run.stored_file:
        raise Refused(_("Berkasnya sudah tidak disimpan; unggah lagi."))
    if active_job(run):
        raise Refused(_("Berkas ini sedang dikerjakan; tunggu sampai selesai."))


# Reading


def head_of(run: ImportRun, sheet: str = "", rows: int = HEAD_ROWS) -> Head:
    """Read the first rows of the stored file; a sheet that is not there is as good as none. Raises ReadingError."""
    with plain_copy(run.stored_file, Path(run.file_name).suffix) as path:
        with open_table(path) as table:
            default, sheets = table.sheet or "", tuple(name for name in table.sheet_names if len(name) <= LONGEST_NAME)
        sheet = sheet if sheet in sheets else default
        with open_table(path, sheet=sheet or None) as table:
            first = tuple(islice(table, rows))
            return Head(first, sheets, sheet, sheet == default, table.hidden_columns)


# Understanding


def meanings(
    cells: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str], hidden: Collection[int] = ()
) -> list[str]:
    """Name our column for each heading, or nothing; none is named twice.

    The mapping goes before the aliases, a visible column before a hidden one, the left before the right.
    """
    chosen = {heading_key(heading): name for heading, name in mapping.items()}
    names, aliases = {column.name for column in columns}, _aliases(columns)
    keys = [heading_key(cell) for cell in cells]
    found = [""] * len(cells)
    for place in sorted(range(len(cells)), key=lambda each: (keys[each] not in chosen, each in hidden, each)):
        name = chosen.get(keys[place], aliases.get(keys[place], ""))
        if name in names and name not in found:
            found[place] = name
    return found


def _aliases(columns: Sequence[Column]) -> dict[str, str]:
    return {key: column.name for column in columns for key in column.keys if key}


def line_found(head: Head, kind: ImportKind, mapping: Mapping[str, str]) -> int | None:
    """The line of the headings as the program finds it by itself, if it does."""
    try:
        return find_heading_row(head.rows, kind.columns, mapping=mapping, hidden=head.hidden).line_number
    except HeadingsNotUnderstood:
        return None


def likeliest_line(head: Head, kind: ImportKind, mapping: Mapping[str, str]) -> int:
    """The row that looks most like headings: most known ones, else the first with most words."""

    def likeness(numbered: tuple[int, list[str]]) -> tuple:
        _line, cells = numbered
        known = sum(map(bool, meanings(cells, kind.columns, mapping)))
        return known, not is_data(cells), sum(bool(cell.strip()) for cell in cells)

    return max(head.offered, key=likeness, default=(0, []))[0]


def are_headings(cells: Sequence[str], kind: ImportKind) -> bool:
    """Tell headings from a row of data, whose cells may be nowhere shown or stored as headings."""
    known = sum(map(bool, meanings(cells, kind.columns, {})))
    return known > 1 or not is_data(list(cells))


def rows_below(head: Head, line: int, kind: ImportKind, chosen: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    return _headings(head, line, kind, chosen).body(head.rows)


def first_rows(head: Head, line: int, kind: ImportKind, chosen: Mapping[int, str]) -> list[ParsedRow]:
    """The first rows of data, read by the chosen columns (place in the file → our column)."""
    return list(islice(parse_rows(head.rows, _headings(head, line, kind, chosen)), ROWS_SHOWN))


def _headings(head: Head, line: int, kind: ImportKind, chosen: Mapping[int, str]) -> Headings:
    positions = {name: place for place, name in sorted(chosen.items(), reverse=True) if name}
    titles = tuple(cells for number, cells in head.rows if number < line)
    return Headings(line, head.cells(line), tuple(kind.columns), positions, titles=titles)


# What may be chosen


def columns_lacking(kind: ImportKind, chosen: Collection[str]) -> list[str]:
    """Needed columns that are not among the chosen; of those that stand in for each other, all by name."""
    lacking = [column.name for column in kind.columns if column.required and column.name not in chosen]
    groups: dict[str, list[str]] = {}
    for column in kind.columns:
        if column.one_of:
            groups.setdefault(column.one_of, []).append(column.name)
    either = [_(" atau ").join(names) for names in groups.values() if not set(names) & set(chosen)]
    return lacking + either


def rivals(cells: Sequence[str], place: int, hidden: Collection[int] = ()) -> list[int]:
    """Other places of the same heading, from which it cannot be told apart; hidden ones give way to a visible one."""
    key = heading_key(cells[place])
    others = [other for other, cell in enumerate(cells) if other != place and heading_key(cell) == key]
    return others if place in hidden else [other for other in others if other not in hidden]


# Saving


@transaction.atomic
def save_mapping(
    *, run: ImportRun, head: Head, line: int, chosen: Mapping[int, str], for_branch: bool, by: User
) -> JobRun:
    """Keep what staff chose (place in the file → our column) and have the file checked again.

    The import remembers every heading; the branch, where wanted, those that aliases do not explain.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    refuse_if_closed(run)
    kind, cells = kind_named(run.kind), head.cells(line)
    own = _own_mapping(cells, chosen, claimed=_claimed(run, kind))
    run.sheet, run.mapping = "" if head.is_default else head.sheet, own
    run.heading_line = None if line_found(head, kind, own) == line else line
    run.save(update_fields=["sheet", "mapping", "heading_line"])
    if for_branch:
        _remember(run, kind, cells, own, by=by)
    return request_check(run=run, by=by)


def _claimed(run: ImportRun, kind: ImportKind) -> set[str]:
    """Headings that mean something already, by an alias or by a mapping saved before."""
    return {*_aliases(kind.columns), *map(heading_key, mapping_of(run))}


def _own_mapping(cells: Sequence[str], chosen: Mapping[int, str], *, claimed: set[str]) -> dict[str, str]:
    """{heading: column} of the chosen, {heading: ""} of those that would otherwise be taken for something."""
    pairs = [(" ".join(cell.split()), chosen.get(place, "")) for place, cell in enumerate(cells)]
    used = {heading_key(heading) for heading, name in pairs if name}
    unused = {heading: "" for heading, _name in pairs if heading_key(heading) in claimed - used}
    return unused | {heading: name for heading, name in pairs if name}


def _remember(run: ImportRun, kind: ImportKind, cells: Sequence[str], own: Mapping[str, str], *, by: User) -> None:
    """Join the choice to the branch's mapping: headings of other files stay, those of this file are as chosen now."""
    saved = ColumnMapping.objects.select_for_update().filter(branch=run.branch, kind=run.kind).first()
    saved = saved or ColumnMapping(branch=run.branch, kind=run.kind)
    here, aliases = {heading_key(cell) for cell in cells}, _aliases(kind.columns)
    kept = {heading: name for heading, name in saved.headings.items() if heading_key(heading) not in here}
    own_words = {heading: name for heading, name in own.items() if aliases.get(heading_key(heading), "") != name}
    saved.headings, saved.saved_by = kept | own_words, by
    if saved.headings:
        saved.save()
    elif saved.pk:
        saved.delete()


@transaction.atomic
def forget_mapping(*, mapping: ColumnMapping) -> None:
    """Delete a branch's mapping; imports that used it keep their own."""
    mapping.delete()
