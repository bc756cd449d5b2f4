import sys

from django.core.management.base import BaseCommand

from kaderjkn.serving import serve


class Command(BaseCommand):
    help = "Jalankan situs, worker, dan beat dalam satu perintah; Ctrl-C menghentikan semuanya."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000")
        parser.add_argument("--reload", action="store_true", help="muat ulang saat kode berubah")

    def handle(self, *args, **options):
        sys.exit(serve(options["address"], reload=options["reload"]))
