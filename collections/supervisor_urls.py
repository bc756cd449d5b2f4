"""Addresses of closing, reviews, incidents and reports."""

from django.urls import path, register_converter

from .converters import MonthConverter
from .views.supervisor import cases, closings, incidents, reports, reviews

register_converter(MonthConverter, "month")

urlpatterns = [
    path("tutup-buku/", closings.ClosingList.as_view(), name="closing-list"),
    path("tutup-buku/<month:month>/", closings.ClosingDetail.as_view(), name="closing-detail"),
    path("tutup-buku/<month:month>/hitung/", closings.ClosingRecompute.as_view(), name="closing-recompute"),
    path("tutup-buku/<month:month>/tutup/", closings.ClosingClose.as_view(), name="closing-close"),
    path("tutup-buku/<month:month>/buka-lagi/", closings.ClosingReopen.as_view(), name="closing-reopen"),
    path("binaan/<int:pk>/angka/", cases.CaseFigures.as_view(), name="case-figures"),
    path("tinjauan/", reviews.ReviewList.as_view(), name="review-list"),
    path("tinjauan/kecualikan-bulan/", reviews.MonthExcuse.as_view(), name="month-excuse"),
    path("tinjauan/<int:pk>/", reviews.ReviewDetail.as_view(), name="review-detail"),
    path("tinjauan/<int:pk>/pemberitahuan/", reviews.ReviewNotice.as_view(), name="review-notice"),
    path("tinjauan/<int:pk>/diserahkan/", reviews.ReviewHandedOver.as_view(), name="review-handed-over"),
    path("tinjauan/<int:pk>/putuskan/", reviews.ReviewDecide.as_view(), name="review-decide"),
    path("integritas/", incidents.IncidentList.as_view(), name="incident-list"),
    path("integritas/baru/", incidents.IncidentCreate.as_view(), name="incident-create"),
    path("integritas/<int:pk>/", incidents.IncidentDecide.as_view(), name="incident-decide"),
    path("laporan/", reports.ReportList.as_view(), name="report-list"),
    path("laporan/<slug:name>/", reports.ReportDetail.as_view(), name="report-detail"),
]
