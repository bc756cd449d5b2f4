"""Kelurahan of Jakarta Utara and Jakarta Barat by Kemendagri code, and what was published about them.

The list of areas ships with the demo (data/wilayah_jakarta.csv: public facts).
"""

import csv
from dataclasses import dataclass
from pathlib import Path

AREAS_FILE = Path(__file__).with_name("data") / "wilayah_jakarta.csv"

# Participants in arrears and rupiah per kecamatan, as branch 0905 told the press in November 2020.
# They add up to 37,063 and Rp 25.77 billion; the article's own total of Rp 27.59 billion does not.
PUBLISHED = {
    "31.72.02": (9_742, 6_850_000_000),
    "31.72.01": (7_807, 5_480_000_000),
    "31.72.04": (5_847, 3_870_000_000),
    "31.72.03": (5_519, 3_610_000_000),
    "31.72.06": (4_075, 3_070_000_000),
    "31.72.05": (4_073, 2_890_000_000),
}


@dataclass(frozen=True, slots=True)
class Kelurahan:
    code: str
    name: str
    kecamatan_code: str
    kecamatan: str

    @property
    def region(self) -> str:
        """The six digits with which a NIK or KK recorded here begins."""
        return self.kecamatan_code.replace(".", "")


def kelurahan_under(code: str) -> list[Kelurahan]:
    """Every kelurahan below a city, in the order of the codes."""
    with AREAS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["code"]: row["name"] for row in rows}
    return [
        Kelurahan(row["code"], row["name"], row["parent"], names[row["parent"]])
        for row in rows
        if row["level"] == "kelurahan" and row["code"].startswith(f"{code}.")
    ]


def by_kecamatan(places: list[Kelurahan]) -> dict[str, list[Kelurahan]]:
    grouped: dict[str, list[Kelurahan]] = {}
    for place in places:
        grouped.setdefault(place.kecamatan_code, []).append(place)
    return grouped
