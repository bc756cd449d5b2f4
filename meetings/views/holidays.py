"""Staff: holidays of a year, and the branch's own days among them."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, ListView, UpdateView

from kaderjkn.common.formatting import weekday_date
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..forms import ConfirmForm
from ..forms_schedule import HolidayForm
from ..models import Holiday
from ..presenters_schedule import holiday_rows, year_tabs


class ForHolidays(RoleRequired):
    permission = "meetings.edit_holidays"
    model = Holiday

    def get_success_url(self):
        return f"{reverse('meetings:holiday-list')}?year={self.object.day.year}"

    def get_failure_url(self):
        return self.get_success_url()


class ForOwnDays(ForHolidays):
    """Days of the branch itself; the nation's are not found here."""

    def get_queryset(self):
        return super().get_queryset().filter(branch=self.request.user.branch_id).select_related("branch")


class HolidayList(ForHolidays, ListView):
    template_name = "meetings/holiday_list.html"

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        self.year = asked_year(self.request.GET.get("year", ""), self.today.year)
        return super().get_queryset().filter(day__year=self.year).order_by("day", "branch")

    def get_context_data(self, **kwargs):
        known = {day.year for day in Holiday.objects.visible_to(self.request.user).dates("day", "year")}
        years = sorted(known | {self.today.year, self.today.year + 1, self.year})
        rows = holiday_rows(self.object_list, self.today)
        facts = {"year": self.year, "years": year_tabs(years, self.year), "rows": rows}
        return super().get_context_data(**facts, **kwargs)


def asked_year(text: str, default: int) -> int:
    if not text:
        return default
    if not (text.isdecimal() and text.isascii() and len(text) == len("2026")):
        raise Http404
    return int(text) or default


class HolidayCreate(ForHolidays, ActsOnForm, CreateView):
    form_class = HolidayForm
    template_name = "meetings/holiday_form.html"

    def act(self, form):
        branch = self.request.user.branch
        self.object = actions.add_holiday(branch=branch, by=self.request.user, **form.cleaned_data)
        return said(self.object)


class HolidayChange(ForOwnDays, ActsOnForm, UpdateView):
    form_class = HolidayForm
    template_name = "meetings/holiday_form.html"

    def act(self, form):
        self.object = actions.change_holiday(holiday=self.object, by=self.request.user, **form.cleaned_data)
        return said(self.object)


class HolidayDelete(ForOwnDays, FormAbout):
    form_class = ConfirmForm
    template_name = "meetings/holiday_delete.html"

    def get_context_data(self, **kwargs):
        national = Holiday.objects.national().filter(day=self.object.day).first()
        words = _("%(name)s berlaku lagi pada hari itu.") % {"name": national.name} if national else ""
        consequences = [words or _("Hari itu menjadi hari biasa: hari kerja, kecuali Sabtu dan Minggu.")]
        consequences.append(_("Pertemuan yang sudah dipindahkan tetap di harinya yang baru."))
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, _form):
        actions.remove_holiday(holiday=self.object, by=self.request.user)
        return _("Catatan untuk %(day)s dihapus.") % {"day": weekday_date(self.object.day)}


class OfficeOpen(ForHolidays, ActOnPost):
    """The button at a national day: this branch works."""

    def get_queryset(self):
        return super().get_queryset().national()

    def act(self):
        branch = self.request.user.branch
        return said(actions.open_office(national=self.object, branch=branch, by=self.request.user))


def said(holiday: Holiday) -> str:
    return f"{weekday_date(holiday.day)}: {holiday.name} – {holiday.get_kind_display()}."
