"""How large a file may be before it is refused; the defaults fit a month of the largest branch."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. Sizes are bytes; `max_ratio` is unpacked size by packed size of a part."""

    max_bytes: int = 300 * MEGABYTE
    max_rows: int = 1_200_000
    max_columns: int = 200
    max_unpacked_bytes: int = 2048 * MEGABYTE
    max_ratio: int = 200
    max_parts: int = 5_000
    max_cell_characters: int = 200_000


DEFAULT_LIMITS = Limits()
