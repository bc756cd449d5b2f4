"""Choices of field work. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    VISIT = "visit", _("Kunjungan")
    PHONE = "phone", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SMS = "sms", _("SMS")


class Outcome(TextChoices):
    MET = "met", _("Bertemu")
    PROMISED = "promised", _("Berjanji membayar")
    REFUSED = "refused", _("Menolak")
    UNABLE_TO_PAY = "unable_to_pay", _("Belum mampu membayar")
    SAYS_PAID = "says_paid", _("Mengaku sudah membayar")
    NOT_HOME = "not_home", _("Tidak di rumah")
    MOVED = "moved", _("Pindah")
    ADDRESS_NOT_FOUND = "address_not_found", _("Alamat tidak ditemukan")
    DECEASED = "deceased", _("Meninggal")
    DISSATISFIED_WITH_SERVICE = "dissatisfied_with_service", _("Kecewa dengan pelayanan")
    HOSTILE = "hostile", _("Bersikap kasar")
    DO_NOT_CONTACT = "do_not_contact", _("Minta tidak dihubungi")


HOLDING_OUTCOMES = (Outcome.DECEASED, Outcome.DO_NOT_CONTACT)


class NonPaymentReason(TextChoices):
    """Why a family does not pay, as it says itself."""

    NO_MONEY = "no_money", _("Belum ada uang")
    LOST_JOB = "lost_job", _("Kehilangan pekerjaan")
    FORGOT = "forgot", _("Lupa")
    CHANNEL_FAR = "channel_far", _("Tempat membayar jauh")
    NEVER_USED = "never_used", _("Merasa tidak pernah memakai")
    DISAPPOINTED = "disappointed", _("Kecewa dengan pelayanan")
    NOW_PBI_OR_EMPLOYER = "now_pbi_or_employer", _("Sudah ditanggung PBI atau pemberi kerja")
    OTHER = "other", _("Lainnya")


class ComplaintCategory(TextChoices):
    ADMIN_DATA = "admin_data", _("Data kepesertaan")
    FACILITY_SERVICE = "facility_service", _("Pelayanan fasilitas kesehatan")
    MEDICINE_COST = "medicine_cost", _("Obat atau biaya")
    REFERRAL_QUEUE = "referral_queue", _("Rujukan atau antrean")
    APP_CHANNEL = "app_channel", _("Aplikasi atau kanal pembayaran")
    OFFICER = "officer", _("Petugas")
    OTHER = "other", _("Lainnya")


class InterestState(TextChoices):
    OPEN = "open", _("Menunggu telepon")
    CALLED = "called", _("Sudah ditelepon")
    DONE = "done", _("Selesai")


class DangerKind(TextChoices):
    THREAT = "threat", _("Ancaman")
    VIOLENCE = "violence", _("Kekerasan")
    ANIMAL = "animal", _("Hewan galak")
    OTHER = "other", _("Lainnya")


class DangerState(TextChoices):
    OPEN = "open", _("Peringatan berlaku")
    CLOSED = "closed", _("Ditutup")


class IncidentState(TextChoices):
    OPEN = "open", _("Diperiksa")
    UPHELD = "upheld", _("Terbukti")
    DISMISSED = "dismissed", _("Tidak terbukti")
