from kaderjkn.common.commands import ImportCommand


class Command(ImportCommand):
    help = "Impor cakupan peserta: penduduk, peserta terdaftar, aktif, dan menunggak per bulan dan wilayah."
    kind = "coverage"
