"""Choices of the office's calls and messages. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..field.enums import Mode


class CallState(TextChoices):
    WAITING = "waiting", _("Menunggu telepon")
    DONE = "done", _("Selesai bulan ini")
    NO_NUMBER = "no_number", _("Tanpa nomor")
    WRONG_NUMBER = "wrong_number", _("Nomor salah")
    LEFT = "left", _("Keluar daftar panggil")


class CallResult(TextChoices):
    REACHED = "reached", _("Tersambung, sudah dijelaskan")
    PROMISED = "promised", _("Berjanji membayar")
    CALL_BACK = "call_back", _("Minta ditelepon lagi")
    UNABLE_TO_PAY = "unable_to_pay", _("Belum mampu membayar")
    SAYS_PAID = "says_paid", _("Mengaku sudah membayar")
    REFUSED = "refused", _("Menolak")
    NO_ANSWER = "no_answer", _("Tidak diangkat")
    WRONG_NUMBER = "wrong_number", _("Nomor salah atau tidak aktif")
    DO_NOT_CONTACT = "do_not_contact", _("Minta tidak dihubungi")
    DECEASED = "deceased", _("Meninggal")


HOLDING_RESULTS = (CallResult.DO_NOT_CONTACT, CallResult.DECEASED)
UNREACHED_RESULTS = (CallResult.NO_ANSWER, CallResult.WRONG_NUMBER)

MESSAGE_MODES = [(mode.value, mode.label) for mode in (Mode.WHATSAPP, Mode.SMS)]


class BlastState(TextChoices):
    DRAFT = "draft", _("Rancangan")
    SENDING = "sending", _("Dikirim bertahap")
    PAUSED = "paused", _("Dijeda")
    DONE = "done", _("Selesai")
    STOPPED = "stopped", _("Dihentikan")


OPEN_BLAST_STATES = (BlastState.DRAFT, BlastState.SENDING, BlastState.PAUSED)


class MessageState(TextChoices):
    QUEUED = "queued", _("Menunggu giliran")
    SENDING = "sending", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    DELIVERED = "delivered", _("Diterima")
    FAILED = "failed", _("Gagal")
    UNSURE = "unsure", _("Tidak pasti")
    STOPPED = "stopped", _("Dijawab berhenti")
    LEFT_OUT = "left_out", _("Dilewati")


class LeftOut(TextChoices):
    """Why a household gets no message; the order is the one in which the reasons are looked for."""

    ON_HOLD = "on_hold", _("Ditahan")
    SETTLED = "settled", _("Sudah membayar")
    NO_NUMBER = "no_number", _("Tanpa nomor seluler")
    WRONG_NUMBER = "wrong_number", _("Nomor salah")
    UNCONFIRMED = "unconfirmed", _("Nomor belum dikonfirmasi keluarga")
    OPTED_OUT = "opted_out", _("Pernah membalas berhenti")
    WEEK_FULL = "week_full", _("Sudah cukup dihubungi minggu ini")
    SAME_NUMBER = "same_number", _("Nomor yang sama dengan keluarga lain")
    LEFT_LIST = "left_list", _("Keluar dari daftar panggil")
    BLAST_STOPPED = "blast_stopped", _("Siaran dihentikan")


class OptOutSource(TextChoices):
    GATEWAY = "gateway", _("Balasan pesan")
    OFFICE = "office", _("Dicatat petugas")
