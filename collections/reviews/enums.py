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
