"""Whose personal data can be shown in full for a reason."""

from django.utils.translation import gettext_lazy as _

from kaderjkn.common.access import declare_subject

from .models import Cadre

declare_subject("cadre", _("kader"), Cadre.objects.visible_to)
