"""Addresses of meetings and envelopes; the project puts them below `meetings/`."""

from django.urls import path

from .views import envelopes, letters, meetings

app_name = "meetings"

urlpatterns = [
    path("", meetings.MeetingList.as_view(), name="meeting-list"),
    path("new/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    path("plan/", meetings.MeetingPlan.as_view(), name="meeting-plan"),
    path("<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting-detail"),
    path("<int:pk>/move/", meetings.MeetingMove.as_view(), name="meeting-move"),
    path("<int:pk>/cancel/", meetings.MeetingCancel.as_view(), name="meeting-cancel"),
    path("<int:pk>/restore/", meetings.MeetingRestore.as_view(), name="meeting-restore"),
    path("<int:pk>/close/", meetings.MeetingClose.as_view(), name="meeting-close"),
    path("envelopes/", envelopes.EnvelopeList.as_view(), name="envelope-list"),
    path("envelopes/print/", envelopes.BundlePrint.as_view(), name="bundle-print"),
    path("envelopes/hand-over/<int:pk>/", envelopes.HandOver.as_view(), name="hand-over"),
    path("envelopes/letters/<int:cadre>/", letters.CadreLetters.as_view(), name="cadre-letters"),
    path("envelopes/<int:pk>/", envelopes.EnvelopeDetail.as_view(), name="envelope-detail"),
    path("envelopes/<int:pk>/letter/", letters.EnvelopeLetter.as_view(), name="envelope-letter"),
    path("envelopes/<int:pk>/delivered/", envelopes.EnvelopeDelivered.as_view(), name="envelope-delivered"),
    path("envelopes/<int:pk>/returned/", envelopes.EnvelopeReturned.as_view(), name="envelope-returned"),
    path("envelopes/<int:pk>/lost/", envelopes.EnvelopeLost.as_view(), name="envelope-lost"),
]
