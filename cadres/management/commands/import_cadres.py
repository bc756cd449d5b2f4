from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor kader dan perjanjiannya."
    kind = "cadres"
