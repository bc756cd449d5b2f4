"""Choices of proposals and dry runs. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SettingsKind(TextChoices):
    POLICY = "policy", _("Kebijakan")
    SCHEME = "scheme", _("Skema imbal jasa")


class ProposalState(TextChoices):
    OPEN = "open", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")


DECIDED = (ProposalState.APPROVED, ProposalState.REFUSED)


class HouseholdChange(TextChoices):
    ENTERED = "entered", _("Menjadi binaan")
    LEFT = "left", _("Bukan binaan lagi")
