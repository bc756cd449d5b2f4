"""Addresses of this app: staff, calls and messages, phone, supervisor, settings, the admin area's reports."""

from . import outreach_urls, phone_urls, proposal_urls, staff_urls, supervisor_urls
from .analysis import urls as analysis_urls

app_name = "collections"

urlpatterns = [
    *staff_urls.urlpatterns,
    *outreach_urls.urlpatterns,
    *phone_urls.urlpatterns,
    *supervisor_urls.urlpatterns,
    *proposal_urls.urlpatterns,
    *analysis_urls.urlpatterns,
]
