"""The site with a place where materials come from, as long as the test wants it to answer."""

from django.http import FileResponse, HttpResponse
from django.urls import path

from kaderjkn.common.views.devices import for_phones
from kaderjkn.urls import *  # noqa: F403
from kaderjkn.urls import urlpatterns as site
from meetings.models import Material

CONTENT = {}
"""Bytes by the id of the material."""


@for_phones
def material(request, pk):
    if pk not in CONTENT:
        return HttpResponse(status=404)
    return FileResponse([CONTENT[pk]], content_type=Material.objects.get(pk=pk).content_type)


urlpatterns = [path("hari-ini/bahan/<int:pk>/", material), *site]
