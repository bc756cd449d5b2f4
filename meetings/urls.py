"""Addresses of meetings and envelopes; the project puts them below `meetings/`."""

from django.urls import path

from . import agenda_urls, envelope_urls
from .views import groups, holidays, invitations, meetings

app_name = "meetings"

urlpatterns = [
    path("", meetings.MeetingList.as_view(), name="meeting-list"),
    path("new/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    path("plan/", meetings.MeetingPlan.as_view(), name="meeting-plan"),
    path("leave-closed-days/", meetings.ClosedDaysLeave.as_view(), name="closed-days-leave"),
    path("<int:pk>/invitation/", invitations.MeetingInvitation.as_view(), name="meeting-invitation"),
    path("<int:pk>/invitation/<int:cadre>/", invitations.MeetingWhatsApp.as_view(), name="meeting-whatsapp"),
    path("calendar/<str:token>.ics", invitations.MeetingCalendar.as_view(), name="meeting-calendar"),
    path("holidays/", holidays.HolidayList.as_view(), name="holiday-list"),
    path("holidays/new/", holidays.HolidayCreate.as_view(), name="holiday-create"),
    path("holidays/<int:pk>/", holidays.HolidayChange.as_view(), name="holiday-change"),
    path("holidays/<int:pk>/delete/", holidays.HolidayDelete.as_view(), name="holiday-delete"),
    path("holidays/<int:pk>/open/", holidays.OfficeOpen.as_view(), name="office-open"),
    path("groups/", groups.GroupList.as_view(), name="group-list"),
    path("groups/new/", groups.GroupCreate.as_view(), name="group-create"),
    path("groups/<int:pk>/", groups.GroupDetail.as_view(), name="group-detail"),
    path("groups/<int:pk>/change/", groups.GroupChange.as_view(), name="group-change"),
    path("groups/<int:pk>/join/", groups.GroupJoin.as_view(), name="group-join"),
    path("groups/<int:pk>/end/", groups.GroupEnd.as_view(), name="group-end"),
    path("groups/<int:pk>/reuse/", groups.GroupReuse.as_view(), name="group-reuse"),
    path("groups/members/<int:pk>/leave/", groups.MembershipLeave.as_view(), name="membership-leave"),
    path("<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting-detail"),
    path("<int:pk>/move/", meetings.MeetingMove.as_view(), name="meeting-move"),
    path("<int:pk>/cancel/", meetings.MeetingCancel.as_view(), name="meeting-cancel"),
    path("<int:pk>/restore/", meetings.MeetingRestore.as_view(), name="meeting-restore"),
    path("<int:pk>/close/", meetings.MeetingClose.as_view(), name="meeting-close"),
    *envelope_urls.urlpatterns,
    *agenda_urls.urlpatterns,
]
