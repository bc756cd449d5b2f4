"""How an answer is written: cells of the page and the PDF, plain values for a workbook."""

from decimal import Decimal

from kaderjkn.common.templatetags.components import FIGURES, FORMATTERS

from ..reports.presenters import SCREEN_KINDS, four_decimals
from ..reports.registry import Column
from .answers import Answer, Row

TEXTS = {"text", "code", "cadre", "status"}


def screen_columns(answer: Answer) -> list[dict]:
    """As `data_table` wants them."""
    shown = [{"key": each.key, "label": each.label, "kind": kind_of(each)} for each in answer.columns]
    return [
        column | ({"url": answer.links[column["key"]]} if column["key"] in answer.links else {}) for column in shown
    ]


def kind_of(column: Column) -> str:
    return SCREEN_KINDS.get(column.kind, column.kind)


def is_figure(column: Column) -> bool:
    return kind_of(column) in FIGURES


def printed_row(answer: Answer, row: Row) -> list[str]:
    """The cells as words, as on the page."""
    return [printed(column, row.get(column.key)) for column in answer.columns]


def printed(column: Column, value) -> str:
    if isinstance(value, tuple) and column.kind == "status":
        return str(value[0])
    return str(FORMATTERS[kind_of(column)](value))


def file_row(answer: Answer, row: Row) -> list:
    return [file_value(column, row.get(column.key)) for column in answer.columns]


def file_value(column: Column, value) -> object:
    """Numbers as numbers, rates with four decimals, words as words; nothing where nothing is known."""
    if value is None or value == "":
        return None
    if column.kind == "rate":
        return exact_rate(value)
    if isinstance(value, tuple):
        return str(value[0])
    return str(value) if column.kind in TEXTS else value


def exact_rate(value) -> Decimal:
    return four_decimals(value)
