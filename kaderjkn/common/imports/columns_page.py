"""What the mapping page shows of a file: its columns with masked samples, and its rows as they are understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from ..formatting import EMPTY
from ..models import ImportRun
from ..reading.cells import excel_column
from ..reading.columns import Column
from ..reading.rows import CellNote, ParsedRow
from .checking import mapping_of
from .kinds import ImportKind, kind_named
from .mapping import (
    Head,
    are_headings,
    columns_lacking,
    first_rows,
    head_of,
    likeliest_line,
    line_found,
    meanings,
    rows_below,
)
from .masking import mask_cell, mask_sentence, mask_text, mask_value

SAMPLES = 3
LONGEST_ROW = 90


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the file. `meaning` is our column as it is understood before anybody chooses."""

    place: int
    heading: str
    samples: tuple[str, ...]
    has_heading: bool
    is_hidden: bool
    meaning: str

    @property
    def letter(self) -> str:
        return excel_column(self.place)

    @property
    def label(self) -> str:
        return _("Kolom %(letter)s (%(heading)s)") % {"letter": self.letter, "heading": self.heading}


@dataclass
class SheetPage:
    """One sheet of a file with the row of headings that is looked at."""

    kind: ImportKind
    head: Head
    line: int
    mapping: Mapping[str, str]

    @cached_property
    def cells(self) -> list[str]:
        """The heading row, as wide as the widest row below it."""
        width = max((len(cells) for line, cells in self.head.rows if line >= self.line), default=0)
        return [*self.head.cells(self.line), *[""] * width][:width]

    @cached_property
    def meanings(self) -> list[str]:
        return meanings(self.cells, self.kind.columns, self.mapping, self.head.hidden)

    @cached_property
    def columns(self) -> list[FileColumn]:
        """The columns of the file; those without heading and without anything below are left out."""
        columns = [self._column(place) for place in range(len(self.cells))]
        return [column for column in columns if column.has_heading or column.samples]

    def _column(self, place: int) -> FileColumn:
        heading, meaning = " ".join(self.cells[place].split()), self.meanings[place]
        shown = heading if self._are_headings else mask_text(heading)
        filled = dict.fromkeys(row[place] for _line, row in self._rows if place < len(row) and row[place].strip())
        samples = tuple(mask_cell(cell, meaning) for cell in islice(filled, SAMPLES))
        hidden = place in self.head.hidden
        return FileColumn(place, shown or _("tanpa judul"), samples, bool(heading), hidden, meaning)

    @cached_property
    def _are_headings(self) -> bool:
        return are_headings(self.cells, self.kind)

    @cached_property
    def _rows(self) -> list[tuple[int, list[str]]]:
        chosen = {place: name for place, name in enumerate(self.meanings) if name}
        return list(rows_below(self.head, self.line, self.kind, chosen))

    def lacking(self, chosen: Mapping[int, str]) -> list[str]:
        return columns_lacking(self.kind, chosen.values())

    # Choices

    def sheet_choices(self) -> list[tuple[str, str]]:
        return [(name, name) for name in self.head.sheets]

    def row_choices(self) -> list[tuple[int, str]]:
        """The first rows, and the chosen one where it stands further below."""
        rows = dict(self.head.offered) | {self.line: self.head.cells(self.line)}
        return [(line, self._row_text(line, cells)) for line, cells in rows.items()]

    def _row_text(self, line: int, cells: list[str]) -> str:
        show = " ".join if are_headings(cells, self.kind) else (lambda words: mask_text(" ".join(words)))
        text = " · ".join(show(cell.split()) for cell in cells if cell.strip())
        text = text if len(text) <= LONGEST_ROW else text[: LONGEST_ROW - 1] + "…"
        return _("Baris %(line)s: %(cells)s") % {"line": line, "cells": text}

    # As understood

    def preview(self, chosen: Mapping[int, str]) -> dict:
        """The first rows by our columns, in our order."""
        columns = [column for column in self.kind.columns if column.name in set(chosen.values())]
        rows = first_rows(self.head, self.line, self.kind, chosen) if columns else []
        return {
            "names": [column.name for column in columns],
            "rows": [{"line": row.line_number, "cells": [_cell(row, column) for column in columns]} for row in rows],
            "count": len(rows),
            "wrong": sum(bool(row.problems) for row in rows),
        }


def _cell(row: ParsedRow, column: Column) -> dict:
    """What one cell shows: its value, or the word and the sentence that are said against it."""
    problem, warning = _note(row.problems, column), _note(row.warnings, column)
    text = EMPTY if problem else mask_value(row.values.get(column.name), column)
    if problem:
        return {"text": "", "status": (_("Salah"), "danger"), "message": mask_sentence(problem.message, column.name)}
    if warning:
        status = (_("Peringatan"), "warning")
        return {"text": text, "status": status, "message": mask_sentence(warning.message, column.name)}
    return {"text": text}


def _note(notes: list[CellNote], column: Column) -> CellNote | None:
    return next((note for note in notes if note.column == column.name), None)


def page_of(run: ImportRun, *, sheet: str | None, line: str) -> SheetPage:
    """Read the file for the page: what the address asks for, else what the import remembers, else what is found."""
    kind, mapping = kind_named(run.kind), mapping_of(run)
    head = head_of(run, run.sheet if sheet is None else sheet)
    lines = {str(number): number for number in head.lines}
    is_remembered = run.heading_line and head.sheet == (run.sheet or head.sheet)
    remembered = lines.get(str(run.heading_line)) if is_remembered else None
    chosen = lines.get(line) or remembered or line_found(head, kind, mapping) or likeliest_line(head, kind, mapping)
    return SheetPage(kind, head, chosen, mapping)
