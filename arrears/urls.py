"""Addresses of this app; the project puts them below `tunggakan/`."""

from django.urls import path

from .views import cases, covers, holds, mending, payments

app_name = "arrears"

urlpatterns = [
    path("bagi/", cases.CasesAssign.as_view(), name="cases-assign"),
    path("pindahkan/", cases.CasesMove.as_view(), name="cases-move"),
    path("pengganti/", covers.CoverList.as_view(), name="cover-list"),
    path("pengganti/<int:pk>/", covers.CoverDetail.as_view(), name="cover-detail"),
    path("pengganti/<int:pk>/batalkan/", covers.CoverUndo.as_view(), name="cover-undo"),
    path("pengganti/kader/<int:pk>/", covers.CoverStart.as_view(), name="cover-start"),
    path("perbaiki/", mending.MendList.as_view(), name="mend-list"),
    path("perbaiki/<int:pk>/", mending.MendPlace.as_view(), name="mend-place"),
    path("tahan/<int:pk>/", holds.HoldSet.as_view(), name="hold-set"),
    path("penahanan/<int:pk>/cabut/", holds.HoldLift.as_view(), name="hold-lift"),
    path("belum-cocok/", payments.UnmatchedList.as_view(), name="unmatched-list"),
    path("belum-cocok/<int:pk>/", payments.PaymentMatch.as_view(), name="payment-match"),
    path("pembayaran/<int:pk>/tarik/", payments.PaymentTakeBack.as_view(), name="payment-take-back"),
]
