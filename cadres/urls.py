"""Addresses of this app; the project puts them below `kader/`."""

from django.urls import path

from .views import letters, logins, photos, renewals, scans, territories

app_name = "cadres"

urlpatterns = [
    path("wilayah/", territories.TerritoryTable.as_view(), name="territory-table"),
    path("wilayah/kalender/", territories.TerritoryCalendar.as_view(), name="territory-calendar"),
    path("kode-masuk/", logins.NewLogins.as_view(), name="new-logins"),
    path("<int:pk>/kode-masuk/", logins.CadreLogin.as_view(), name="cadre-login"),
    path("perjanjian/perpanjang/", renewals.RenewalCreate.as_view(), name="renewal-create"),
    path("perjanjian/<int:pk>/pindaian/", scans.ScanUpload.as_view(), name="scan-upload"),
    path("pindaian/<int:pk>/", scans.ScanDownload.as_view(), name="scan-download"),
    path("<int:pk>/foto/", photos.CadrePhoto.as_view(), name="cadre-photo"),
    path("surat/", letters.LetterCreate.as_view(), name="letter-create"),
    path("surat/berkas/<int:pk>/", letters.LetterBundleFile.as_view(), name="letter-bundle"),
    path("perjanjian/<int:pk>/surat/", letters.AgreementLetters.as_view(), name="agreement-letters"),
    path("perjanjian/<int:pk>/surat/<slug:kind>/", letters.AgreementLetterPdf.as_view(), name="agreement-letter-pdf"),
]
