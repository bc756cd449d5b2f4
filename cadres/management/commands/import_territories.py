from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor wilayah binaan."
    kind = "territories"
