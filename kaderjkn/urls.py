"""The map of the whole site."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from kaderjkn.common.views import errors
from kaderjkn.common.views.access import AccessLogList, access_show
from meetings.views.addresses import EnvelopeAddress

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error

urlpatterns = [
    path("", include("kaderjkn.common.urls")),
    path("hari-ini/a/<str:number>/<str:code>/", EnvelopeAddress.as_view(), name="envelope-address"),
    path("", include("kaderjkn.collections.urls")),
    path("account/", include("kaderjkn.common.accounts.urls")),
    path("language/", set_language, name="set_language"),
    path("access/", AccessLogList.as_view(), name="access-log"),
    path("access/show/", access_show, name="access-show"),
    path("tunggakan/", include("arrears.urls")),
    path("kader/", include("cadres.urls")),
    path("meetings/", include("meetings.urls")),
    path("rapat/", include("meetings.desk.urls")),
    path("admin/", admin.site.urls),
]
