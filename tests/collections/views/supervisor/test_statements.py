"""Pages of reward statements: choosing, asking once more in numbers, two persons, the files."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.models import RewardStatement
from kaderjkn.common.models import AccessLog
from tests import factories
from tests.collections.payouts.months import MONTH, paid_month

LIST = reverse("collections:statement-list", args=["2026-03"])


@pytest.fixture
def statements(branch, cadre):
    """Two statements: 50,000 and 10,000."""
    other = factories.CadreFactory(branch=branch, code="0905-02", agreement_from=date(2026, 1, 1))
    paid_month(cadre, 200_000)
    paid_month(other, 40_000)
    close_period(branch=branch, month=MONTH)
    return list(RewardStatement.objects.all())


@pytest.fixture
def second(branch):
    return factories.UserFactory(username="supervisor2", role="supervisor", branch=branch)


def press(client, act, statements, **more):
    data = {"statements": [statement.pk for statement in statements]} | more
    return client.post(reverse("collections:statement-act", args=["2026-03", act]), data, follow=True)


def states():
    return [statement.state for statement in RewardStatement.objects.all()]


def test_step_is_asked_once_more_in_numbers_and_then_taken(client_of, supervisor, statements):
    client = client_of(supervisor)
    asked = press(client, "setujui", statements)
    assert "60.000" in asked.text
    assert states() == ["waiting", "waiting"]
    assert "2 rincian disetujui" in press(client, "setujui", statements, confirmed="yes").text
    assert states() == ["approved", "approved"]


def test_nothing_chosen_says_so(client_of, supervisor, statements):
    assert "Pilih dulu" in press(client_of(supervisor), "setujui", []).text


def test_second_person_releases_and_the_first_is_refused(client_of, supervisor, second, statements):
    first = client_of(supervisor)
    press(first, "setujui", statements, confirmed="yes")
    assert "dua orang" in press(first, "sahkan", statements, confirmed="yes").text
    assert "2 rincian disahkan" in press(client_of(second), "sahkan", statements, confirmed="yes").text


def test_staff_cannot_approve(client_of, staff, statements):
    client = client_of(staff)
    url = reverse("collections:statement-act", args=["2026-03", "setujui"])
    assert client.post(url, {"statements": [statements[0].pk], "confirmed": "yes"}).status_code == 403
    assert states() == ["waiting", "waiting"]


def test_statement_of_another_branch_is_not_chosen(client_of, statements, other_branch):
    stranger = factories.UserFactory(role="supervisor", branch=other_branch)
    url = reverse("collections:statement-act", args=["2026-03", "setujui"])
    assert client_of(stranger).post(url, {"statements": [statements[0].pk], "confirmed": "yes"}).status_code == 404
    assert states() == ["waiting", "waiting"]


@pytest.fixture
def released(client_of, supervisor, second, statements):
    press(client_of(supervisor), "setujui", statements, confirmed="yes")
    press(client_of(second), "sahkan", statements, confirmed="yes")
    return list(RewardStatement.objects.all())


def test_day_of_payment_is_asked_for(client_of, staff, released, branch):
    client = client_of(staff)
    assert "Dibayar pada" in press(client, "dibayar", released).text
    missing = press(client, "dibayar", released, confirmed="yes", paid_on="")
    assert "Dibayar pada" in missing.text
    press(client, "dibayar", released, confirmed="yes", paid_on=f"{branch.today()}")
    assert states() == ["paid", "paid"]


def test_finance_gets_the_released_with_bank_columns_and_it_is_logged(client_of, staff, cadre, released):
    type(cadre).objects.filter(pk=cadre.pk).update(bank="BRI", account_number="0012345678", account_holder="Siti")
    answer = client_of(staff).get(LIST, {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert (rows[0]["bank"], rows[0]["no_rekening"], rows[0]["atas_nama"]) == ("BRI", "0012345678", "Siti")
    assert [row["jumlah"] for row in rows] == ["50000", "10000"]
    assert AccessLog.objects.get(act="export").by == staff


def test_file_for_finance_leaves_out_what_is_not_released(client_of, staff, statements):
    answer = client_of(staff).get(LIST, {"format": "csv"})
    assert len(answer.getvalue().decode("utf-8-sig").splitlines()) == 1


def test_cadre_downloads_the_own_statement_once_it_is_released(client_of, cadre, statements):
    url = reverse("collections:statement-pdf", args=[statements[0].pk])
    assert client_of(cadre.user).get(url).status_code == 404


def test_released_statement_is_the_cadres_and_nobody_elses(client_of, cadre, released, staff):
    mine, other = released
    answer = client_of(cadre.user).get(mine.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client_of(cadre.user).get(other.get_absolute_url()).status_code == 404
    assert not AccessLog.objects.exists()
    client_of(staff).get(mine.get_absolute_url())
    assert AccessLog.objects.get(act="print").subject_id == mine.pk


def test_month_of_the_cadre_tells_when_it_was_paid(client_of, cadre, released, staff, branch):
    press(client_of(staff), "dibayar", released, confirmed="yes", paid_on=f"{branch.today()}")
    months = client_of(cadre.user).get(reverse("collections:phone-slice")).json()["months"]
    [found] = [month["statement"] for month in months if month["month"] == "2026-03-01"]
    assert found == {"url": released[0].get_absolute_url(), "paid_on": f"{branch.today()}"}


def test_region_sees_totals_and_no_accounts(client_of, regional, cadre, released):
    type(cadre).objects.filter(pk=cadre.pk).update(bank="BRI", account_number="0012345678")
    client = client_of(regional)
    assert "50.000" in client.get(LIST).text
    assert client.get(LIST, {"format": "csv"}).status_code == 403
    assert client.get(released[0].get_absolute_url()).status_code == 403


def test_taking_a_release_back_asks_for_a_reason(client_of, supervisor, released):
    client = client_of(supervisor)
    url = reverse("collections:statement-take-back", args=[released[0].pk])
    assert "dicabut" in client.get(url).text
    assert "Alasan" in client.post(url, {"reason": ""}).text
    client.post(url, {"reason": "Salah rekening"})
    assert states() == ["waiting", "released"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_number_of_times(
    client_of, supervisor, branch, count, django_assert_max_num_queries
):
    for turn in range(count):
        cadre = factories.CadreFactory(branch=branch, code=f"0905-1{turn}", agreement_from=date(2026, 1, 1))
        paid_month(cadre, 40_000)
    close_period(branch=branch, month=MONTH)
    client = client_of(supervisor)
    with django_assert_max_num_queries(12):
        client.get(LIST)
