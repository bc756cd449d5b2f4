"""Tables as the phone draws them: the columns and rows of the presenters, each cell written as text."""

from collections.abc import Iterable, Mapping

from kaderjkn.common.templatetags.components import FIGURES, cell


def as_table(caption: str, columns: Iterable[Mapping], rows: Iterable) -> dict:
    """`rows` hold a text for each column; a status is a pair of word and kind; what is absent is an empty text."""
    columns = [{"kind": "text", **column} for column in columns]
    for column in columns:
        column["is_figure"] = column["kind"] in FIGURES
    return {
        "caption": str(caption),
        "columns": [{"label": str(one["label"]), "figure": one["is_figure"]} for one in columns],
        "rows": [[text_of(cell(row, column)) for column in columns] for row in rows],
    }


def text_of(shown: dict) -> str | list[str]:
    if shown["is_absent"]:
        return ""
    if shown["kind"] == "status":
        return [str(part) for part in shown["text"]]
    return str(shown["text"])
