"""Addresses of the cadre's app. The shell stands on the address that cadres have known: /hari-ini/."""

from django.urls import path

from kaderjkn.common.views.programs import Words

from . import converters  # noqa: F401 (registers `month`)
from .views import phone, phone_materials

urlpatterns = [
    path("hari-ini/", phone.PhoneShell.as_view(), name="phone"),
    path("hari-ini/sw.js", phone.phone_worker, name="phone-worker"),
    path("hari-ini/app.webmanifest", phone.phone_manifest, name="phone-manifest"),
    path("hari-ini/kata.json", Words.as_view(), name="phone-words"),
    path("hari-ini/irisan.json", phone.phone_slice, name="phone-slice"),
    path("hari-ini/pembayaran/<int:pk>.json", phone.phone_payment, name="phone-payment"),
    path("hari-ini/bahan/<int:pk>/", phone_materials.phone_material, name="phone-material"),
]
