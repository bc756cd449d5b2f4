"""Tables for the terminal: text on the left, figures on the right, a line above the sum."""

from collections.abc import Sequence

_GAP = "  "


def text_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, text_columns: int = 1, sums: bool = False
) -> str:
    """Write rows below headings. The first `text_columns` are text; with `sums` the last row is the sum."""
    table = [headings, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(headings))]
    lines = [_line(row, widths, text_columns) for row in table]
    rule = "─" * len(_GAP.join("─" * width for width in widths))
    lines.insert(1, rule)
    if sums and rows:
        lines.insert(-1, rule)
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int], text_columns: int) -> str:
    cells = [
        cell.ljust(width) if column < text_columns else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return _GAP.join(cells).rstrip()
