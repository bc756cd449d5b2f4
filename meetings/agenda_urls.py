"""Addresses of what a meeting is about: agenda, materials, notes, minutes, and the report on attendance."""

from django.urls import path

from .views import agenda, attendance, materials

urlpatterns = [
    path("<int:pk>/agenda/", agenda.MeetingAgenda.as_view(), name="meeting-agenda"),
    path("<int:pk>/materials/", materials.MeetingMaterials.as_view(), name="meeting-materials"),
    path("<int:pk>/notes/", agenda.MeetingNotes.as_view(), name="meeting-notes"),
    path("<int:pk>/minutes/", agenda.MeetingMinutes.as_view(), name="meeting-minutes"),
    path("materials/", materials.MaterialList.as_view(), name="material-list"),
    path("materials/new/", materials.MaterialCreate.as_view(), name="material-create"),
    path("materials/<int:pk>/", materials.MaterialDetail.as_view(), name="material-detail"),
    path("materials/<int:pk>/file/", materials.MaterialFile.as_view(), name="material-file"),
    path("materials/<int:pk>/remove/", materials.MaterialRemove.as_view(), name="material-remove"),
    path("materials/<int:pk>/detach/<int:meeting>/", materials.MaterialDetach.as_view(), name="material-detach"),
    path("notes/", agenda.NoteList.as_view(), name="note-list"),
    path("notes/<int:pk>/", agenda.NoteDetail.as_view(), name="note-detail"),
    path("notes/<int:pk>/remove/", agenda.NoteRemove.as_view(), name="note-remove"),
    path("attendance/", attendance.AttendanceReport.as_view(), name="attendance-report"),
    path("attendance/<int:pk>/", attendance.CadreAttendance.as_view(), name="attendance-cadre"),
]
