"""Coverage of the demo's branches at the end of each closed month. Populations are invented, sized like real ones."""

from pathlib import Path
from random import Random

from .history import Month
from .places import PUBLISHED, by_kecamatan, kelurahan_under
from .writing import write_table

HEADINGS = ("bulan", "kode_wilayah", "penduduk", "peserta_terdaftar", "peserta_aktif", "peserta_menunggak")
_SMALL, _LARGE = 140_000, 520_000
_CROWDED = 4  # the kecamatan in which more are registered than live


def write_coverage(path: Path, city: str, month: Month, seed: int) -> Path:
    """A row per kecamatan; coverage near its end, and activity that creeps up from month to month."""
    rows = []
    for number, kecamatan in enumerate(by_kecamatan(kelurahan_under(city))):
        rng = Random(f"{seed}-{kecamatan}")  # the same people every month
        population = rng.randrange(_SMALL, _LARGE) + month.index * rng.randrange(100, 400)
        covered = 1.012 if number == _CROWDED else rng.uniform(0.94, 0.985) + month.index * 0.002
        registered = round(population * covered)
        active = round(registered * (rng.uniform(0.74, 0.84) + month.index * 0.006))
        in_arrears = PUBLISHED.get(kecamatan, (round(registered * 0.05), 0))[0]
        rows.append((f"{month.first_day:%Y-%m}", kecamatan, population, registered, active, in_arrears))
    return write_table(path, HEADINGS, rows)
