"""Policies, to be read; channels and rates for the administrator. No participants here."""

from django.contrib import admin

from kaderjkn.common.admin_base import OwnBranchAdmin, ScopedAdmin

from .models import BranchPolicy, Channel, ContributionRate


@admin.register(BranchPolicy)
class BranchPolicyAdmin(OwnBranchAdmin):
    list_display = [
        "__str__",
        "starts_on",
        "cadre_min_months",
        "cadre_max_months",
        "attribution",
        "review_months",
    ]
    list_select_related = ["branch"]


@admin.register(Channel)
class ChannelAdmin(ScopedAdmin):
    list_display = ["code", "name", "is_offered", "position"]


@admin.register(ContributionRate)
class ContributionRateAdmin(ScopedAdmin):
    list_display = ["care_class", "starts_on", "ends_on", "amount"]
    list_filter = ["care_class"]
