"""Make a branch office: `create_branch 0905 "Jakarta Utara" --region "Kedeputian Wilayah IV"`."""

from kaderjkn.common.commands import ActionCommand
from kaderjkn.common.models import Branch
from kaderjkn.common.places import create_branch


class Command(ActionCommand):
    help = "Membuat kantor cabang."

    def add_arguments(self, parser):
        zones = [zone for zone, _label in Branch.ZONES]
        parser.add_argument("code", help="kode kantor cabang, empat angka")
        parser.add_argument("name", help="nama kantor cabang")
        parser.add_argument("--zone", choices=zones, default=zones[0], help="zona waktu")
        parser.add_argument("--region", default="", help="nama kedeputian wilayah")

    def act(self, **options):
        branch, is_new = create_branch(
            code=options["code"], name=options["name"], zone=options["zone"], region_name=options["region"]
        )
        words = "dibuat" if is_new else "sudah ada; tidak ada yang diubah"
        self.stdout.write(f"Kantor cabang {branch} {words}.")
