"""Addresses of this app; the project puts them below `kader/`."""

from django.urls import path

from .views import logins, territories

app_name = "cadres"

urlpatterns = [
    path("wilayah/", territories.TerritoryTable.as_view(), name="territory-table"),
    path("kode-masuk/", logins.NewLogins.as_view(), name="new-logins"),
    path("<int:pk>/kode-masuk/", logins.CadreLogin.as_view(), name="cadre-login"),
]
