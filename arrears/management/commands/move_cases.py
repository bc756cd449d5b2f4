from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Pindahkan binaan ke kader lain mulai suatu hari."
    kind = "moves"
    with_period = True
