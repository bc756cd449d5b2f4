"""Agreements that end, with last year's figures; what a renewal made, and taking it back."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg.types.range import DateRange

from cadres.notices import note_agreement_ends
from kaderjkn.common.models import AccessLog
from kaderjkn.common.months import add_months
from kaderjkn.common.reading.tables import open_table
from tests.cadres.builders import ending_in, make_renewal
from tests.collections.builders import make_case, make_closing, make_figure, month_of
from tests.factories import AgreementFactory

URL = "/kader/perpanjangan/"


@pytest.fixture
def opened(client_of, staff):
    client = client_of(staff)
    return lambda **query: client.get(URL, query)


def codes(response):
    return [row["code"] for row in response.context["rows"]]


@pytest.fixture
def four(branch):
    """Two that end, two that lapsed lately; made in another order than they end."""
    return [ending_in(branch, days, code=f"K{days}") for days in (60, -60, 3, -1)]


def test_list_is_sorted_by_end_and_knows_its_borders(opened, branch, four):
    for days in (61, -61):
        ending_in(branch, days)
    assert codes(opened()) == ["K-60", "K-1", "K3", "K60"]


def test_renewed_agreement_is_gone_from_the_list(opened, four, staff):
    make_renewal(four[2], by=staff)
    assert "K3" not in codes(opened())


def test_filters(opened, four):
    assert codes(opened(state="ending")) == ["K3", "K60"]
    assert codes(opened(q="k6")) == ["K60"]
    assert codes(opened(state="x")) == []


def test_last_day_itself_is_not_over(opened, branch):
    ending_in(branch, 0, code="K0")
    assert (codes(opened(state="ending")), codes(opened(state="lapsed"))) == (["K0"], [])


def test_empty_list_says_so(opened, branch):
    assert "Tidak ada perjanjian yang perlu diperpanjang" in opened().text


def test_year_stands_beside_the_cadre(opened, branch):
    cadre = ending_in(branch, 10).cadre
    make_figure(make_closing(branch, add_months(month_of(branch), -1), state="closed"), cadre)
    (row,) = opened().context["rows"]
    assert (row["year"].collected, row["rate"], row["meetings"]) == (600_000, "50,0 %", "1/2")


def test_warning_of_the_daily_job_is_shown(opened, branch):
    ending_in(branch, 7)
    assert opened().context["rows"][0]["warned_on"] is None
    note_agreement_ends(branch)
    assert opened().context["rows"][0]["warned_on"] == branch.today()


def test_tile_of_the_branch_home_counts_the_list(client_of, staff, four):
    tiles = client_of(staff).get(reverse("collections:branch-home")).context["tiles"]
    (tile,) = [tile for tile in tiles if tile["url"] == URL]
    assert tile["value"] == str(len(codes(client_of(staff).get(URL))))


def test_one_agreement_and_three_take_the_same_queries(opened, branch):
    closing = make_closing(branch, add_months(month_of(branch), -1), state="closed")
    opened()
    counts = []
    for more in (1, 2):
        for _each in range(more):
            make_figure(closing, ending_in(branch, 10).cadre)
        with CaptureQueriesContext(connection) as queries:
            opened()
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Export


def test_csv_holds_what_the_filter_shows_and_is_logged(opened, branch, staff, four):
    four[2].cadre.name = "=1+1"
    four[2].cadre.save()
    response = opened(format="csv", state="ending", q="K3")
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [(row["kode_kader"], row["nama"], row["sampai"]) for row in rows] == [
        ("K3", "'=1+1", four[2].ends_on.isoformat())
    ]
    entry = AccessLog.objects.get()
    assert (entry.by, entry.act, entry.branch) == (staff, "export", branch)


def test_xlsx_can_be_read_again(opened, four, tmp_path):
    path = tmp_path / "perpanjangan.xlsx"
    path.write_bytes(opened(format="xlsx").getvalue())
    with open_table(path) as table:
        rows = list(table)
    assert "kode_kader" in str(rows[0])
    assert len(rows) == 1 + len(codes(opened()))


# A renewal


def test_newest_renewal_stands_first(opened, branch, staff):
    for count in (1, 2):
        make_renewal(*[ending_in(branch, 10) for _each in range(count)], by=staff)
    assert [row["made"] for row in opened().context["renewals"]] == [2, 1]


def test_page_of_a_renewal_names_what_it_made(client_of, staff, branch):
    old = ending_in(branch, 10)
    renewal = make_renewal(old, by=staff)
    response = client_of(staff).get(renewal.get_absolute_url())
    assert [row["cadre"] for row in response.context["rows"]] == [str(old.cadre)]
    assert "Batalkan perpanjangan ini?" in response.text


def test_undo_takes_back_and_the_page_keeps_the_record(client_of, staff, branch):
    old = ending_in(branch, 10)
    renewal = make_renewal(old, by=staff)
    client = client_of(staff)
    client.post(reverse("collections:renewal-undo", args=[renewal.pk]))
    page = client.get(renewal.get_absolute_url())
    assert old.cadre.agreements.count() == 1
    assert "sudah dibatalkan" in page.text
    assert [row["number"] for row in page.context["rows"]] == [renewal.agreements.get().number]


def test_undo_that_is_refused_says_why(client_of, staff, branch):
    old = ending_in(branch, -branch.today().day - 3)
    renewal = make_renewal(old, by=staff)
    make_case(old.cadre)
    client = client_of(staff)
    response = client.post(reverse("collections:renewal-undo", args=[renewal.pk]), follow=True)
    assert "mendapat binaan" in response.text
    assert old.cadre.agreements.count() == 2


def test_agreement_after_a_gap_is_still_listed(opened, branch):
    old = ending_in(branch, -5, code="K5")
    AgreementFactory(cadre=old.cadre, valid=DateRange(old.valid.upper + timedelta(days=9), None))
    assert codes(opened()) == ["K5"]
