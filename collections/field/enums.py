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


class IncidentState(TextChoices):
    OPEN = "open", _("Diperiksa")
    UPHELD = "upheld", _("Terbukti")
    DISMISSED = "dismissed", _("Tidak terbukti")
