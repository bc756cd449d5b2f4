from kaderjkn.common.commands import ImportCommand, day_option


class Command(ImportCommand):
    """A second list with the same data date corrects the first, one with a later date adds to it (RULES 3.3)."""

    help = "Impor daftar tunggakan suatu periode."
    kind = "arrears"
    with_period = True

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--as-of", type=day_option, help="tanggal data; bila kosong: hari ini")

    def data_date(self, options):
        return options["as_of"]
