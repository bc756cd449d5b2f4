from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor kebijakan cabang, atau untuk semua cabang."
    kind = "policies"
    branch_required = False
