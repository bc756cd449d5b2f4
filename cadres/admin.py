"""Cadres, agreements and territories of the supervisor's own branch."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.access import log_access
from kaderjkn.common.admin_base import DatedForm, FilesAdmin, OwnBranchAdmin, ScopedAdmin
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area

from .models import Agreement, Cadre, Territory
from .resources import AgreementResource, CadreResource, TerritoryResource


class BranchFilesAdmin(FilesAdmin):
    """Files of the user's own branch; an export is an act that the access log keeps."""

    def get_import_resource_kwargs(self, request, **kwargs):
        return {"branch": request.user.branch}

    def get_export_resource_kwargs(self, request, **kwargs):
        return {"branch": request.user.branch}

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        kind, reason = self.opts.model_name, _("Ekspor dari halaman pengaturan")
        log_access(by=request.user, branch=request.user.branch, act="export", subject_kind=kind, reason=reason)
        return data


@admin.register(Cadre)
class CadreAdmin(BranchFilesAdmin, OwnBranchAdmin):
    resource_classes = [CadreResource]
    exclude = ["branch", "user"]
    readonly_fields = ["account"]
    list_display = ["code", "name", "account"]
    list_select_related = ["user"]
    search_fields = ["code", "name"]

    @admin.display(description=gettext_lazy("akun"))
    def account(self, cadre):
        return cadre.user.username if cadre.user else "–"


class DatedAdmin(BranchFilesAdmin, ScopedAdmin):
    form = DatedForm
    exclude = ["valid"]
    list_select_related = ["cadre"]
    search_fields = ["cadre__code", "cadre__name"]

    @admin.display(description=gettext_lazy("mulai"), ordering="valid")
    def first_day(self, row):
        return row.starts_on

    @admin.display(description=gettext_lazy("sampai"))
    def last_day(self, row):
        return row.ends_on


@admin.register(Agreement)
class AgreementAdmin(DatedAdmin):
    resource_classes = [AgreementResource]
    fields = ["cadre", "number", "starts_on", "ends_on"]
    list_display = ["number", "cadre", "first_day", "last_day"]


@admin.register(Territory)
class TerritoryAdmin(DatedAdmin):
    resource_classes = [TerritoryResource]
    fields = ["cadre", "area", "starts_on", "ends_on"]
    list_display = ["area", "cadre", "first_day", "last_day"]
    list_select_related = ["cadre", "area"]
    search_fields = [*DatedAdmin.search_fields, "area__name", "area__code"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "area":
            kwargs["queryset"] = Area.objects.filter(branch=request.user.branch_id, level=AreaLevel.VILLAGE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
