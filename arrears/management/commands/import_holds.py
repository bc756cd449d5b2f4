from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor keluarga yang ditahan."
    kind = "holds"
