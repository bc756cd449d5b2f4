"""Uploads, and jobs run at once instead of by a worker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaderjkn.common import jobs
from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.uploads import receive_upload
from kaderjkn.common.models import ImportRun, JobRun
from tests.factories import AreaFactory

LIST = b"""no_kk,noka,nama,kepala,kelas,kelurahan,bulan_menunggak,jml_tunggakan
3172000000000011,0001111111111,SITI AMINAH,Y,3,Koja,6,252000
3172000000000011,0001111111112,BUDI,T,3,Koja,6,252000
3172000000000022,0001111111113,RINA,Y,1,Koja,satu,1500000
"""


@pytest.fixture
def koja(branch):
    return AreaFactory(branch=branch, name="Koja", code="31.72.03.1001")


@pytest.fixture
def upload(client_of, staff, koja):
    """Upload a file as staff, as the browser does; return the job of its check. Policies have no page."""

    def send(content=LIST, kind="arrears", name="daftar.csv", by=staff, **fields):
        file = SimpleUploadedFile(name, content)
        if kind == "policies":
            given = {"branch": by.branch, "month": None, "data_date": None, "upload": file, "by": by}
            return receive_upload(kind=kind_named(kind), **given)
        data = {"month": "2026-11", "data_date": "2026-11-02", "file": file} | fields
        response = client_of(by).post(reverse("import-upload", args=[kind]), data)
        return JobRun.objects.latest("pk") if response.status_code == 302 else response

    return send


@pytest.fixture
def checked(upload):
    """Upload a file and run its check; return the import."""

    def send(*args, **kwargs):
        job = upload(*args, **kwargs)
        jobs.execute_job(job.pk)
        return ImportRun.objects.get(pk=job.subject)

    return send
