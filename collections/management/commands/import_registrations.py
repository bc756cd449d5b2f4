from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor pendaftaran baru yang dikonfirmasi."
    kind = "registrations"
