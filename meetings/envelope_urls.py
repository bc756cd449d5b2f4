"""Addresses of envelopes, below `meetings/envelopes/`."""

from django.urls import path

from .views import bundles, envelopes, printing, printing_chosen, reports

urlpatterns = [
    path("envelopes/", envelopes.EnvelopeList.as_view(), name="envelope-list"),
    path("envelopes/print/", printing.BundlePrint.as_view(), name="bundle-print"),
    path("envelopes/print/chosen/", printing_chosen.CasesPrint.as_view(), name="cases-print"),
    path("envelopes/reprint/<int:pk>/", printing.CadreReprint.as_view(), name="cadre-reprint"),
    path("envelopes/letters/<int:pk>/", printing.BatchDetail.as_view(), name="batch-detail"),
    path("envelopes/letters/<int:pk>/again/", printing.BatchAgain.as_view(), name="batch-again"),
    path("envelopes/letters/<int:pk>/letters/", printing.BatchLetters.as_view(), name="batch-letters"),
    path("envelopes/letters/<int:pk>/labels/", printing.BatchLabels.as_view(), name="batch-labels"),
    path("envelopes/hand-over/<int:pk>/", bundles.HandOver.as_view(), name="hand-over"),
    path("envelopes/bundles/", bundles.BundleList.as_view(), name="bundle-list"),
    path("envelopes/bundles/<int:pk>/", bundles.BundleDetail.as_view(), name="bundle-detail"),
    path("envelopes/bundles/<int:pk>/withdraw/", bundles.BundleWithdraw.as_view(), name="bundle-withdraw"),
    path("envelopes/bundles/<int:pk>/sign/", bundles.BundleSign.as_view(), name="bundle-sign"),
    path("envelopes/report/", reports.EnvelopeReport.as_view(), name="envelope-report"),
    path("envelopes/report/<slug:figure>/", reports.EnvelopeReportRows.as_view(), name="envelope-report-rows"),
    path("envelopes/<int:pk>/", envelopes.EnvelopeDetail.as_view(), name="envelope-detail"),
    path("envelopes/<int:pk>/reprint/", printing.EnvelopeReprint.as_view(), name="envelope-reprint"),
    path("envelopes/<int:pk>/delivered/", envelopes.EnvelopeDelivered.as_view(), name="envelope-delivered"),
    path("envelopes/<int:pk>/returned/", envelopes.EnvelopeReturned.as_view(), name="envelope-returned"),
    path("envelopes/<int:pk>/lost/", envelopes.EnvelopeLost.as_view(), name="envelope-lost"),
    path("envelopes/<int:pk>/taken-in/", envelopes.EnvelopeTakenIn.as_view(), name="envelope-taken-in"),
    path("envelopes/<int:pk>/undo/", envelopes.EnvelopeUndoEnd.as_view(), name="envelope-undo"),
]
