"""The page of a job: progress, outcome, and running it again."""

from django.urls import reverse

from kaderjkn.common.models import JobRun

HTMX = {"HX-Request": "true"}


def job_of(branch, **fields):
    return JobRun.objects.create(branch=branch, kind="check_import", subject=1, **fields)


def url_of(job, name="job-detail"):
    return reverse(name, args=[job.pk])


def test_running_job_shows_how_far_it_is(client_of, staff, branch):
    job = job_of(branch, state="running", phase="Membaca berkas", done=500, total=2000)
    text = client_of(staff).get(url_of(job)).content.decode()
    assert "Membaca berkas" in text
    assert 'hx-trigger="every 2s"' in text


def test_finished_job_sends_on_to_the_outcome(client_of, staff, branch):
    job = job_of(branch, state="done")
    assert client_of(staff).get(url_of(job), headers=HTMX)["HX-Redirect"] == reverse("import-detail", args=[1])
    assert reverse("import-detail", args=[1]) in client_of(staff).get(url_of(job)).content.decode()


def test_stuck_job_can_run_again_with_a_new_row(client_of, staff, branch):
    job = job_of(branch, state="stuck", error="Terhenti.")
    client = client_of(staff)
    assert "Jalankan lagi" in client.get(url_of(job)).content.decode()
    again = client.post(url_of(job, "job-restart"))
    assert again["Location"] == url_of(JobRun.objects.latest("pk"))
    assert JobRun.objects.latest("pk").state == "waiting"


def test_done_job_does_not_run_again(client_of, staff, branch):
    job = job_of(branch, state="done")
    client_of(staff).post(url_of(job, "job-restart"))
    assert JobRun.objects.count() == 1


def test_list_can_show_only_what_failed(client_of, staff, branch):
    job_of(branch, state="done")
    JobRun.objects.create(branch=branch, kind="assign_cases", state="failed")
    client = client_of(staff)
    assert len(client.get(reverse("job-list")).context["rows"]) == 2
    assert len(client.get(reverse("job-list"), {"state": "failed"}).context["rows"]) == 1
