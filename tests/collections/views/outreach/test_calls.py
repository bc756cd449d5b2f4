"""The pages of the call list: what is seen, what is masked, what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.actions.holds import set_hold
from kaderjkn.collections.models import CallEntry, OfficeContact
from kaderjkn.collections.outreach.actions.calls import take_next
from kaderjkn.common.models import AccessLog, JobRun
from tests.collections.builders import make_case, make_contact, make_list, month_of
from tests.collections.outreach.builders import make_call, make_listed
from tests.collections.outreach.worlds import TODAY
from tests.factories import UserFactory

LIST = "/telepon/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def url(name, entry):
    return reverse(f"collections:{name}", args=[entry.pk])


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_list_shows_who_is_to_be_called_without_names_and_numbers(office, entry):
    page = office.get(LIST).text
    assert "B*** " in page
    assert "Budi" not in page
    assert entry.phone not in page


def test_list_that_is_not_made_yet_says_so_and_offers_it(office, branch):
    make_listed(branch)
    assert "Daftar panggil belum disusun" in office.get(LIST).text
    office.post(reverse("collections:call-fill"))
    assert JobRun.objects.get().kind == "fill_call_list"


def test_branch_without_a_list_is_told_how_to_begin(office, branch):
    assert "Belum ada daftar tunggakan" in office.get(LIST).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?q=Wati", 1),
        ("?q=Wa", 0),
        ("?state=due", 2),
        ("?state=done", 0),
        ("?officer=none", 2),
        ("?officer=x", 0),
    ],
)
def test_search_and_filters(office, entries, query, found):
    entries(1, name="Sri Wati")
    entries(1, name="Joko")
    assert len(office.get(LIST + query).context["rows"]) == found


def test_officers_filter_their_own_queue(office, entries, staff):
    first, _second = entries(2)
    CallEntry.objects.filter(pk=first.pk).update(officer=staff)
    assert [row["url"] for row in office.get(f"{LIST}?officer={staff.pk}").context["rows"]] == [
        first.get_absolute_url()
    ]


def test_day_at_the_telephone(office, entry, staff):
    """Take a household, open its number, note a promise; the number is seen only after it was opened."""
    answer = office.post(reverse("collections:call-take"))
    assert answer["Location"] == entry.get_absolute_url()
    assert entry.phone not in office.get(entry.get_absolute_url()).text
    office.post(url("call-open", entry))
    assert f"tel:{entry.phone}" in office.get(entry.get_absolute_url()).text
    assert AccessLog.objects.get().by == staff
    facts = {"uuid": uuid4(), "result": "promised", "promised_on": "2026-11-20", "promised_amount": "105000"}
    assert office.post(entry.get_absolute_url(), facts)["Location"] == LIST
    call = OfficeContact.objects.get()
    assert (call.recorded_by, call.promised_amount) == (staff, 105_000)
    history = office.get(entry.household.get_absolute_url()).text
    assert "Telepon dari kantor: Berjanji membayar" in history
    assert "Janji membayar sampai" in history


def test_bad_result_is_said_and_what_was_typed_stays(office, entry, staff):
    take_next(by=staff)
    answer = office.post(entry.get_absolute_url(), {"uuid": uuid4(), "result": "promised", "note": "minta waktu"})
    assert "Tulis tanggal janji membayar" in answer.text
    assert "minta waktu" in answer.text
    assert not OfficeContact.objects.exists()


def test_result_while_another_officer_calls_is_refused_and_stays_on_the_page(office, entry, other_officer):
    take_next(by=other_officer)
    answer = office.post(entry.get_absolute_url(), {"uuid": uuid4(), "result": "reached", "note": "sudah bicara"})
    assert "sedang ditelepon Rina" in answer.text
    assert "sudah bicara" in answer.text


def test_page_of_another_officers_household_has_no_form_and_no_number(office, entry, other_officer):
    take_next(by=other_officer)
    page = office.get(entry.get_absolute_url()).text
    assert "Sedang ditelepon petugas lain" in page
    assert "Simpan hasil" not in page


def test_quiet_hours_are_said_and_no_household_is_offered(office, entry, clock):
    clock(hour=21)
    page = office.get(LIST).text
    assert "Jam tenang (20.00–07.00)" in page
    assert "Ambil keluarga berikutnya" not in page
    assert office.post(reverse("collections:call-take"))["Location"] == LIST
    assert CallEntry.objects.get().leased_by is None


def test_week_that_is_full_is_said_before_the_household_is_taken(office, entry, cadre):
    """Two contacts of a cadre and one of the office make the three of the week; what is older does not count."""
    case = make_case(cadre, household=entry.household, month=date(2026, 10, 1))
    for ago in (0, 6, 7):
        make_contact(case, cadre, TODAY - timedelta(days=ago))
    assert "Sudah cukup dihubungi" not in office.get(entry.get_absolute_url()).text
    make_call(entry.household, TODAY - timedelta(days=1))
    page = office.get(entry.get_absolute_url()).text
    assert "Dalam tujuh hari sudah 3 kontak, batasnya 3." in page
    assert "Ambil keluarga ini" in page


def test_household_on_hold_is_named_so_and_not_offered(office, entry, staff, branch):
    set_hold(household=entry.household, reason="do_not_contact", starts_on=branch.today(), by=staff)
    page = office.get(entry.get_absolute_url()).text
    assert "jangan dihubungi" in page
    assert "Ambil keluarga ini" not in page


def test_sharing_page_deals_and_says_how_many(office, entries, staff, other_officer):
    entries(3)
    answer = office.post(
        reverse("collections:call-share"), {"source": "none", "officers": [other_officer.pk]}, follow=True
    )
    assert "3 keluarga dipindahkan." in answer.text


def test_sharing_with_another_branchs_officer_is_refused(office, entry, other_branch):
    stranger = UserFactory(role="staff", branch=other_branch)
    answer = office.post(reverse("collections:call-share"), {"source": "none", "officers": [stranger.pk]})
    assert answer.status_code == 200
    assert CallEntry.objects.get().officer is None


def test_progress_page_adds_up(office, entry, staff, branch):
    make_call(entry.household, branch.today(), by=staff)
    page = office.get(reverse("collections:call-progress"))
    assert (page.context["total"]["calls"], page.context["total"]["reached"]) == (1, 0)
    assert "Hari pertama lebih akhir" in office.get("/telepon/kemajuan/?first=2026-11-10&last=2026-11-01").text


@pytest.mark.parametrize("name", ["call-list", "call-share", "call-progress"])
def test_one_row_and_three_take_the_same_queries(office, entries, staff, other_officer, name):
    for count, officer in ((1, staff), (2, other_officer)):
        made = entries(count)
        CallEntry.objects.filter(pk__in=[one.pk for one in made]).update(officer=officer)
        make_call(made[0].household, officer.branch.today(), by=officer)
        if count == 1:
            before = queries(office, reverse(f"collections:{name}"))
    assert queries(office, reverse(f"collections:{name}")) == before


def test_one_call_and_three_take_the_same_queries_on_the_page(office, entry, branch, staff):
    make_call(entry.household, branch.today(), by=staff)
    before = queries(office, entry.get_absolute_url())
    for _each in range(2):
        make_call(entry.household, branch.today(), by=staff)
    assert queries(office, entry.get_absolute_url()) == before


def test_page_before_the_new_list_is_filled_gives_nobody_out(client_of, staff, entry, branch, clock):
    clock(date(2026, 12, 1))
    make_list(branch, month_of(branch))
    office = client_of(staff)
    assert office.post(reverse("collections:call-take"))["Location"] == LIST
    assert "Daftar panggil belum disusun" in office.get(LIST).text
