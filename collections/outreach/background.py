"""Background jobs of the call list, so that the list of jobs shows that they ran."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun

from .enums import CallState
from .jobs import call_list

FILL = "fill_call_list"


def run(job: JobRun, progress) -> dict:
    progress.report(_("Menyusun daftar panggil"))
    return call_list.fill(job.branch)


def describe(job: JobRun) -> str:
    counts = {state: number(job.result.get(state, 0)) for state in CallState.values}
    return _("%(waiting)s keluarga menunggu telepon, %(done)s selesai bulan ini, %(no_number)s tanpa nomor.") % counts


job_kind(
    FILL,
    run,
    label=gettext_lazy("Daftar panggil"),
    describe=describe,
    next_url=lambda _job: reverse("collections:call-list"),
    permission="collections.call_households",
)
