"""Choices of reviews. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewState(TextChoices):
    OPEN = "open", _("Menunggu keputusan")
    VOID = "void", _("Gugur karena setoran susulan")
    WITHDRAWN = "withdrawn", _("Ditarik karena buku dibuka lagi")
    CONTINUE = "continue", _("Lanjut")
    COACHING = "coaching", _("Pembinaan")
    END = "end", _("Kemitraan berakhir")


DECIDED = (ReviewState.CONTINUE, ReviewState.COACHING, ReviewState.END)


class PassReason(TextChoices):
    """Why a supervisor excuses a month for a cadre (RULES 7: a fixed list)."""

    ILLNESS = "illness", _("Sakit")
    LATE_LIST = "late_list", _("Daftar terlambat diserahkan")
    SYSTEM_DOWN = "system_down", _("Sistem tidak berjalan")


class Obstacle(TextChoices):
    """What stood in the way, as a cadre may tick it beside the written answer."""

    ILLNESS = "illness", _("Saya atau keluarga saya sakit")
    LATE_LIST = "late_list", _("Daftar binaan terlambat saya terima")
    SYSTEM_DOWN = "system_down", _("Aplikasi atau sistem tidak berjalan")
    ADDRESS = "address", _("Banyak alamat tidak ditemukan atau sudah pindah")
    UNABLE = "unable", _("Banyak keluarga belum mampu membayar")
    REFUSED = "refused", _("Banyak keluarga menolak atau marah")
    REACH = "reach", _("Wilayah sulit dijangkau, misalnya banjir")
    PAID_UNCOUNTED = "paid_uncounted", _("Ada keluarga yang membayar, tetapi belum diakui untuk saya")


class ReminderKind(TextChoices):
    """What a deadline asks for."""

    ANSWER_ENDING = "answer_ending", _("Waktu menjawab hampir habis")
    READY = "ready", _("Siap diputuskan")
    LOOK_AGAIN = "look_again", _("Saatnya meninjau lagi pembinaan")


class AppealState(TextChoices):
    OPEN = "open", _("Menunggu putusan wilayah")
    UPHELD = "upheld", _("Keputusan dikuatkan")
    OVERTURNED = "overturned", _("Keputusan dibatalkan")
