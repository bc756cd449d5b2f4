"""Cadres, agreements and territories of one branch as files, under the headings of the import commands."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import DateWidget, ForeignKeyWidget

from kaderjkn.common.accounts.names import phone_of
from kaderjkn.common.admin_base import days
from kaderjkn.common.models import Area
from kaderjkn.common.resources import PlainResource

from .models import Agreement, Cadre, Territory


class CodeInBranch(ForeignKeyWidget):
    """Finds a row by its code among those of one branch."""

    branch = None

    def __init__(self, model):
        super().__init__(model, "code")

    def clean(self, value, row=None, **kwargs):
        found = self.model.objects.filter(branch=self.branch, code=value or "").first()
        if found is None:
            raise ValueError(_("Kode «%(code)s» tidak dikenal di kantor cabang ini.") % {"code": value or ""})
        return found


class BranchResource(PlainResource):
    """Sees and writes rows of one branch only."""

    def __init__(self, branch=None, **kwargs):
        super().__init__(**kwargs)
        self.branch = branch
        for field in self.fields.values():
            if isinstance(field.widget, CodeInBranch):
                field.widget.branch = branch


class CadreResource(BranchResource):
    code = Field("code", "kode_kader")
    name = Field("name", "nama")
    phone = Field("phone", "no_hp")
    address = Field("address", "alamat")
    email = Field("email", "email")
    bank = Field("bank", "bank")
    account_number = Field("account_number", "no_rekening")
    account_holder = Field("account_holder", "atas_nama")

    class Meta:
        model = Cadre
        fields = ("code", "name", "phone", "address", "email", "bank", "account_number", "account_holder")
        import_id_fields = ("code",)
        clean_model_instances = True
        skip_unchanged = True

    def get_queryset(self):
        return super().get_queryset().filter(branch=self.branch)

    def init_instance(self, row=None):
        return Cadre(branch=self.branch)

    def before_save_instance(self, instance, row, **kwargs):
        instance.phone = phone_of(instance.phone) or instance.phone


class DatedResource(BranchResource):
    """Rows with a first and a last day in the file, both included, and a range in the table."""

    cadre = Field("cadre", "kode_kader", CodeInBranch(Cadre))
    starts_on = Field("starts_on", "mulai", DateWidget(), readonly=True)
    ends_on = Field("ends_on", "selesai", DateWidget(), readonly=True)

    def get_queryset(self):
        return super().get_queryset().filter(cadre__branch=self.branch)

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.valid = days(day(row, "mulai"), day(row, "selesai"))


def day(row, heading: str) -> date | None:
    """Read a day of the file; a first day must be there."""
    found = DateWidget().clean(row.get(heading))
    if found is None and heading == "mulai":
        raise ValidationError({"mulai": _("Tulis hari mulai.")})
    return found


class AgreementResource(DatedResource):
    number = Field("number", "no_perjanjian")

    class Meta:
        model = Agreement
        fields = ("cadre", "number", "starts_on", "ends_on")
        import_id_fields = ("cadre", "number")
        clean_model_instances = True
        skip_unchanged = False


class TerritoryResource(DatedResource):
    area = Field("area", "kode_wilayah", CodeInBranch(Area))

    class Meta:
        model = Territory
        fields = ("cadre", "area", "starts_on", "ends_on")
        import_id_fields = ("cadre", "area")
        clean_model_instances = True
        skip_unchanged = False

    def get_instance(self, instance_loader, row):
        """A territory is the same one when cadre, kelurahan and first day are."""
        same = {name: self.fields[name].clean(row) for name in ("cadre", "area")}
        return self.get_queryset().filter(**same, valid__startswith=day(row, "mulai")).first()
