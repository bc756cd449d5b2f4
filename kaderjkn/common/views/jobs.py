"""A job at work, and the list of jobs."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView
from django_htmx.http import HttpResponseClientRedirect

from ..enums import RESTARTABLE_JOB_STATES, JobState
from ..formatting import month_name
from ..jobs import kind_of, restart_job, stop_job, sweep_stuck_jobs
from ..models import JobRun
from .acting import ActOnPost
from .mixins import RoleRequired

STATE_KINDS = {
    JobState.WAITING: "info",
    JobState.RUNNING: "info",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
    JobState.STUCK: "danger",
    JobState.STOPPED: "neutral",
}


class ForJobs(RoleRequired):
    permission = "common.read_jobs"
    model = JobRun

    def get_object(self, queryset=None):
        """The job as it is; one whose worker has died is found to be stuck when somebody looks."""
        job = super().get_object(queryset)
        if job.is_active and sweep_stuck_jobs(pk=job.pk):
            job.refresh_from_db()
        return job


class JobDetail(ForJobs, DetailView):
    """How far a job is; htmx asks again until it ends, and is then sent on to the page with the outcome."""

    context_object_name = "job"
    template_name = "common/job_detail.html"

    def get_context_data(self, **kwargs):
        job, kind = self.object, kind_of(self.object.kind)
        may_act = may_act_on(job, self.request.user)
        facts = {
            "kind": kind,
            "result": kind.describe(job) if job.state == JobState.DONE else "",
            "next_url": kind.next_url(job),
            "may_restart": may_act and job.state in RESTARTABLE_JOB_STATES,
            "may_stop": may_act and kind.can_stop and job.is_active,
        }
        return super().get_context_data(**facts, **kwargs)

    def render_to_response(self, context, **kwargs):
        if self.request.htmx and self.object.state == JobState.DONE and context["next_url"]:
            return HttpResponseClientRedirect(context["next_url"])
        return super().render_to_response(context, **kwargs)


def may_act_on(job: JobRun, user) -> bool:
    """Whether the user may start or stop jobs of this kind."""
    permission = kind_of(job.kind).permission
    return bool(permission) and user.has_perm(permission)


class ActOnJob(ForJobs, ActOnPost):
    def get_object(self, queryset=None):
        job = super().get_object(queryset)
        if not may_act_on(job, self.request.user):
            raise PermissionDenied
        return job


class JobRestart(ActOnJob):
    """Run a failed, stuck or stopped job again."""

    def act(self):
        self.object = restart_job(job=self.object, by=self.request.user)


class JobStop(ActOnJob):
    """Ask a job to stop that has not begun to write."""

    def act(self):
        stop_job(job=self.object, by=self.request.user)
        return _("Pekerjaan diminta berhenti.")

    def get_success_url(self):
        return kind_of(self.object.kind).next_url(self.object) or super().get_success_url()


class JobList(RoleRequired, ListView):
    """The branch's jobs, newest first; `?state=failed` shows those that need somebody."""

    permission = "common.read_jobs"
    model = JobRun
    template_name = "common/job_list.html"
    paginate_by = 30

    def get_queryset(self):
        rows = super().get_queryset().select_related("by")
        return rows.needing_somebody() if self.request.GET.get("state") == "failed" else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"rows": [as_row(job) for job in context["object_list"]], "columns": columns()}


def columns() -> list[dict]:
    return [
        {"key": "label", "label": _("Pekerjaan"), "url": "url"},
        {"key": "month", "label": _("Periode")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "by", "label": _("Oleh")},
        {"key": "at", "label": _("Mulai"), "kind": "time"},
    ]


def as_row(job: JobRun) -> dict:
    return {
        "label": kind_of(job.kind).label,
        "url": job.get_absolute_url(),
        "month": month_name(job.month) if job.month else None,
        "state": (job.get_state_display(), STATE_KINDS[job.state]),
        "by": str(job.by or ""),
        "at": job.created_at,
    }
