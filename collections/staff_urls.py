"""Addresses of the staff's pages."""

from django.urls import path

from .views.staff import (
    cadres,
    cases,
    contacts,
    field_reports,
    home,
    households,
    messages,
    payment_detail,
    payments,
    questions,
    renewals,
)

urlpatterns = [
    path("cabang/", home.BranchHome.as_view(), name="branch-home"),
    path("cabang/kecamatan/", home.BranchDistricts.as_view(), name="branch-districts"),
    path("binaan/", cases.CaseList.as_view(), name="case-list"),
    path("kontak/", contacts.ContactList.as_view(), name="contact-list"),
    path("keluarga/", cases.HouseholdList.as_view(), name="household-list"),
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
    path("dari-lapangan/", field_reports.FieldReports.as_view(), name="field-reports"),
    path("dari-lapangan/peminat/<int:pk>/", field_reports.InterestDetail.as_view(), name="interest-detail"),
    path("dari-lapangan/sosialisasi/<int:pk>/", field_reports.EventDetail.as_view(), name="event-detail"),
    path("dari-lapangan/sosialisasi/<int:pk>/foto/", field_reports.EventPhoto.as_view(), name="event-photo"),
    path("dari-lapangan/keluhan/<int:pk>/", field_reports.ComplaintDetail.as_view(), name="complaint-detail"),
    path("dari-lapangan/keamanan/<int:pk>/", field_reports.DangerDetail.as_view(), name="danger-detail"),
    path("dari-lapangan/keamanan/<int:pk>/tutup/", field_reports.DangerClose.as_view(), name="danger-close"),
    path("pesan/", messages.MessageList.as_view(), name="message-list"),
    path("pesan/<slug:kind>/", messages.MessageEdit.as_view(), name="message-edit"),
    path("pesan/<slug:kind>/bawaan/", messages.MessageReset.as_view(), name="message-reset"),
]
