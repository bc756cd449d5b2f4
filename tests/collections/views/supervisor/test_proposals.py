"""Pages of settings and proposals: in force by date, proposing from what is in force, deciding by a second person."""

from datetime import date

import pytest
from django.urls import reverse

from arrears.models import BranchPolicy
from kaderjkn.collections.models import DryRun, Proposal
from kaderjkn.common.models import JobRun
from tests import factories
from tests.collections.builders import make_closing, make_period
from tests.collections.proposals.builders import APRIL, make_proposal, make_quarter, policy_with


def url(name, *args):
    return reverse(f"collections:{name}", args=args)


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


@pytest.fixture
def second(branch):
    return factories.UserFactory(username="kedua", role="supervisor", branch=branch)


def policy_form(branch, **changes) -> dict:
    values = policy_with(branch) | {"starts_on": "2027-01", "reason": "Lebih banyak keluarga"} | changes
    return {name: "" if value is None else value for name, value in values.items()}


def scheme_form(*tiers, **changes) -> dict:
    form = {"starts_on": "2027-01", "reason": "Tarif baru", "name": "Skema 2027", "registration_fee": "0"}
    form |= {"tiers-TOTAL_FORMS": len(tiers), "tiers-INITIAL_FORMS": 0} | changes
    for number, (low, high, percent) in enumerate(tiers):
        cells = {"at_least": low, "at_most": high, "percent": percent}
        form |= {f"tiers-{number}-{name}": value for name, value in cells.items()}
    return form


# What is in force


def test_list_says_what_rules_now_what_comes_and_who_approved(client, branch, supervisor, second):
    proposal = make_proposal(branch, supervisor, starts_on=date(2027, 1, 1))
    client.post(url("proposal-approve", proposal.pk))  # by the proposer: nothing happens
    make_closing(branch, date(2026, 1, 1), state="closed")
    from kaderjkn.collections.proposals.actions import approve

    approve(proposal=proposal, by=second)
    rows = client.get(url("settings-list")).context["policies"]
    assert [(row["starts_on"], row["when"][0], row["used"]) for row in rows] == [
        (date(2027, 1, 1), "akan berlaku", 0),
        (date(2014, 1, 1), "berlaku sekarang", 1),
    ]
    assert str(second) in rows[0]["approved"]
    assert "bawaan" in rows[1]["approved"]


def test_region_reads_and_chooses_among_its_branches(regional, client_of, branch, other_branch, supervisor):
    make_proposal(branch, supervisor)
    client = client_of(regional)
    page = client.get(url("settings-list") + "?cabang=0904")
    assert page.context["branch"] == other_branch
    assert len(page.context["proposals"]) == 1
    assert url("propose-policy") not in page.content.decode()
    assert client.get(url("settings-list") + "?cabang=9998").status_code == 404


# Proposing


def test_form_begins_with_what_is_in_force_and_a_month_not_closed(client, branch):
    make_period(branch, date(2027, 5, 1), state="closed")
    page = client.get(url("propose-policy"))
    assert page.context["form"]["cadre_min_months"].value() == 4
    assert page.context["form"]["starts_on"].value() == date(2027, 6, 1)


