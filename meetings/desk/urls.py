"""Addresses of the meeting's app; the project puts them below `rapat/`."""

from django.urls import path

from kaderjkn.common.views.programs import Words

from . import views

app_name = "desk"

urlpatterns = [
    path("", views.DeskShell.as_view(), name="page"),
    path("sw.js", views.desk_worker, name="worker"),
    path("app.webmanifest", views.desk_manifest, name="manifest"),
    path("kata.json", Words.as_view(), name="words"),
    path("irisan.json", views.desk_slice, name="slice"),
]
