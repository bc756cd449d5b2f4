"""Closing pages: what is missing, the figures, closing as a job once, opening again with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.background import run_close, run_recompute
from kaderjkn.collections.models import Closing
from kaderjkn.common.jobs import kind_of
from kaderjkn.common.models import JobRun, Period
from kaderjkn.common.months import next_month
from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)


class Silent:
    def report(self, *args):
        """Hear nothing."""


def url(name, month="2026-03"):
    return reverse(f"collections:closing-{name}", args=[month])


@pytest.fixture
def period(branch):
    return builders.make_period(branch, MONTH)


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


# Pages


def test_list_shows_periods_with_their_figures(client, branch, period):
    closing = builders.make_closing(branch, date(2026, 2, 1), state="closed")
    closing.areafigures.create(
        branch=branch,
        area=factories.AreaFactory(branch=branch),
        cases=2,
        target=1000,
        collected=250,
        paying=1,
        settled=0,
    )
    rows = client.get(reverse("collections:closing-list")).context["rows"]
    assert [(row["target"], row["rate"]) for row in rows] == [(None, None), (1000, (250, 1000))]


def test_page_of_a_month_shows_figures_and_the_button(client, branch, period, cadre):
    closing = builders.make_closing(branch, MONTH)
    builders.make_figure(closing, cadre)
    page = client.get(url("detail"))
    assert [(row["cadre"], row["collected"]) for row in page.context["cadres"]] == [(str(cadre), 600_000)]
    assert url("close") in page.content.decode()


def test_staff_read_but_do_not_close(staff, client_of, period):
    client = client_of(staff)
    assert url("close") not in client.get(url("detail")).content.decode()
    for name in ("close", "reopen"):
        assert client.get(url(name)).status_code == client.post(url(name)).status_code == 403


def test_month_of_another_branch_or_unknown_is_not_found(client, other_branch):
    builders.make_period(other_branch, MONTH)
    for name in ("detail", "close", "reopen"):
        assert client.get(url(name)).status_code == 404
    assert client.get("/tutup-buku/2026-13/").status_code == 404


def test_computing_is_for_posting_only(client, period):
    assert client.get(url("recompute")).status_code == 405


# Closing


def test_closing_asks_in_numbers_and_starts_one_job(client, branch, period, supervisor, cadre):
    closing = builders.make_closing(branch, MONTH)
    builders.make_figure(closing, cadre)
    assert "Tutup buku bulan ini?" in client.get(url("close")).content.decode()
    for _ in range(2):
        assert client.post(url("close"))["Location"] == url("detail")
    job = JobRun.objects.get()
    assert (job.kind, job.month, job.by) == ("close_period", MONTH, supervisor)
    assert "Halaman ini boleh ditutup" in client.get(url("detail")).content.decode()


def test_blocked_month_offers_no_closing(client, branch):
    month = f"{builders.month_of(branch):%Y-%m}"
    builders.make_period(branch, builders.month_of(branch))
    assert "Tutup buku bulan ini?" not in client.get(url("close", month)).content.decode()


def test_job_closes_and_says_what_it_did(branch, period, supervisor):
    job = JobRun.objects.create(branch=branch, kind="close_period", month=MONTH, by=supervisor)
    job.result = run_close(job, Silent())
    assert Period.objects.get(month=MONTH).state == "closed"
    assert kind_of("close_period").describe(job) == "Maret 2026 sudah tutup buku."
    job.result = run_close(job, Silent())
    assert "tidak ada yang berubah" in kind_of("close_period").describe(job)
    assert kind_of("close_period").next_url(job) == url("detail")


def test_job_computes_provisional_figures(branch, period):
    run_recompute(JobRun.objects.create(branch=branch, kind="recompute_period", month=MONTH), Silent())
    assert Closing.objects.get().state == "provisional"


# Opening again


def test_closed_month_is_opened_again_with_a_reason(client, branch, period, supervisor):
    run_close(JobRun.objects.create(branch=branch, kind="close_period", month=MONTH, by=supervisor), Silent())
    assert "reason" in client.post(url("reopen"), {"reason": ""}).context["form"].errors
    assert client.post(url("reopen"), {"reason": "Berkas kurang"}).status_code == 302
    period.refresh_from_db()
    assert period.is_open
    assert "Berkas kurang" in client.get(url("detail")).content.decode()


def test_only_the_latest_closed_month_is_opened_again(client, branch, supervisor):
    for month in (MONTH, next_month(MONTH)):
        builders.make_closing(branch, month, state="closed")
    response = client.post(url("reopen"), {"reason": "Coba"})
    assert "Hanya periode terakhir" in response.content.decode()


def test_same_queries_for_one_cadre_and_three(client, branch, period, cadre, django_assert_max_num_queries):
    closing = builders.make_closing(branch, MONTH)
    builders.make_figure(closing, cadre)
    with django_assert_max_num_queries(100) as one:
        client.get(url("detail"))
    for _ in range(2):
        builders.make_figure(closing, factories.CadreFactory(branch=branch))
    with django_assert_max_num_queries(len(one)):
        client.get(url("detail"))
