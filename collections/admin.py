"""Reward schemes of the supervisor's branch, to be read: new ones are proposed and approved (proposals)."""

from django.contrib import admin

from kaderjkn.common.admin_base import OwnBranchAdmin

from .models import RewardScheme, RewardTier


class TierInline(admin.TabularInline):
    model = RewardTier
    fields = ["months", "rate_bp"]
    extra = 0


@admin.register(RewardScheme)
class RewardSchemeAdmin(OwnBranchAdmin):
    list_display = ["name", "branch", "starts_on", "cap_per_case", "cap_per_month", "registration_fee"]
    list_select_related = ["branch"]
    inlines = [TierInline]
