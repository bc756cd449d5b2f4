"""The nation's holidays, for the administrator. Everything else of this app has pages of its own."""

from django.contrib import admin
from django.forms import ModelForm
from django.utils.translation import gettext_lazy

from kaderjkn.common.admin_base import ScopedAdmin

from .enums import HolidayKind
from .models import Holiday


class NationalDayForm(ModelForm):
    """Checks a day against those of the nation, which have no branch."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"branch"}


@admin.register(Holiday)
class HolidayAdmin(ScopedAdmin):
    """A day of the calendar is changed (also to «open»), never deleted: the night would fill it in again.

    Deleting one that was changed by hand gives it back to the calendar.
    """

    form = NationalDayForm
    fields = ["day", "kind", "name", "is_estimated"]
    list_display = ["day", "name", "kind", "is_estimated", "by"]
    list_select_related = ["changed_by"]
    list_filter = ["kind"]
    date_hierarchy = "day"
    actions = None

    @admin.display(description=gettext_lazy("diubah oleh"))
    def by(self, holiday):
        return holiday.changed_by or "–"

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = [choice for choice in HolidayKind.choices if choice[0] != HolidayKind.LOCAL]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.changed_by_id is not None)
