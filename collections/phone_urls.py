"""Addresses of the cadre's app. The shell stands on the address that cadres have known: /hari-ini/."""

from django.urls import path

from . import converters  # noqa: F401 (registers `month`)
from .views import phone

urlpatterns = [
    path("hari-ini/", phone.PhoneShell.as_view(), name="phone"),
    path("hari-ini/sw.js", phone.phone_worker, name="phone-worker"),
    path("hari-ini/app.webmanifest", phone.phone_manifest, name="phone-manifest"),
    path("hari-ini/kata.json", phone.PhoneWords.as_view(), name="phone-words"),
    path("hari-ini/irisan.json", phone.phone_slice, name="phone-slice"),
    path("hari-ini/pembayaran/<int:pk>.json", phone.phone_payment, name="phone-payment"),
]
