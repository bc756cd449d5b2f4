"""Cells of a table: plain `str` for text, `NumericText` for a number cell of an XLSX file.

Numbers keep their digits as text, since an identifier must never pass through a float.
"""

from decimal import Decimal, InvalidOperation

type Row = tuple[int, list[str]]  # line number in the file, cells

LARGEST_PLAIN_EXPONENT = 20  # a wider number keeps its E notation instead of being spelt out
TRUSTED_DIGITS = 15  # what Excel itself keeps of a number


class NumericText(str):
    """The text of a numeric Excel cell, such as `1500000`, `0.5` or the serial number of a day."""

    __slots__ = ()


def is_numeric(cell: str) -> bool:
    """Tell whether the cell was a number in the spreadsheet, not a text that looks like one."""
    return type(cell) is NumericText


def numeric_text(raw: str) -> str:
    """Turn the stored form of a number into the digits a person would see, free of float artefacts.

    `1.5E7` gives `15000000`, `2.4999999999999999E-2` gives `0.025`. Whole numbers keep every digit
    that the file holds; what is no number at all comes back as plain text.
    """
    if raw.isascii() and raw.isdigit():
        return NumericText(raw)
    try:
        number = Decimal(raw.strip())
    except InvalidOperation:
        return raw
    if not number.is_finite():
        return raw
    if abs(number.adjusted()) > LARGEST_PLAIN_EXPONENT:
        return NumericText(raw.strip())
    return NumericText(_spelt_out(number))


def boolean_text(raw: str) -> str:
    """Show a stored truth value as Excel does."""
    return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)


def _spelt_out(number: Decimal) -> str:
    """Round a fraction to the 15 digits that Excel shows and drop the zeros at its end."""
    if number != number.to_integral_value():
        number = Decimal(f"{float(number):.{TRUSTED_DIGITS}g}")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def excel_column(index: int) -> str:
    """Name a column as Excel does: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
