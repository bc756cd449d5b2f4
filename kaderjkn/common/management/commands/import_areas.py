from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    """Kecamatan and kelurahan by Kemendagri code; with --branch they (or those under a code) belong to it."""

    help = "Impor wilayah administrasi: code,name,level,parent."
    kind = "areas"
    branch_required = False

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--under", default="", help="hanya wilayah di bawah kode ini milik cabang, seperti 31.72")

    def kind_options(self, options):
        return {"under": options["under"]}
