"""Addresses of the office's calls and messages."""

from django.urls import path

from .views.staff import calls

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
]
