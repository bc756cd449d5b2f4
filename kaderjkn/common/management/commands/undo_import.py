from kaderjkn.common.commands import ActionCommand
from kaderjkn.common.imports.undo import undo_import


class Command(ActionCommand):
    help = "Batalkan suatu impor selama periodenya masih terbuka."

    def add_arguments(self, parser):
        parser.add_argument("id", type=int, help="nomor impor")

    def act(self, **options):
        result = undo_import(run_id=options["id"])
        self.stdout.write(f"Impor {options['id']} dibatalkan. " + ", ".join(f"{k}: {v}" for k, v in result.items()))
