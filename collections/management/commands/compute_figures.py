from kaderjkn.collections.analysis.sums.computing import months_to_summarise, summarise
from kaderjkn.collections.closing.background import recompute_unless_closed
from kaderjkn.common.commands import BranchCommand
from kaderjkn.common.models import Period


class Command(BranchCommand):
    help = "Hitung sekarang yang biasanya dihitung malam: angka sementara bulan terbuka, lalu ringkasan untuk laporan."

    def act(self, **options):
        branch = self.branch_of(options)
        months = list(Period.objects.open().filter(branch=branch).order_by("month").values_list("month", flat=True))
        computed = sum(recompute_unless_closed(branch, month) for month in months)
        stale = months_to_summarise(branch)
        for month in stale:
            summarise(branch=branch, month=month, wait=True)
        self.stdout.write(f"{computed} bulan terbuka dihitung, {len(stale)} bulan dijumlahkan untuk laporan.")
