"""The map of the site and the bare view."""

from django.urls import include, path

from .bare import bare

urlpatterns = [path("bare/", bare), path("", include("kaderjkn.urls"))]
