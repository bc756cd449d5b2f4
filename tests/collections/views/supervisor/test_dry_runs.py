"""Pages of a dry run: at work, months, cadres, households masked, and a file with a reason that is logged."""

import pytest
from django.urls import reverse

from kaderjkn.collections.models import DryRun
from kaderjkn.collections.proposals.dry_runs import compute_dry_run, try_proposal, try_settings
from kaderjkn.common.models import AccessLog, JobRun
from tests.collections.proposals.builders import make_proposal, make_quarter, policy_with


@pytest.fixture
def town(branch):
    return make_quarter(branch)


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


@pytest.fixture
def waiting(town, branch, supervisor):
    return try_proposal(proposal=make_proposal(branch, supervisor), by=supervisor)


@pytest.fixture
def dry_run(waiting):
    return compute_dry_run(waiting)


def url(name, dry_run):
    return reverse(f"collections:{name}", args=[dry_run.pk])


def finish(dry_run):
    JobRun.objects.filter(subject=dry_run.pk).update(state="done")


def test_while_it_waits_the_page_shows_the_job(client, waiting):
    assert "Halaman ini boleh ditutup" in client.get(waiting.get_absolute_url()).content.decode()


def test_month_by_month_real_if_and_difference(client, dry_run):
    finish(dry_run)
    page = client.get(dry_run.get_absolute_url())
    cells = [(row["side"], row["cases"], row["reward"]) for row in page.context["months"][:3]]
    assert cells == [("sebenarnya", 2, 62_500), ("andaikan", 3, 87_500), ("selisih", 1, 25_000)]
    assert "Dihitung pada" in page.content.decode()


def test_approver_of_the_region_sees_sums_and_cadres_but_no_household(client_of, regional, dry_run):
    client = client_of(regional)
    page = client.get(dry_run.get_absolute_url()).content.decode()
    assert "+Rp 87.500" in page
    assert url("dry-run-households", dry_run) not in page
    assert client.get(url("dry-run-cadres", dry_run)).status_code == 200
    assert client.get(url("dry-run-households", dry_run)).status_code == 403


def test_trial_stays_in_the_office(client_of, regional, town, branch, supervisor):
    trial = try_settings(branch=branch, kind="policy", values=policy_with(branch, attribution="contact"), by=supervisor)
    assert client_of(regional).get(trial.get_absolute_url()).status_code == 404


def test_settings_without_effect_say_so(client, town, branch, supervisor):
    values = policy_with(branch, visits_per_week_target=3)
    made = compute_dry_run(try_settings(branch=branch, kind="policy", values=values, by=supervisor))
    assert "Tidak ada yang akan berubah" in client.get(made.get_absolute_url()).content.decode()


def test_cadres_as_a_list_and_as_a_file(client, dry_run, town):
    rows = client.get(url("dry-run-cadres", dry_run)).context["rows"]
    assert rows[0]["cases"] == "1 → 2 (+1)"
    assert rows[-1]["cases"] == "1"
    answer = client.get(url("dry-run-cadres", dry_run) + "?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"2026-01,{town.cadres[0].code},")
    assert ",62500,87500," in lines[1]


def test_households_are_masked_on_the_page(client, dry_run, town):
    page = client.get(url("dry-run-households", dry_run))
    key = town.families["Budi"].key
    assert [row["household"] for row in page.context["rows"]] == ["*" * 12 + key[-4:]] * 3
    assert key not in page.content.decode()


def test_file_with_full_numbers_wants_a_reason_and_is_logged(client, dry_run, town, supervisor):
    address = url("dry-run-households", dry_run)
    assert "reason" in client.post(address, {"format": "csv", "reason": ""}).context["export_form"].errors
    assert not AccessLog.objects.exists()
    answer = client.post(address, {"format": "csv", "reason": "diperiksa bersama"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.count(town.families["Budi"].key) == 3
    log = AccessLog.objects.get()
    assert (log.by, log.act) == (supervisor, "export")
    assert "diperiksa bersama" in log.reason


def test_workbook_too(client, dry_run):
    answer = client.post(url("dry-run-households", dry_run), {"format": "xlsx", "reason": "diperiksa"})
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_again_over_other_months_is_another_dry_run_of_the_same_proposal(client, dry_run):
    assert client.post(url("dry-run-again", dry_run), {"months": "13"}).status_code == 200
    client.post(url("dry-run-again", dry_run), {"months": "2"})
    assert [made.months_wanted for made in DryRun.objects.filter(proposal=dry_run.proposal)] == [2, 6]


def test_consequences_of_approving_come_from_the_newest_dry_run(client, dry_run):
    page = client.get(reverse("collections:proposal-approve", args=[dry_run.proposal_id]))
    assert page.context["consequences"][0][0] == 3
    assert page.context["consequences"][2][0] == "Rp 87.500"


def test_same_queries_for_one_household_and_three(client, dry_run, django_assert_max_num_queries):
    address = url("dry-run-households", dry_run)
    first = dry_run.households.first()
    rows = list(dry_run.households.exclude(pk=first.pk))
    dry_run.households.exclude(pk=first.pk).delete()
    with django_assert_max_num_queries(60) as one:
        client.get(address)
    type(first).objects.bulk_create(rows)
    with django_assert_max_num_queries(len(one)):
        client.get(address)
