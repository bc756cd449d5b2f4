from django.db.models import Sum

from kaderjkn.collections.closing.actions import close_period
from kaderjkn.common.commands import BranchCommand
from kaderjkn.common.formatting import rupiah


class Command(BranchCommand):
    help = "Tutup buku suatu periode."
    with_period = True

    def act(self, **options):
        month = self.month_of(options)
        closing, is_new = close_period(branch=self.branch_of(options), month=month)
        if not is_new:
            self.stdout.write(f"Periode {options['period']} sudah tutup buku. Tidak ada yang berubah.")
            return
        sums = closing.cadrefigures.aggregate(collected=Sum("collected"))
        reward = closing.rewardlines.aggregate(reward=Sum("reward"))["reward"] or 0
        self.stdout.write(
            f"Periode {options['period']} tutup buku: {closing.cadrefigures.count()} kader, "
            f"terkumpul oleh kader {rupiah(sums['collected'] or 0)}, imbal jasa {rupiah(reward)}, "
            f"tinjauan baru {closing.reviews_opened.count()}."
        )
