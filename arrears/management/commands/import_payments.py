from kaderjkn.common.commands import ImportCommand, day_option


class Command(ImportCommand):
    help = "Impor berkas pembayaran."
    kind = "payments"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--through",
            type=day_option,
            help="hari terakhir yang dicakup berkas; bila kosong: tanggal bayar terakhir",
        )

    def data_date(self, options):
        return options["through"]
