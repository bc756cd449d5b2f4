"""What the management commands share: branch and period options, errors as one sentence, exit codes.

Exit 0 on success, 1 on a refused action, 2 on wrong usage (the parser's own).
"""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from .errors import Refused
from .imports.intake import FIRST_REJECTED, Intake
from .imports.kinds import kind_named
from .imports.take_in import take_in
from .imports.uploads import can_be_mended
from .models import Branch, ImportRun
from .months import parse_month


def day_option(text: str) -> date:
    """An ISO day for argparse: anything else is wrong usage."""
    return date.fromisoformat(text)


class ActionCommand(BaseCommand):
    """A command that calls one action and turns a refusal into exit 1."""

    def handle(self, *args, **options):
        try:
            self.act(**options)
        except Refused as error:
            raise CommandError(str(error)) from error

    def act(self, **options) -> None:
        raise NotImplementedError

    def branch_of(self, options: dict) -> Branch:
        code = options["branch"]
        try:
            return Branch.objects.get(code=code)
        except Branch.DoesNotExist:
            raise Refused(f"Kantor cabang {code} belum ada. Buat dulu dengan create_branch.") from None


class BranchCommand(ActionCommand):
    """… for one branch, and where it says so for one period."""

    branch_required = True
    with_period = False

    def add_arguments(self, parser):
        parser.add_argument("--branch", required=self.branch_required, help="kode kantor cabang, empat angka")
        if self.with_period:
            parser.add_argument("--period", required=True, help="periode, seperti 2026-11")

    def month_of(self, options: dict) -> date:
        return parse_month(options["period"])


class ImportCommand(BranchCommand):
    """… that takes a file in."""

    kind = ""

    def add_arguments(self, parser):
        parser.add_argument("file", help="berkas CSV atau XLSX")
        super().add_arguments(parser)
        parser.add_argument("--errors", help="tulis baris yang ditolak ke berkas ini")
        parser.add_argument("--sheet", default="", help="lembar buku kerja; bila kosong: lembar pertama yang terlihat")
        parser.add_argument("--mends", type=int, help="nomor impor yang baris ditolaknya diperbaiki oleh berkas ini")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan tulis apa pun")

    def data_date(self, options: dict) -> date | None:
        return None

    def kind_options(self, options: dict) -> dict:
        return {}

    def act(self, **options) -> None:
        path = Path(options["file"])
        branch = self.branch_of(options) if options["branch"] else None
        month = self.month_of(options) if self.with_period else None
        intake = Intake(kind_named(self.kind), branch, month, self.data_date(options))
        intake.options = self.kind_options(options)
        take_as = {"sheet": options["sheet"], "mends": self.mended(options, branch)}
        intake.error_path = Path(options["errors"]) if options["errors"] else None
        take_in(intake, path, dry_run=options["dry_run"], **take_as)
        self.report(intake, dry_run=options["dry_run"])

    def mended(self, options: dict, branch: Branch | None) -> ImportRun | None:
        if options["mends"] is None:
            return None
        origin = ImportRun.objects.filter(pk=options["mends"], branch=branch, kind=self.kind).first()
        if origin is None or not can_be_mended(origin):
            raise Refused(
                f"Impor {options['mends']} tidak ada, atau tidak mempunyai baris ditolak yang dapat diperbaiki."
            )
        return origin

    def report(self, intake: Intake, *, dry_run: bool) -> None:
        run: ImportRun = intake.run
        if intake.unchanged:
            self.stdout.write(intake.unchanged)
            return
        for notice in intake.notices:
            self.stdout.write(notice)
        prefix = "Diperiksa (tidak ditulis)" if dry_run else f"Impor {run.pk}"
        self.stdout.write(
            f"{prefix}: {run.rows_accepted} baris diterima, {run.rows_rejected} ditolak, "
            f"{run.warnings} peringatan. " + ", ".join(f"{key}: {value}" for key, value in intake.counts.items())
        )
        for row in intake.rejected:
            self.stdout.write("  baris {line}: {reason}".format(**row))
        if run.rows_rejected > FIRST_REJECTED:
            self.stdout.write(f"  … dan {run.rows_rejected - FIRST_REJECTED} baris lain")
