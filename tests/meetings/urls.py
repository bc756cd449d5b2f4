"""The project's map with this app in it, for as long as the project's own does not name it."""

from django.urls import include, path

from kaderjkn.urls import *  # noqa: F403
from kaderjkn.urls import urlpatterns as project

urlpatterns = [path("meetings/", include("meetings.urls")), *project]
