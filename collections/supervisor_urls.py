"""Addresses of closing, reviews, incidents and reports."""

from django.urls import path

from . import converters  # noqa: F401 (registers `month`)
from .views.supervisor import (
    appeals,
    breakdowns,
    cases,
    closings,
    endings,
    excuses,
    goals,
    incidents,
    reports,
    reviews,
    statements,
)

urlpatterns = [
    path("tutup-buku/", closings.ClosingList.as_view(), name="closing-list"),
    path("tutup-buku/<month:month>/", closings.ClosingDetail.as_view(), name="closing-detail"),
    path("tutup-buku/<month:month>/hitung/", closings.ClosingRecompute.as_view(), name="closing-recompute"),
    path("tutup-buku/<month:month>/tutup/", closings.ClosingClose.as_view(), name="closing-close"),
    path("tutup-buku/<month:month>/buka-lagi/", closings.ClosingReopen.as_view(), name="closing-reopen"),
    path("tutup-buku/<month:month>/versi/<int:version>/", closings.ClosingVersion.as_view(), name="closing-version"),
    path("tutup-buku/<month:month>/wilayah/<str:code>/", breakdowns.ClosingArea.as_view(), name="closing-area"),
    path("tutup-buku/<month:month>/kader/<int:pk>/", breakdowns.ClosingCadre.as_view(), name="closing-cadre"),
    path("tutup-buku/<month:month>/imbal-jasa/", statements.StatementList.as_view(), name="statement-list"),
    path("tutup-buku/<month:month>/imbal-jasa/<slug:act>/", statements.StatementAct.as_view(), name="statement-act"),
    path("imbal-jasa/<int:pk>/pdf/", statements.StatementPdf.as_view(), name="statement-pdf"),
    path("imbal-jasa/<int:pk>/tarik/", statements.StatementTakeBack.as_view(), name="statement-take-back"),
    path("binaan/<int:pk>/angka/", cases.CaseFigures.as_view(), name="case-figures"),
    path("tinjauan/", reviews.ReviewList.as_view(), name="review-list"),
    path("tinjauan/kecualikan-bulan/", excuses.MonthExcuse.as_view(), name="month-excuse"),
    path("tinjauan/bulan-dikecualikan/", excuses.ExcusedList.as_view(), name="excused-list"),
    path("tinjauan/bulan-dikecualikan/<int:pk>/tarik/", excuses.ExcuseTakeBack.as_view(), name="excuse-take-back"),
    path("tinjauan/<int:pk>/", reviews.ReviewDetail.as_view(), name="review-detail"),
    path("tinjauan/<int:pk>/<month:month>/", reviews.ReviewMonthRows.as_view(), name="review-month"),
    path("tinjauan/<int:pk>/pemberitahuan/", reviews.ReviewNotice.as_view(), name="review-notice"),
    path("tinjauan/<int:pk>/pemberitahuan/cetak/", reviews.ReviewLetter.as_view(), name="review-letter"),
    path("tinjauan/<int:pk>/diserahkan/", reviews.ReviewHandedOver.as_view(), name="review-handed-over"),
    path("tinjauan/<int:pk>/tinjau-lagi/", reviews.ReviewLookAgain.as_view(), name="review-look-again"),
    path("tinjauan/<int:pk>/putuskan/", reviews.ReviewDecide.as_view(), name="review-decide"),
    path("tinjauan/<int:pk>/akhiri/", endings.ReviewEnd.as_view(), name="review-end"),
    path("banding/<int:pk>/", appeals.AppealDecide.as_view(), name="appeal-decide"),
    path("integritas/", incidents.IncidentList.as_view(), name="incident-list"),
    path("integritas/baru/", incidents.IncidentCreate.as_view(), name="incident-create"),
    path("integritas/<int:pk>/", incidents.IncidentDecide.as_view(), name="incident-decide"),
    path("sasaran/", goals.GoalTable.as_view(), name="goal-table"),
    path("laporan/", reports.ReportList.as_view(), name="report-list"),
    path("laporan/<slug:name>/", reports.ReportDetail.as_view(), name="report-detail"),
]
