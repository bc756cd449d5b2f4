"""Addresses of the office's calls and messages."""

from django.urls import path

from .views import gateway
from .views.staff import blasts, calls, opt_outs

urlpatterns = [
    path("telepon/", calls.CallList.as_view(), name="call-list"),
    path("telepon/ambil/", calls.CallTake.as_view(), name="call-take"),
    path("telepon/susun/", calls.CallFill.as_view(), name="call-fill"),
    path("telepon/bagi/", calls.CallShare.as_view(), name="call-share"),
    path("telepon/kemajuan/", calls.CallProgress.as_view(), name="call-progress"),
    path("telepon/<int:pk>/", calls.CallDetail.as_view(), name="call-detail"),
    path("telepon/<int:pk>/ambil/", calls.CallTakeThis.as_view(), name="call-take-this"),
    path("telepon/<int:pk>/nomor/", calls.CallOpen.as_view(), name="call-open"),
    path("telepon/<int:pk>/lepas/", calls.CallRelease.as_view(), name="call-release"),
    path("telepon/siaran/", blasts.BlastList.as_view(), name="blast-list"),
    path("telepon/siaran/baru/", blasts.BlastPrepare.as_view(), name="blast-prepare"),
    path("telepon/siaran/<int:pk>/", blasts.BlastDetail.as_view(), name="blast-detail"),
    path("telepon/siaran/<int:pk>/kirim/", blasts.BlastConfirm.as_view(), name="blast-confirm"),
    path("telepon/siaran/<int:pk>/jeda/", blasts.BlastPause.as_view(), name="blast-pause"),
    path("telepon/siaran/<int:pk>/lanjut/", blasts.BlastResume.as_view(), name="blast-resume"),
    path("telepon/siaran/<int:pk>/hentikan/", blasts.BlastStop.as_view(), name="blast-stop"),
    path("telepon/siaran/pesan/<int:pk>/", blasts.MessageDecide.as_view(), name="message-decide"),
    path("telepon/berhenti/", opt_outs.OptOutList.as_view(), name="opt-out-list"),
    path("telepon/berhenti/<int:pk>/cabut/", opt_outs.OptOutLift.as_view(), name="opt-out-lift"),
    path("gerbang-pesan/kabar/", gateway.GatewayNews.as_view(), name="gateway-news"),
]
