"""What a payment counted for, in one or two words; the sentence is the label of its verdict."""

from django.utils.translation import gettext_lazy as _

from .closing.enums import Verdict

SHORT = {
    Verdict.COLLECTED: (_("Diakui kader"), "success"),
    Verdict.NO_CASE: (_("Bukan binaan"), "neutral"),
    Verdict.NOTHING_LEFT: (_("Iuran berjalan"), "neutral"),
    Verdict.NO_HOLDER: (_("Diakui cabang"), "info"),
    Verdict.NO_CONTACT: (_("Diakui cabang"), "info"),
    Verdict.REVERSAL: (_("Ditarik kembali"), "danger"),
}
NOT_YET = (_("Belum dihitung"), "info")


def verdict_words(verdict: str | None) -> tuple[str, str]:
    """Word and colour of a verdict; None is a payment that no closing has looked at."""
    return SHORT[Verdict(verdict)] if verdict else NOT_YET
