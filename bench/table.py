"""The table, on the terminal and in docs/benchmarks.md alike."""

from datetime import date
from pathlib import Path

from .lines import Line

HEADINGS = ("act", "floor or other, s", "time, s", "ratio", "limit", "verdict", "rows/s", "peak MB")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
MARKS = {
    "imports": (BEGIN, END),
    "closing": ("<!-- measured: closing -->", "<!-- /measured: closing -->"),
    "letters": ("<!-- measured: letters -->", "<!-- /measured: letters -->"),
    "lists": ("<!-- measured: lists -->", "<!-- /measured: lists -->"),
    "phone": ("<!-- measured: phone -->", "<!-- /measured: phone -->"),
}
UNITS = {"ratio": "{:g}", "seconds": "{:g} s", "peak_mb": "{:g} MB", "kilobytes": "{:g} kB", "count": "{:g}"}


def as_table(lines: list[Line]) -> str:
    """Markdown with columns of one width."""
    rows = [HEADINGS, *map(_cells, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rule = [f"{'-' * (width - 1)}{'-' if column == 0 else ':'}" for column, width in enumerate(widths)]
    return "\n".join(_padded(row, widths) for row in (HEADINGS, rule, *rows[1:]))


def _padded(cells: tuple | list, widths: list[int]) -> str:
    first, *others = cells
    figures = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
    return f"| {' | '.join([first.ljust(widths[0]), *figures])} |"


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.name,
        _figure(line.other, "{:.2f}"),
        _own(line),
        _figure(line.ratio, "{:.2f}"),
        _limit(line),
        verdict(line),
        _figure(line.rows_per_second, "{:,.0f}"),
        _figure(line.peak_mb, "{:.0f}"),
    )


def _own(line: Line) -> str:
    """The time, or the size or count that stands in its place."""
    if line.kilobytes is not None:
        return f"{line.kilobytes:.0f} kB"
    return str(line.count) if line.count is not None else _figure(line.seconds, "{:.2f}")


def _figure(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)


def _limit(line: Line) -> str:
    if line.limit is None:
        return ""
    sign = "=" if line.exactly else "≥" if line.at_least else "≤"
    return f"{sign} {UNITS[line.judged].format(line.limit)}"


def verdict(line: Line) -> str:
    """A missed limit always says by how much."""
    if line.limit is None:
        return ""
    if not line.is_missed:
        return "met"
    return f"MISS by {max(line.excess * 100, 1):.0f} %"


def as_report(
    command: str, facts: dict[str, str], lines: list[Line], runs: int, on: date, *, is_best: bool = False
) -> str:
    """What is printed, and what stands in the document between the two marks."""
    taken = "one run" if runs == 1 else f"{'best' if is_best else 'median'} of {runs} runs"
    named = "\n".join(f"- {name}: {value}" for name, value in facts.items())
    return f"`{command}`, {on.isoformat()}, {taken} of every act\n\n{named}\n\n{as_table(lines)}"


def write_into(document: Path, report: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the report between the marks; the words around it stay."""
    begin, end = marks
    before, _begin, rest = document.read_text(encoding="utf-8").partition(begin)
    _old, _end, after = rest.partition(end)
    document.write_text(f"{before}{begin}\n{report}\n{end}{after}", encoding="utf-8")
