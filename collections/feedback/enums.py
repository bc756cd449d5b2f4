"""Choices of the queue. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FeedbackKind(TextChoices):
    ADDRESS_WRONG = "address_wrong", _("Alamat salah")
    MOVED = "moved", _("Pindah")
    DECEASED = "deceased", _("Meninggal")
    PBI = "pbi", _("Seharusnya PBI atau ditanggung pemberi kerja")
    COMPLAINT = "complaint", _("Keluhan pelayanan")
    OTHER = "other", _("Lainnya")


class FeedbackState(TextChoices):
    NEW = "new", _("Belum diambil")
    TAKEN = "taken", _("Ditangani")
    WAITING = "waiting", _("Menunggu pihak lain")
    ANSWERED = "answered", _("Dijawab")


class FeedbackResult(TextChoices):
    CORRECTED = "corrected", _("Data diperbaiki")
    PASSED_ON = "passed_on", _("Diteruskan ke bagian lain")
    EXPLAINED = "explained", _("Dijelaskan")
    NOT_CONFIRMED = "not_confirmed", _("Tidak terbukti")
