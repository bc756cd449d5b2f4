"""Addresses of the reports for supervisors, inside the admin area."""

from django.urls import path

from . import views

urlpatterns = [
    path("admin/laporan/", views.AnalysisList.as_view(), name="analysis-list"),
    path("admin/laporan/hitung/", views.AnalysisRefresh.as_view(), name="analysis-refresh"),
    path("admin/laporan/<slug:name>/", views.AnalysisDetail.as_view(), name="analysis"),
]
