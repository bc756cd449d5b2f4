"""Choices of arrears, cases and payments. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attribution(TextChoices):
    HOLDER = "holder", _("Pemegang binaan")
    CONTACT = "contact", _("Pemegang dengan kontak")


class ListState(TextChoices):
    IN_FORCE = "in_force", _("Berlaku")
    REPLACED = "replaced", _("Diganti koreksi")
    UNDONE = "undone", _("Dibatalkan")


class CaseStatus(TextChoices):
    """What became of a listed household at assignment; the order of reasons is that of RULES 3.4."""

    WAITING = "", _("Belum dibagi")
    ASSIGNED = "assigned", _("Dibagi")
    NO_KELURAHAN = "no_kelurahan", _("Kelurahan tidak dikenal")
    BELOW_BAND = "below_band", _("Di bawah batas bulan")
    ABOVE_BAND = "above_band", _("Di atas batas bulan")
    ON_HOLD = "on_hold", _("Ditahan")
    NO_TERRITORY = "no_territory", _("Kelurahan tanpa kader")
    NO_AGREEMENT = "no_agreement", _("Kader tanpa perjanjian")


class TouchKind(TextChoices):
    CONTACT = "contact", _("kontak")
    MOVE = "move", _("pindah kader")
    ENVELOPE = "envelope", _("amplop")
    PAYMENT = "payment", _("pembayaran")


class BulkKind(TextChoices):
    """What was done to many cases at once."""

    MOVE = "move", _("Pindah kader")
    HOLD = "hold", _("Penahanan")


class HoldReason(TextChoices):
    DECEASED = "deceased", _("Meninggal")
    DO_NOT_CONTACT = "do_not_contact", _("Minta tidak dihubungi")
    DATA_REQUEST = "data_request", _("Permintaan subjek data")
    WAITING_POLICY = "waiting_policy", _("Menunggu kebijakan")
    OTHER = "other", _("Lain-lain")


class MatchedBy(TextChoices):
    NOBODY = "", _("Belum cocok")
    RULE = "rule", _("Otomatis")
    HAND = "hand", _("Dicocokkan petugas")


class Segment(TextChoices):
    PBPU = "PBPU", _("PBPU")
    BP = "BP", _("BP")


class CoverReason(TextChoices):
    """Why another cadre looks after somebody's cases for a while (a fixed list)."""

    ILLNESS = "illness", _("Sakit")
    MATERNITY = "maternity", _("Melahirkan")
    FAMILY = "family", _("Urusan keluarga")
    JOURNEY = "journey", _("Bepergian atau ibadah")
    TRAINING = "training", _("Pelatihan")


class Weighting(TextChoices):
    """What a cadre's load is, when kelurahan are divided."""

    BALANCED = "balanced", _("Rupiah dan keluarga sama berat")
    AMOUNT = "amount", _("Rupiah tunggakan saja")
    HOUSEHOLDS = "households", _("Jumlah keluarga saja")
