from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor skema imbal jasa, untuk cabang atau semua cabang."
    kind = "reward_schemes"
    branch_required = False
