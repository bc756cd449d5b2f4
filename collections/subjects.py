"""Whose personal data can be shown in full for a reason."""

from django.utils.translation import gettext_lazy as _

from kaderjkn.common.access import declare_subject

from .field.models_reports import RegistrationInterest

declare_subject("interest", _("peminat pendaftaran"), RegistrationInterest.objects.visible_to)
