from kaderjkn.collections.closing.actions import reopen_period
from kaderjkn.common.commands import BranchCommand


class Command(BranchCommand):
    help = "Buka lagi periode terakhir yang tutup buku, dengan alasan."
    with_period = True

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--reason", required=True, help="alasan")

    def act(self, **options):
        closing = reopen_period(branch=self.branch_of(options), month=self.month_of(options), reason=options["reason"])
        self.stdout.write(f"Periode {options['period']} terbuka lagi; versi {closing.version} tetap dapat dibaca.")
