"""Addresses of meetings and envelopes; the project puts them below `pertemuan/`."""

from django.urls import path

from .views import envelopes, letters, meetings, mobile

app_name = "meetings"

urlpatterns = [
    path("", meetings.MeetingList.as_view(), name="meeting-list"),
    path("baru/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    path("jadwalkan/", meetings.MeetingPlan.as_view(), name="meeting-plan"),
    path("<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting-detail"),
    path("<int:pk>/pindahkan/", meetings.MeetingMove.as_view(), name="meeting-move"),
    path("<int:pk>/batalkan/", meetings.MeetingCancel.as_view(), name="meeting-cancel"),
    path("<int:pk>/pulihkan/", meetings.MeetingRestore.as_view(), name="meeting-restore"),
    path("<int:pk>/tutup/", meetings.MeetingClose.as_view(), name="meeting-close"),
    path("amplop/", envelopes.EnvelopeList.as_view(), name="envelope-list"),
    path("amplop/cetak/", envelopes.BundlePrint.as_view(), name="bundle-print"),
    path("amplop/serahkan/<int:pk>/", envelopes.HandOver.as_view(), name="hand-over"),
    path("amplop/surat-kader/<int:cadre>/", letters.CadreLetters.as_view(), name="cadre-letters"),
    path("amplop/<int:pk>/", envelopes.EnvelopeDetail.as_view(), name="envelope-detail"),
    path("amplop/<int:pk>/surat/", letters.EnvelopeLetter.as_view(), name="envelope-letter"),
    path("amplop/<int:pk>/sampai/", envelopes.EnvelopeDelivered.as_view(), name="envelope-delivered"),
    path("amplop/<int:pk>/kembali/", envelopes.EnvelopeReturned.as_view(), name="envelope-returned"),
    path("amplop/<int:pk>/hilang/", envelopes.EnvelopeLost.as_view(), name="envelope-lost"),
    path("saya/", mobile.OwnMeetings.as_view(), name="own-meetings"),
    path("saya/amplop/<int:pk>/", mobile.OwnEnvelope.as_view(), name="own-envelope"),
    path("saya/amplop/<int:pk>/sampai/", mobile.OwnEnvelopeDelivered.as_view(), name="own-envelope-delivered"),
    path(
        "saya/amplop/<int:pk>/kembali/", mobile.OwnEnvelopeReturned.as_view(), name="own-envelope-returned"
    ),
]
