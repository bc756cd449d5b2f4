"""Addresses of the staff's pages."""

from django.urls import path

from .views.staff import cadres, cases, home, households, payment_detail, payments, questions, renewals

urlpatterns = [
    path("cabang/", home.BranchHome.as_view(), name="branch-home"),
    path("binaan/", cases.CaseList.as_view(), name="case-list"),
    path("keluarga/<int:pk>/", households.HouseholdDetail.as_view(), name="household-detail"),
    path("kader/", cadres.CadreList.as_view(), name="cadre-list"),
    path("kader/perpanjangan/", renewals.RenewalList.as_view(), name="renewal-list"),
    path("kader/perpanjangan/<int:pk>/", renewals.RenewalDetail.as_view(), name="renewal-detail"),
    path("kader/perpanjangan/<int:pk>/batalkan/", renewals.RenewalUndo.as_view(), name="renewal-undo"),
    path("kader/<int:pk>/", cadres.CadreDetail.as_view(), name="cadre-detail"),
    path("pembayaran/", payments.PaymentList.as_view(), name="payment-list"),
    path("pembayaran/<int:pk>/", payment_detail.PaymentDetail.as_view(), name="payment-detail"),
    path("pertanyaan/", questions.QuestionList.as_view(), name="question-list"),
    path("pertanyaan/<int:pk>/", questions.QuestionDetail.as_view(), name="question-detail"),
]
