"""Addresses of this app: staff, phone, supervisor and settings, a file each."""

from . import mobile_urls, proposal_urls, staff_urls, supervisor_urls

app_name = "collections"

urlpatterns = [
    *staff_urls.urlpatterns,
    *mobile_urls.urlpatterns,
    *supervisor_urls.urlpatterns,
    *proposal_urls.urlpatterns,
]
