"""One-time codes as they are printed: `K7QM-3XPD-9TRA`, without letters that look or sound alike."""

import secrets

LETTERS = "234679ACDEFGHJKMNPQRTWXYZ"  # left out: 0 O, 1 I L, 5 S, 8 B, U V
GROUPS, SIZE = 3, 4


def new_code() -> str:
    """Return a fresh code; 12 of 25 letters are 55 bits."""
    return as_printed("".join(secrets.choice(LETTERS) for _ in range(GROUPS * SIZE)))


def as_printed(text: str) -> str:
    """Write what somebody typed the way it was printed: capitals, groups of four."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return "-".join(letters[start : start + SIZE] for start in range(0, len(letters), SIZE))
