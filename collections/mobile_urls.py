"""Addresses of the cadre's pages."""

from django.urls import path

from . import converters  # noqa: F401 (registers `month`)
from .views.mobile import contacts, household, month, questions, reviews, worklist

urlpatterns = [
    path("hari-ini/", worklist.Worklist.as_view(), name="worklist"),
    path("hari-ini/keluarga/<int:pk>/", household.OwnHousehold.as_view(), name="own-household"),
    path("hari-ini/keluarga/<int:pk>/kontak/", contacts.ContactCreate.as_view(), name="contact-create"),
    path("bulan-saya/", month.OwnMonth.as_view(), name="own-month"),
    path("bulan-saya/pembayaran/<int:pk>/", questions.OwnPayment.as_view(), name="own-payment"),
    path("pertanyaan-saya/", questions.OwnQuestions.as_view(), name="own-questions"),
    path("tinjauan-saya/", reviews.OwnReviews.as_view(), name="own-reviews"),
    path("tinjauan-saya/<int:pk>/", reviews.OwnReview.as_view(), name="own-review"),
    path("tinjauan-saya/<int:pk>/<month:month>/", reviews.OwnReviewMonth.as_view(), name="own-review-month"),
    path("tinjauan-saya/<int:pk>/banding/", reviews.OwnAppeal.as_view(), name="own-appeal"),
    path("tinjauan-saya/pengingat/<int:pk>/", reviews.OwnWarningSeen.as_view(), name="own-warning-seen"),
]
