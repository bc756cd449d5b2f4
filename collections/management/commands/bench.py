"""`make bench`: what an import costs against the least that it could cost, both measured in one run."""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.take_in import take_in
from kaderjkn.common.models import Branch

HEADINGS = "no_kk,noka,nama,kepala,kelas,alamat,kelurahan,bulan_menunggak,jml_tunggakan"
MONTH = date(2020, 1, 1)


class Command(BaseCommand):
    help = "Ukur impor daftar tunggakan terhadap COPY berkas yang sama; basis data tidak berubah."

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, default=37_000)
        parser.add_argument("--runs", type=int, default=3)

    def handle(self, *args, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            write_list(path, options["rows"])
            floor = best(options["runs"], lambda: copy_only(path))
            taken = best(options["runs"], lambda: import_list(path))
        self.stdout.write(f"rows {options['rows']}, best of {options['runs']} runs")
        self.stdout.write(f"COPY of the same file into one table   {floor:8.2f} s   1.0")
        self.stdout.write(f"import_arrears, checks and households  {taken:8.2f} s   {taken / floor:.1f}")


def write_list(path: Path, rows: int) -> None:
    """Families of three at one address each; every row is good."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADINGS + "\n")
        for number in range(rows):
            family, place = divmod(number, 3)
            file.write(
                f"3172{family:012d},{number + 1:013d},Peserta {number},{'Y' if place == 0 else 'T'},3,"
                f"Jalan {family},Kelurahan Uji,12,420000\n"
            )


def best(runs: int, act: Callable[[], None]) -> float:
    """Seconds of the quickest run; each run is rolled back."""
    times = []
    for _ in range(runs):
        with transaction.atomic():
            started = time.perf_counter()
            act()
            times.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    return min(times)


def copy_only(path: Path) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(f"{name} text" for name in HEADINGS.split(","))
        cursor.execute(f"CREATE TEMPORARY TABLE floor ({columns}) ON COMMIT DROP")
        with cursor.copy("COPY floor FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write(path.read_bytes())


def import_list(path: Path) -> None:
    branch, _created = Branch.objects.get_or_create(code="9999", defaults={"name": "Uji"})
    take_in(Intake(kind_named("arrears"), branch, MONTH, MONTH), path)
