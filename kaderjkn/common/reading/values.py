"""The parsers of cells: `parse(cell) -> value`, `Warned(value, warning)` or `ValueProblem`.

An empty cell is None. A cell is `str`, or `NumericText` where the spreadsheet held a number. All are
pure; `whole_number`, `code_of` and `text` make a parser from bounds, choices or a length.
"""

from .amounts import amount, count, share, signed_amount, whole_number
from .codes import care_class, code_of, phone, text, yes_no
from .dates import date, local_datetime, month, time_of_day
from .errors import ValueProblem
from .identifiers import card, family_card, kemendagri_code, nik, virtual_account
from .parsing import Parser, Warned, unwarned

__all__ = [
    "Parser",
    "ValueProblem",
    "Warned",
    "amount",
    "card",
    "care_class",
    "code_of",
    "count",
    "date",
    "family_card",
    "kemendagri_code",
    "local_datetime",
    "month",
    "nik",
    "phone",
    "share",
    "signed_amount",
    "text",
    "time_of_day",
    "unwarned",
    "virtual_account",
    "whole_number",
    "yes_no",
]
