from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor kontak yang dicatat di kertas."
    kind = "contacts"
