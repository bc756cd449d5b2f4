"""The texts that the program brings, those of a branch, and filling them in.

They go to families: they stay Indonesian whatever language the office reads its pages in. Never a threat, and
nothing about arrears in the greeting, which also goes to numbers that may be somebody else's.
"""

from collections.abc import Mapping

from kaderjkn.common.models import Branch

from .enums import GREETINGS, OFFICE_KINDS, MessageKind
from .models import MessageTemplate
from .validators import PLACE

DEFAULTS = {
    MessageKind.GREETING: (
        "Salam sehat, Bapak/Ibu {keluarga}.\n\n"
        "Perkenalkan, saya {kader}, kader JKN yang bertugas untuk BPJS Kesehatan Kantor Cabang {cabang}. "
        "Saya membantu keluarga peserta JKN di lingkungan Bapak/Ibu: menjawab pertanyaan tentang kepesertaan dan "
        "menunjukkan layanan yang tersedia.\n\n"
        "Apakah benar ini nomor Bapak/Ibu {keluarga}, dan kapan waktu yang baik untuk berbicara?\n\n"
        "Kader tidak menerima uang. Bayar hanya di kanal resmi. "
        "Untuk memastikan tugas saya, hubungi Care Center 165."
    ),
    MessageKind.REMINDER: (
        "Salam sehat, Bapak/Ibu {keluarga}.\n\n"
        "Saya {kader}, kader JKN BPJS Kesehatan Kantor Cabang {cabang}. Izin mengingatkan: iuran JKN keluarga "
        "Bapak/Ibu tercatat belum dibayar {bulan} bulan, sejumlah {jumlah}.\n\n"
        "Iuran dapat dibayar dengan nomor virtual account {va} melalui bank, minimarket, dompet digital, atau Mobile "
        "JKN, sehingga kartu seluruh keluarga aktif kembali. Bila sudah dibayar, mohon abaikan pesan ini.\n\n"
        "Bila ada kesulitan, kabari saya; kita cari jalannya bersama. "
        "Kader tidak menerima uang. Bayar hanya di kanal resmi. Pertanyaan: Care Center 165."
    ),
    MessageKind.HOW_TO_PAY: (
        "Bapak/Ibu {keluarga}, berikut cara membayar iuran JKN:\n\n"
        "1. Siapkan nomor virtual account keluarga: {va}.\n"
        "2. Bayar lewat ATM atau aplikasi bank, minimarket, kantor pos, dompet digital, atau Mobile JKN; "
        "pilih BPJS Kesehatan, lalu masukkan nomor itu.\n"
        "3. Cocokkan nama keluarga dan jumlah yang tampil, lalu bayar.\n"
        "4. Simpan bukti pembayarannya.\n\n"
        "Satu nomor berlaku untuk seluruh keluarga. "
        "Kader tidak menerima uang. Bayar hanya di kanal resmi.\n\n"
        "{kader}, kader JKN BPJS Kesehatan Kantor Cabang {cabang}. Pertanyaan: Care Center 165."
    ),
    MessageKind.REHAB: (
        "Bapak/Ibu {keluarga}, iuran JKN yang tertunda dapat dicicil lewat REHAB (Rencana Pembayaran Bertahap) dari "
        "BPJS Kesehatan.\n\n"
        "Cara mendaftar: buka Mobile JKN, pilih Rencana Pembayaran Bertahap, tentukan berapa kali mencicil, lalu bayar "
        "cicilan pertama dengan nomor virtual account {va}. Tanpa ponsel pintar, hubungi Care Center 165.\n\n"
        "Kartu aktif kembali setelah seluruh cicilan lunas. Bila perlu, saya bantu langkahnya. "
        "Kader tidak menerima uang. Bayar hanya di kanal resmi.\n\n"
        "{kader}, kader JKN BPJS Kesehatan Kantor Cabang {cabang}."
    ),
    MessageKind.PROMISE: (
        "Salam sehat, Bapak/Ibu {keluarga}.\n\n"
        "Saya {kader}, kader JKN BPJS Kesehatan Kantor Cabang {cabang}. Terima kasih atas pembicaraan kita. "
        "Izin mengingatkan rencana Bapak/Ibu membayar iuran JKN pada {janji_tanggal}.\n\n"
        "Nomor virtual account keluarga: {va}. Bila rencananya berubah, kabari saya; tidak apa-apa, kita atur lagi. "
        "Bila sudah dibayar, mohon abaikan pesan ini.\n\n"
        "Kader tidak menerima uang. Bayar hanya di kanal resmi. Pertanyaan: Care Center 165."
    ),
    MessageKind.THANKS: (
        "Bapak/Ibu {keluarga}, terima kasih sudah membayar iuran JKN. Dengan iuran itu keluarga Bapak/Ibu terlindungi, "
        "dan keluarga lain yang sedang sakit ikut tertolong.\n\n"
        "Agar tidak terlupa, iuran dapat dibayar otomatis setiap bulan; aturlah di Mobile JKN atau di bank. "
        "Kader tidak menerima uang. Bayar hanya di kanal resmi.\n\n"
        "Salam sehat,\n"
        "{kader}, kader JKN BPJS Kesehatan Kantor Cabang {cabang}. Pertanyaan: Care Center 165."
    ),
    MessageKind.OFFICE_GREETING: (
        "Salam sehat, Bapak/Ibu {keluarga}.\n\n"
        "Kami dari BPJS Kesehatan Kantor Cabang {cabang} ingin membantu urusan kepesertaan JKN keluarga Bapak/Ibu. "
        "Silakan periksa kartu keluarga di Mobile JKN, atau hubungi Care Center 165.\n\n"
        "Petugas kami tidak menerima uang. Bayar hanya di kanal resmi. Balas STOP bila tidak ingin menerima pesan lagi."
    ),
    MessageKind.OFFICE_REMINDER: (
        "Salam sehat, Bapak/Ibu {keluarga}.\n\n"
        "BPJS Kesehatan Kantor Cabang {cabang} mengingatkan: iuran JKN keluarga Bapak/Ibu tercatat belum dibayar "
        "{bulan} bulan, sejumlah {jumlah}. Iuran dapat dibayar dengan nomor virtual account {va}. "
        "Bila sudah dibayar, mohon abaikan pesan ini.\n\n"
        "Petugas kami tidak menerima uang. Bayar hanya di kanal resmi. Pertanyaan: Care Center 165. "
        "Balas STOP bila tidak ingin menerima pesan lagi."
    ),
}


def texts_of(branch: Branch) -> dict[str, str]:
    """The text of every kind: the branch's own where it has one."""
    return DEFAULTS | dict(MessageTemplate.objects.of_branch(branch).values_list("kind", "text"))


def templates_of(branch: Branch) -> list[dict]:
    """The prepared messages for the phone, in their order.

    A greeting may go to any number of the family's; the others only to one that it has confirmed.
    """
    texts = texts_of(branch)
    return [
        {
            "kind": kind.value,
            "label": str(kind.label),
            "text": texts[kind],
            "needs_confirmed_number": kind not in GREETINGS,
        }
        for kind in MessageKind
        if kind not in OFFICE_KINDS
    ]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in their places; a place without a value stays as it is written."""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)
