from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor tunggakan yang dihapus oleh kebijakan."
    kind = "writeoffs"
