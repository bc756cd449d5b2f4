"""Staff: attendance per cadre over some months, on screen, on paper, as a file, and the meetings behind a row."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from cadres.models import Cadre
from kaderjkn.common.months import month_text, next_month
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired

from ..attendance_presenters import (
    FILE_COLUMNS,
    columns,
    file_rows,
    meeting_columns,
    meeting_row,
    period_words,
    screen_row,
    total_row,
)
from ..forms_attendance import ORDERS, AttendanceFilter
from ..jobs.attendance import period_rows
from ..models import Attendance, Meeting


class OverMonths(RoleRequired):
    """The months that the address asks for, else the running one."""

    permission = "meetings.manage_meetings"

    @cached_property
    def branch(self):
        return self.request.user.branch

    @cached_property
    def filter(self) -> AttendanceFilter:
        return AttendanceFilter(self.request.GET, today=self.branch.today())

    @cached_property
    def months(self) -> tuple:
        return self.filter.chosen["first"], self.filter.chosen["last"]

    def figures(self) -> list[dict]:
        return period_rows(self.branch, *self.months)

    def get_context_data(self, **kwargs):
        facts = {"branch": self.branch, "period": period_words(*self.months), "now": timezone.now()}
        return super().get_context_data(**facts, **kwargs)


class AttendanceReport(OverMonths, TemplateView):
    template_name = "meetings/attendance_report.html"

    def get(self, request, *args, **kwargs):
        if export_asked(request) and self.filter.is_valid():
            return self.download()
        return super().get(request, *args, **kwargs)

    @cached_property
    def rows(self) -> list[dict]:
        return sorted(self.figures(), key=ORDERS[self.filter.chosen["sort"]])

    def download(self):
        first, last = (month_text(month) for month in self.months)
        return export_response(
            self.request,
            name=f"kehadiran-{self.branch.code}-{first}-{last}",
            headings=FILE_COLUMNS,
            rows=file_rows(self.rows),
            text_columns=("cadre", "name"),
            reason=_("Kehadiran %(period)s") % {"period": period_words(*self.months)},
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            columns=columns(),
            rows=[screen_row(row, *self.months) for row in self.rows],
            total=total_row(self.rows),
            **kwargs,
        )


class CadreAttendance(OverMonths, DetailView):
    """The meetings that one row of the report counts."""

    model = Cadre
    template_name = "meetings/attendance_cadre.html"
    context_object_name = "cadre"

    def get_context_data(self, **kwargs):
        first, last = self.months
        meetings = Meeting.objects.concerning(self.object).filter(held_on__gte=first, held_on__lt=next_month(last))
        held = meetings.filter(held_on__lte=self.branch.today()).select_related("group").order_by("-held_on")
        known = {row.meeting_id: row for row in Attendance.objects.filter(cadre=self.object, meeting__in=held)}
        rows = [meeting_row(meeting, known.get(meeting.pk), self.branch.zone) for meeting in held]
        own = [row for row in self.figures() if row["cadre_id"] == self.object.pk]
        return super().get_context_data(
            meeting_columns=meeting_columns(),
            rows=rows,
            columns=columns(),
            own=[screen_row(row, *self.months) for row in own],
            **kwargs,
        )
