"""The signed agreement: uploaded, replaced, and looked at by the branch's office; every look is logged."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from kaderjkn.common.access import log_access
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.formatting import local_time
from kaderjkn.common.imports.presenters import attachment
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..enums import CONTENT_TYPES
from ..forms import ScanForm
from ..models import Agreement, SignedScan
from ..scans import keep_scan

KILOBYTE = 1024


class ScanUpload(RoleRequired, FormAbout):
    """The scans of one agreement, the one in force first, and a form for a new one."""

    permission = "cadres.manage_cadres"
    model = Agreement
    form_class = ScanForm
    template_name = "cadres/scan_upload.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre__branch")

    def act(self, form):
        keep_scan(agreement=self.object, content=form.content, by=self.request.user)
        return _("Pindaian disimpan.")

    def get_success_url(self):
        return reverse("cadres:scan-upload", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        scans = self.object.scans.select_related("uploaded_by")
        facts = {"columns": columns(), "rows": [as_row(scan, self.object.cadre.branch.time_zone) for scan in scans]}
        return super().get_context_data(**facts, **kwargs)


def columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Diunggah"), "url": "url"},
        {"key": "by", "label": _("Oleh")},
        {"key": "type", "label": _("Jenis")},
        {"key": "size", "label": _("Ukuran (KB)"), "kind": "number"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def as_row(scan: SignedScan, zone: str) -> dict:
    return {
        "at": local_time(scan.uploaded_at, zone),
        "url": reverse("cadres:scan-download", args=[scan.pk]),
        "by": str(scan.uploaded_by or ""),
        "type": scan.get_file_type_display(),
        "size": max(1, scan.size // KILOBYTE),
        "state": (_("Diganti"), "neutral") if scan.replaced_at else (_("Berlaku"), "success"),
    }


class ScanDownload(RoleRequired, DetailView):
    """The file itself."""

    permission = "cadres.manage_cadres"
    model = SignedScan

    def get_queryset(self):
        return super().get_queryset().select_related("cadre__branch")

    def render_to_response(self, context, **kwargs):
        scan = self.object
        reason = _("Pindaian perjanjian %(number)s") % {"number": scan.number}
        about = {"subject_kind": "cadre", "subject_id": scan.cadre_id}
        log_access(by=self.request.user, branch=scan.cadre.branch, act="show", reason=reason, **about)
        name = f"perjanjian-{scan.cadre.code}-{scan.pk}.{scan.file_type}"
        return file_response(read_file(scan.stored_file), CONTENT_TYPES[scan.file_type], name)


def file_response(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file with personal data: saved by the browser, kept by no cache."""
    headers = {"Content-Disposition": attachment(name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
