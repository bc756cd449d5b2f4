from arrears.actions.cases import assign_cases
from arrears.enums import CaseStatus
from kaderjkn.common.commands import BranchCommand, day_option


class Command(BranchCommand):
    help = "Bagi keluarga pada daftar terbaru kepada kader."
    with_period = True

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--on", type=day_option, help="hari pembagian, di dalam periode")

    def act(self, **options):
        counts = assign_cases(branch=self.branch_of(options), month=self.month_of(options), day=options["on"])
        assigned = counts.pop("assigned", 0)
        rest = ", ".join(f"{CaseStatus(status).label}: {count}" for status, count in counts.items())
        self.stdout.write(f"{assigned} keluarga menjadi binaan. {rest}".strip())
