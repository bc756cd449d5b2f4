"""`report NAME`: a report of the outside interface as a table, CSV, JSON or XLSX."""

import sys
from pathlib import Path

from kaderjkn.common.commands import BranchCommand
from kaderjkn.common.errors import AlreadyRunning, Refused
from kaderjkn.common.models import Period

from ...closing.actions import recompute
from ...reports.files import write_report
from ...reports.presenters import text_table
from ...reports.registry import report_named, report_names


class Command(BranchCommand):
    help = "Tampilkan atau tulis sebuah laporan"
    with_period = True

    def add_arguments(self, parser):
        parser.add_argument("name", choices=report_names(), metavar="NAME", help=", ".join(report_names()))
        super().add_arguments(parser)
        parser.add_argument("--format", choices=["table", "csv", "json", "xlsx"], default="table")
        parser.add_argument("--output", help="tulis ke berkas ini, bukan ke layar")

    def act(self, **options) -> None:
        report, branch, month = report_named(options["name"]), self.branch_of(options), self.month_of(options)
        period = Period.objects.filter(branch=branch, month=month).first()
        if period and period.is_open and report.from_closing:
            self.compute_anew(branch, month)
        if period is None:
            self.stderr.write(f"Catatan: belum ada periode {options['period']} di cabang {branch.code}.")
        rows = report.rows(branch, month)
        if options["output"]:
            self.write_file(report, rows, options)
        elif options["format"] == "table":
            self.stdout.write(text_table(report, rows))
        elif options["format"] == "xlsx":
            raise Refused("Tentukan berkas dengan --output untuk bentuk xlsx.")
        else:
            write_report(report, rows, options["format"], self.screen())

    def compute_anew(self, branch, month) -> None:
        """Figures of an open month are those of now; of the last run, while another job holds the branch."""
        try:
            recompute(branch=branch, month=month)
        except AlreadyRunning:
            self.stderr.write("Catatan: pekerjaan lain sedang berjalan; angka dari perhitungan terakhir.")

    def write_file(self, report, rows: list[dict], options: dict) -> None:
        path = Path(options["output"])
        try:
            if options["format"] == "table":
                path.write_text(text_table(report, rows) + "\n", encoding="utf-8")
            else:
                with path.open("wb") as stream:
                    write_report(report, rows, options["format"], stream)
        except OSError as error:
            raise Refused(f"Berkas {path} tidak dapat ditulis: {error.strerror}.") from error
        self.stdout.write(f"{len(rows)} baris ditulis ke {path}")

    def screen(self):
        """The stream below Django's wrapper, which would add a line break after every piece."""
        return getattr(self.stdout, "_out", sys.stdout)
