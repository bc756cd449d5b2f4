"""Regions, branches, areas, users for the administrator; other spellings of kelurahan for the supervisor."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .accounts.actions import ADMIN_AREA_ROLES, end_sessions, issue_login, remove_second_factors
from .accounts.names import phone_of
from .admin_base import FilesAdmin, OwnBranchAdmin, ScopedAdmin
from .enums import AreaLevel
from .models import Area, AreaAlias, Branch, Region, User
from .resources import AreaResource

admin.site.unregister(Group)  # roles stand in rules.py


@admin.register(Region)
class RegionAdmin(ScopedAdmin):
    search_fields = ["name"]


@admin.register(Branch)
class BranchAdmin(ScopedAdmin):
    list_display = ["code", "name", "region", "time_zone"]
    search_fields = ["code", "name"]


@admin.register(Area)
class AreaAdmin(FilesAdmin, ScopedAdmin):
    resource_classes = [AreaResource]
    list_display = ["code", "name", "level", "branch"]
    list_filter = ["level", "branch"]
    list_select_related = ["branch"]
    search_fields = ["code", "name"]
    raw_id_fields = ["parent"]


@admin.register(AreaAlias)
class AreaAliasAdmin(OwnBranchAdmin):
    list_display = ["name", "area"]
    list_select_related = ["area"]
    search_fields = ["name", "area__name"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "area":
            kwargs["queryset"] = Area.objects.filter(branch=request.user.branch_id, level=AreaLevel.VILLAGE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class UserForm(forms.ModelForm):
    """A role and the place that fits it; the number as it is dialled."""

    class Meta:
        model = User
        fields = ["username", "name", "role", "branch", "region", "phone", "is_active"]

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        number = phone_of(typed) if typed else None
        if typed and number is None:
            raise forms.ValidationError(_("Nomor HP ini tidak dapat dipakai. Tulis seperti 0812-3456-7890."))
        return number

    def clean(self):
        cleaned = super().clean()
        if not User(
            role=cleaned.get("role", ""), branch=cleaned.get("branch"), region=cleaned.get("region")
        ).fits_place:
            raise forms.ValidationError(
                _(
                    "Kader, petugas dan supervisor: isi kantor cabang saja. "
                    "Supervisor wilayah: isi wilayah kerja saja. Administrator: kosongkan keduanya."
                )
            )
        return cleaned


@admin.register(User)
class UserAdmin(ScopedAdmin):
    form = UserForm
    list_display = ["username", "name", "role", "branch", "region", "is_active", "last_login"]
    list_filter = ["role", "is_active", "branch"]
    list_select_related = ["branch", "region"]
    search_fields = ["username", "name"]
    change_form_template = "admin/common/user/change_form.html"

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.role in ADMIN_AREA_ROLES
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_sessions(obj)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/issue-login/", wrap(self.issue_login), name="common_user_issue_login"),
            path("<int:pk>/remove-factors/", wrap(self.remove_factors), name="common_user_remove_factors"),
            *super().get_urls(),
        ]

    def issue_login(self, request, pk):
        """Ask, then show the new code once."""
        user = self.user_to_help(request, pk)
        code = issue_login(user=user, by=request.user) if request.method == "POST" else ""
        return self.answer(request, "issue_login", user, code=code)

    def remove_factors(self, request, pk):
        """Ask, then take the second factors of somebody who lost them away."""
        user = self.user_to_help(request, pk)
        is_done = request.method == "POST"
        if is_done:
            remove_second_factors(user=user, by=request.user)
        return self.answer(request, "remove_factors", user, is_done=is_done)

    def user_to_help(self, request, pk):
        user = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def answer(self, request, page, user, **more):
        context = self.admin_site.each_context(request) | {
            "account": user,
            "opts": self.opts,
            "title": str(user),
            **more,
        }
        return TemplateResponse(request, f"admin/common/user/{page}.html", context)
