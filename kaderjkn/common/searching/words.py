"""What somebody has typed: long enough for an index, and a number or not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 3


def clean_search(text: str) -> str:
    """The text in one piece; ValidationError where no part of it is long enough for the index."""
    words = text.replace("\0", " ").split()
    if words and max(map(len, words)) < SHORTEST and not (is_number(text) and len("".join(words)) >= SHORTEST):
        raise ValidationError(_("Tulis paling sedikit tiga huruf atau angka."))
    return " ".join(words)


def is_number(text: str) -> bool:
    return bool(digits := "".join(text.split())) and digits.isascii() and digits.isdigit()
