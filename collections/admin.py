"""Reward schemes of the supervisor's branch. A scheme that a closed period used is succeeded, not changed."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.admin_base import OwnBranchAdmin

from .closing.enums import ClosingState
from .models import RewardScheme, RewardTier


class TierForm(forms.ModelForm):
    """Asks for the least and the most months, both included."""

    at_least = forms.IntegerField(label=_("paling sedikit (bulan)"), min_value=0)
    at_most = forms.IntegerField(label=_("paling banyak (bulan)"), min_value=0, required=False)

    class Meta:
        model = RewardTier
        fields = ["at_least", "at_most", "rate_bp"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = self.instance.months
        if months:
            at_most = None if months.upper is None else months.upper - 1
            self.initial |= {"at_least": months.lower, "at_most": at_most}

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("at_least"), cleaned.get("at_most")
        if low is not None:
            if high is not None and high < low:
                raise ValidationError(_("«Paling banyak» tidak boleh kurang dari «paling sedikit»."))
            self.instance.months = NumericRange(low, None if high is None else high + 1)
        return cleaned

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        return excluded if self.errors else excluded - {"months"}


class TierInline(admin.TabularInline):
    model = RewardTier
    form = TierForm
    extra = 1

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and can_change(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and can_change(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and can_change(request, obj)


def can_change(request, scheme) -> bool:
    """Say whether it is the user's own branch's, and no closed period was computed with it."""
    if scheme is None:
        return True
    is_used = scheme.closings.exclude(state=ClosingState.PROVISIONAL).exists()
    return scheme.branch_id == request.user.branch_id and not is_used


@admin.register(RewardScheme)
class RewardSchemeAdmin(OwnBranchAdmin):
    list_display = ["name", "branch", "starts_on", "cap_per_case", "cap_per_month", "registration_fee"]
    list_select_related = ["branch"]
    inlines = [TierInline]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and can_change(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and can_change(request, obj)
