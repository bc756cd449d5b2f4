"""`make bench`: what imports and closing cost against the least that they could cost (docs/benchmarks.md).

Makes a database of its own, has `bench` work in it, and drops it; the default database is never touched.
"""

import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bench.__main__ import arguments
from bench.database import own_database


class Command(BaseCommand):
    help = "Ukur impor dan tutup buku terhadap SQL paling sederhana, di basis data tersendiri; data uji dibuat sendiri."

    def add_arguments(self, parser):
        arguments(parser)

    def handle(self, *args, what, rows, full, part, runs, write, **options):
        if rows < 1000:
            raise CommandError("Paling sedikit 1000 baris.")
        whole = ["--full"] if full else []
        sizes = {"imports": ["--rows", str(rows)], "closing": [*whole, "--part", part], "lists": whole}
        words = [what, *sizes.get(what, []), "--runs", str(runs), *(["--write"] if write else [])]
        with own_database() as environment:
            command = [sys.executable, "-m", "bench", *words]
            done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError("Pengukuran terhenti; lihat pesan di atas.")
