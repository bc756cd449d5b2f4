"""Addresses of this app; the project puts them below `tunggakan/`."""

from django.urls import path

from .views import bulk, cases, covers, fair_shares, holds, mending, payments, territories

app_name = "arrears"

urlpatterns = [
    path("bagi/", cases.CasesAssign.as_view(), name="cases-assign"),
    path("pindahkan/", cases.CasesMove.as_view(), name="cases-move"),
    path("tahan/", cases.CasesHold.as_view(), name="cases-hold"),
    path("massal/", bulk.BulkList.as_view(), name="bulk-list"),
    path("massal/<int:pk>/", bulk.BulkDetail.as_view(), name="bulk-detail"),
    path("massal/<int:pk>/batalkan/", bulk.BulkUndo.as_view(), name="bulk-undo"),
    path("pengganti/", covers.CoverList.as_view(), name="cover-list"),
    path("pengganti/<int:pk>/", covers.CoverDetail.as_view(), name="cover-detail"),
    path("pengganti/<int:pk>/batalkan/", covers.CoverUndo.as_view(), name="cover-undo"),
    path("pengganti/kader/<int:pk>/", covers.CoverStart.as_view(), name="cover-start"),
    path("wilayah/<int:pk>/", territories.TerritoryGive.as_view(), name="territory-give"),
    path("wilayah/perubahan/<int:pk>/", territories.ChangeDetail.as_view(), name="territory-change"),
    path("wilayah/perubahan/<int:pk>/batalkan/", territories.ChangeUndo.as_view(), name="territory-change-undo"),
    path("wilayah/beban/", territories.LoadTable.as_view(), name="territory-loads"),
    path("wilayah/merata/", fair_shares.FairShareList.as_view(), name="fair-share-list"),
    path("wilayah/merata/<int:pk>/", fair_shares.FairShareDetail.as_view(), name="fair-share"),
    path("wilayah/merata/<int:pk>/terapkan/", fair_shares.FairShareAccept.as_view(), name="fair-share-accept"),
    path("perbaiki/", mending.MendList.as_view(), name="mend-list"),
    path("perbaiki/<int:pk>/", mending.MendPlace.as_view(), name="mend-place"),
    path("tahan/<int:pk>/", holds.HoldSet.as_view(), name="hold-set"),
    path("penahanan/<int:pk>/cabut/", holds.HoldLift.as_view(), name="hold-lift"),
    path("belum-cocok/", payments.UnmatchedList.as_view(), name="unmatched-list"),
    path("belum-cocok/<int:pk>/", payments.PaymentMatch.as_view(), name="payment-match"),
    path("pembayaran/<int:pk>/tarik/", payments.PaymentTakeBack.as_view(), name="payment-take-back"),
]
