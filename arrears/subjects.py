"""Whose personal data can be shown in full for a reason."""

from django.utils.translation import gettext_lazy as _

from kaderjkn.common.access import declare_subject

from .models import Household

declare_subject("household", _("keluarga"), Household.objects.visible_to)