def test_policy_is_proposed_with_every_setting(client, branch, supervisor):
    response = client.post(url("propose-policy"), policy_form(branch, cadre_min_months=12, cadre_max_months=24))
    proposal = Proposal.objects.get()
    assert response["Location"] == proposal.get_absolute_url()
    assert proposal.values == policy_with(branch, cadre_min_months=12, cadre_max_months=24)
    assert (proposal.starts_on, proposal.proposed_by) == (date(2027, 1, 1), supervisor)
    rows = client.get(proposal.get_absolute_url()).context["rows"]
    assert [(row["before"], row["after"]) for row in rows if row["mark"]] == [("4", "12"), ("tanpa batas", "24")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cadre_max_months", 2),
        ("starts_on", "2026-02"),
        ("reason", ""),
        ("active_min_contact_share", "101"),
        ("review_months", 0),
        ("attribution", "lain"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, branch, field, value):
    make_period(branch, date(2026, 3, 1), state="closed")
    page = client.post(url("propose-policy"), policy_form(branch, **{field: value}))
    assert list(page.context["form"].errors) == [field]
    assert not Proposal.objects.exists()


def test_the_same_as_in_force_is_refused_with_a_sentence(client, branch):
    assert "sama dengan" in client.post(url("propose-policy"), policy_form(branch)).content.decode()


def test_scheme_is_proposed_with_its_tiers(client):
    client.post(url("propose-scheme"), scheme_form((13, "", "25.5"), (4, 12, "15"), ("", "", "")))
    assert Proposal.objects.get().values == {
        "name": "Skema 2027",
        "cap_per_case": None,
        "cap_per_month": None,
        "registration_fee": 0,
        "tiers": [{"from": 4, "below": 13, "rate_bp": 1500}, {"from": 13, "below": None, "rate_bp": 2550}],
    }


@pytest.mark.parametrize(
    ("tiers", "words"),
    [
        ([(4, 12, "15"), (12, "", "25")], "bertumpang tindih"),
        ([(4, "", "15"), (12, "", "25")], "bertumpang tindih"),
        ([("", "", "")], "paling sedikit satu jenjang"),
        ([(12, 4, "15")], "tidak boleh kurang"),
        ([("", 12, "15")], "kosongkan seluruh baris"),
        ([(4, 12, "101")], "100"),
    ],
)
def test_tiers_that_contradict_are_refused(client, tiers, words):
    page = client.post(url("propose-scheme"), scheme_form(*tiers))
    assert words in page.content.decode()
    assert not Proposal.objects.exists()


def test_trial_needs_neither_start_nor_reason_and_can_be_proposed(client, branch):
    make_quarter(branch)
    form = policy_form(branch, cadre_min_months=3, starts_on="", reason="", **{"try": "1"})
    response = client.post(url("propose-policy"), form)
    made = DryRun.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.proposal, JobRun.objects.get().subject) == (None, made.pk)
    page = client.get(url("propose-policy") + f"?dari={made.pk}")
    assert page.context["form"]["cadre_min_months"].value() == 3


def test_trial_before_the_first_closing_is_refused_with_a_sentence(client, branch):
    form = policy_form(branch, cadre_min_months=3, **{"try": "1"})
    assert "Belum ada bulan yang tutup buku" in client.post(url("propose-policy"), form).content.decode()


# Deciding


def test_proposer_is_offered_to_withdraw_and_not_to_decide(client, branch, supervisor):
    proposal = make_proposal(branch, supervisor)
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert url("proposal-withdraw", proposal.pk) in page
    assert url("proposal-approve", proposal.pk) not in page
    assert "pengusulnya" in client.get(url("proposal-approve", proposal.pk)).content.decode()
    client.post(url("proposal-withdraw", proposal.pk))
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


@pytest.mark.parametrize("who", ["second", "regional"])
def test_second_person_approves_after_reading_the_consequences(request, client_of, branch, supervisor, who):
    proposal = make_proposal(branch, supervisor)
    client = client_of(request.getfixturevalue(who))
    assert url("proposal-approve", proposal.pk) in client.get(proposal.get_absolute_url()).content.decode()
    assert "Belum ada uji coba" in client.get(url("proposal-approve", proposal.pk)).content.decode()
    client.post(url("proposal-approve", proposal.pk), {"reason": ""})
    assert BranchPolicy.objects.in_force(branch, APRIL).cadre_min_months == 3


def test_refused_with_a_reason_that_the_proposer_reads(client, client_of, branch, supervisor, second):
    proposal = make_proposal(branch, supervisor)
    other = client_of(second)
    assert "reason" in other.post(url("proposal-refuse", proposal.pk), {"reason": ""}).context["form"].errors
    other.post(url("proposal-refuse", proposal.pk), {"reason": "Terlalu luas"})
    assert "Terlalu luas" in client.get(proposal.get_absolute_url()).content.decode()


def test_same_queries_for_one_proposal_and_three(client, branch, supervisor, django_assert_max_num_queries):
    make_proposal(branch, supervisor)
    with django_assert_max_num_queries(60) as one:
        client.get(url("settings-list"))
    for month in (5, 6):
        make_proposal(branch, supervisor, starts_on=date(2026, month, 1))
    with django_assert_max_num_queries(len(one)):
        client.get(url("settings-list"))
