"""What the demo shows at its end: the figures of the month, read from the same reports as everybody's."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kaderjkn.common.formatting import number, percent

from .cadres import cadres_of
from .periods import month_name, periods_before
from .tables import text_table

BRANCH = "0905"
_NOTE = (
    "Angka per kecamatan seperti diumumkan kantor cabang pada November 2020; jumlahnya Rp 25,77 miliar.\n"
    "Total Rp 27,59 miliar dalam artikel itu tidak sama dengan jumlah barisnya sendiri."
)
type Rows = list[dict[str, Any]]


class Results:
    """The printed tables of a demo that has run for `today`."""

    def __init__(self, folder: Path, today: date, seed: int) -> None:
        self._folder = folder
        *_, self._closed, self._current = periods_before(today, 1)
        self._names = {cadre.code: cadre.name for cadre in cadres_of(BRANCH, today, seed)}

    def tables(self) -> Iterator[tuple[str, str]]:
        """Title and text of each table."""
        closed, current = month_name(self._closed), month_name(self._current)
        yield f"Tunggakan per kecamatan, Jakarta Utara, {current}", f"{self._arrears()}\n{_NOTE}"
        yield f"Kolektabilitas kader, {closed} (tutup buku)", self._collectability()
        yield f"Imbal jasa kader, {closed} (ILUSTRASI – bukan tarif resmi BPJS)", self._rewards()
        yield f"Tinjauan kader setelah tutup buku {closed}", self._reviews()

    def _report(self, name: str, period: date) -> Rows:
        path = self._folder / f"{name}.json"
        options = {"branch": BRANCH, "period": f"{period:%Y-%m}", "format": "json", "output": str(path)}
        call_command("report", name, **options, stdout=StringIO())
        return json.loads(path.read_text(encoding="utf-8"))

    def _arrears(self) -> str:
        rows = self._report("arrears-by-kecamatan", self._current)
        rows.sort(key=lambda row: (_is_total(row), -int(row["participants"])))
        figures = [
            (
                "Jumlah" if _is_total(row) else row["kecamatan"],
                *_numbers(row, "households", "participants", "amount"),
            )
            for row in rows
        ]
        return text_table(("Kecamatan", "Keluarga", "Peserta", "Tunggakan (Rp)"), figures, sums=True)

    def _collectability(self) -> str:
        rows = self._report("collectability", self._closed)
        figures = [
            (
                *self._who(row),
                *_numbers(row, "cases", "target", "collected"),
                _rate(row["rate"]),
                *_numbers(row, "paying", "settled", "late_collected"),
            )
            for row in rows
        ]
        headings = (
            "Kader",
            "Nama",
            "Binaan",
            "Target (Rp)",
            "Tertagih (Rp)",
            "%",
            "Membayar",
            "Lunas",
            "Susulan (Rp)",
        )
        return text_table(headings, figures, text_columns=2)

    def _rewards(self) -> str:
        rows = self._report("rewards", self._closed)
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for code in self._names:
            sums[code] = [0, 0, 0]
        for row in rows:
            figures = (1, int(row["eligible"] or 0), int(row["reward"] or 0))
            for who in (row["cadre"], ""):
                sums[who] = [old + new for old, new in zip(sums[who], figures, strict=True)]
        total = ("Jumlah", "", *map(number, sums.pop("", [0, 0, 0])))
        lines = [(code, self._names.get(code, ""), *map(number, figures)) for code, figures in sums.items()]
        headings = ("Kader", "Nama", "Baris", "Dasar (Rp)", "Imbal jasa (Rp)")
        return text_table(headings, [*lines, total], text_columns=2, sums=True)

    def _reviews(self) -> str:
        rows = self._report("reviews", self._closed)
        if not rows:
            return "Tidak ada tinjauan."
        figures = [(*self._who(row), row["opened_period"], row["months"], row["status"]) for row in rows]
        return text_table(("Kader", "Nama", "Dibuka", "Bulan tanpa hasil", "Status"), figures, text_columns=5)

    def _who(self, row: dict[str, Any]) -> tuple[str, str]:
        return row["cadre"], self._names.get(row["cadre"], "")


def _is_total(row: dict[str, Any]) -> bool:
    return "TOTAL" in (row["kecamatan_code"], row["kecamatan"])


def _numbers(row: dict[str, Any], *columns: str) -> tuple[str, ...]:
    return tuple(number(int(row[column] or 0)) for column in columns)


def _rate(value: object) -> str:
    return percent(None if value in (None, "") else Fraction(Decimal(str(value))))
