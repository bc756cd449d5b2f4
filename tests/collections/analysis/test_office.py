"""Coverage, attendance, active cadres, rewards, reviews, branches: counted again in plain Python from single rows."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.models import Cadre
from kaderjkn.collections.models import (
    AreaFigure,
    CadreFigure,
    Closing,
    CoverageFigure,
    Review,
    RewardLine,
)
from kaderjkn.collections.reports.registry import report_named
from meetings.models import Attendance, Meeting
from tests.collections.analysis.chance_branch import BEFORE, MONTH
from tests.collections.analysis.office_facts import add_office_facts
from tests.factories import BranchFactory, CadreFactory, RegionFactory, UserFactory


@pytest.fixture
def office(chance, request):
    return add_office_facts(chance, seed=len(request.node.name))


@pytest.fixture
def closing(office):
    return Closing.objects.current().get(branch=office, month=MONTH)


# Coverage


def test_coverage_of_a_kecamatan_is_that_of_its_kelurahan(office, ask):
    answer = ask("cakupan", office)
    for row in answer.rows:
        parts = CoverageFigure.objects.filter(month=MONTH, area__parent__name=row["name"])
        for name in ("population", "registered", "active", "in_arrears"):
            assert row[name] == sum(getattr(part, name) for part in parts) > 0
        assert row["registered_share"] == Fraction(row["registered"], row["population"])
        assert row["active_share"] == Fraction(row["active"], row["registered"])
        assert row["active_of_all"] == Fraction(row["active"], row["population"])
    assert answer.total["population"] == sum(row["population"] for row in answer.rows)
    assert answer.total["active_share"] == Fraction(
        sum(row["active"] for row in answer.rows), sum(row["registered"] for row in answer.rows)
    )


def test_coverage_goes_down_to_kelurahan_and_back_in_time(office, ask):
    stored = {each.area.name: each.active for each in CoverageFigure.objects.filter(month=MONTH)}
    assert {row["name"]: row["active"] for row in ask("cakupan", office, "per=kelurahan").rows} == stored
    months = ask("cakupan", office, "per=waktu").rows
    sums = Counter()
    for each in CoverageFigure.objects.all():
        sums[each.month] += each.registered
    assert [row["registered"] for row in months] == [sums[BEFORE], sums[MONTH]]
    inside = ask("cakupan", office, "per=kelurahan&kecamatan=31.72.01")
    assert len(inside.rows) == 2


def test_in_arrears_is_unknown_where_a_part_does_not_tell(office, ask):
    part = CoverageFigure.objects.filter(month=MONTH).first()
    CoverageFigure.objects.filter(pk=part.pk).update(in_arrears=None)
    found = {row["name"]: row["in_arrears"] for row in ask("cakupan", office).rows}
    assert found[part.area.parent.name] is None
    assert ask("cakupan", office).total["in_arrears"] is None


def test_thresholds_are_settings_and_both_are_needed(office, ask, settings):
    CoverageFigure.objects.update(population=1000, registered=950, active=760, in_arrears=None)
    assert {row["uhc"] for row in ask("cakupan", office).rows} == {"tercapai"}
    settings.UHC_ACTIVE = Fraction(81, 100)
    assert {row["uhc"] for row in ask("cakupan", office).rows} == {"belum"}
    settings.UHC_ACTIVE, settings.UHC_REGISTERED = Fraction(80, 100), Fraction(96, 100)
    assert {row["uhc"] for row in ask("cakupan", office).rows} == {"belum"}


def test_more_registered_than_people_is_explained(office, ask):
    CoverageFigure.objects.update(registered=900, active=700, in_arrears=None)
    assert ask("cakupan", office).notes == []
    CoverageFigure.objects.filter(month=MONTH).update(registered=1200)
    [note] = ask("cakupan", office).notes
    assert "lebih banyak daripada penduduk" in note


def test_month_without_a_file_says_which_month_has_one(office, ask):
    CoverageFigure.objects.filter(month=MONTH).delete()
    answer = ask("cakupan", office)
    assert (answer.rows, answer.computed_at) == ([], None)
    assert "Angka terakhir: Februari 2026" in answer.empty
    rows = ask("cakupan", office, "per=waktu").rows
    assert rows[1]["registered"] is None


def test_coverage_opens_on_the_newest_month_with_figures(office, client_of):
    CoverageFigure.objects.filter(month=MONTH).delete()
    client = client_of(UserFactory(role="supervisor", branch=office))
    assert client.get(reverse("collections:analysis", args=["cakupan"])).context["question"].month == BEFORE
    CoverageFigure.objects.all().delete()
    page = client.get(reverse("collections:analysis", args=["cakupan"]))
    assert page.context["question"].month == MONTH
    assert "Impor berkas cakupan peserta" in page.content.decode()


# Attendance


def expected_attendance(branch, month):
    """Every cadre of chance has an agreement from January on, so each meeting that was not cancelled counts."""
    found = {}
    for cadre in Cadre.objects.filter(branch=branch):
        meetings = [
            meeting
            for meeting in Meeting.objects.filter(branch=branch, is_cancelled=False)
            if meeting.held_on.replace(day=1) == month
        ]
        states = Counter(Attendance.objects.filter(cadre=cadre, meeting__in=meetings).values_list("state", flat=True))
        counted = len(meetings) - states["excused"]
        rate = Fraction(states["present"] + states["made_up"], counted) if counted else None
        found[str(cadre)] = (len(meetings), states["present"], states["excused"], rate)
    return found


def test_attendance_counted_again(office, ask):
    answer = ask("kehadiran", office)
    found = {row["name"]: (row["meetings"], row["present"], row["excused"], row["rate"]) for row in answer.rows}
    assert found == expected_attendance(office, MONTH)
    outside = {row["cadre"]: row["rate"] for row in report_named("attendance").rows(office, MONTH)}
    for row in answer.rows:
        rate = outside[row["name"].split()[0]]
        assert (row["rate"] is None) == (rate is None)
        assert rate is None or abs(float(row["rate"]) - float(rate)) <= 0.00005


def test_attendance_of_a_month_is_the_sum_of_its_cadres(office, ask):
    months = ask("kehadiran", office, "per=waktu").rows
    assert [row["meetings"] for row in months] == [
        sum(meetings for meetings, *_rest in expected_attendance(office, month).values()) for month in (BEFORE, MONTH)
    ]
    assert months[1]["rate"] == ask("kehadiran", office).total["rate"]


def test_one_cadre_alone(office, ask):
    code = Cadre.objects.filter(branch=office).first().code
    for name in ("kehadiran", "kader-aktif", "imbal-jasa"):
        assert {row["name"].split()[0] for row in ask(name, office, f"kader={code}&per=kader").rows} <= {code}


def test_month_without_a_meeting_says_so(office, ask):
    Meeting.objects.filter(held_on__gte=MONTH).update(is_cancelled=True)
    assert ask("kehadiran", office).notes == ["Belum ada pertemuan yang berlangsung."]


# Active cadres


def test_active_cadres_are_those_of_the_closing(office, closing, ask):
    figures = {str(each.cadre): each for each in CadreFigure.objects.filter(closing=closing)}
    rows = {row["name"]: row for row in ask("kader-aktif", office).rows}
    for name, figure in figures.items():
        assert rows[name]["status"] == ("aktif" if figure.is_active else "tidak aktif")
        assert rows[name]["collected"] == figure.collected
    outside = {row["cadre"]: row["active"] for row in report_named("active-cadres").rows(office, MONTH)}
    assert {name.split()[0]: {"aktif": "Y", "tidak aktif": "T"}[rows[name]["status"]] for name in figures} == outside
    month = ask("kader-aktif", office, "per=waktu").rows[-1]
    assert month["active"] == sum(each.is_active for each in figures.values())
    assert month["collecting"] == sum(each.collected > 0 for each in figures.values())
    assert month["contacting"] == sum(each.contacted > 0 for each in figures.values())
    assert month["rate"] == Fraction(month["active"], len(figures))


def test_cadre_without_agreement_is_named_last_and_not_counted(office, ask):
    gone = CadreFactory(branch=office, agreement_from=BEFORE - timedelta(days=365))
    gone.agreements.update(valid=(BEFORE - timedelta(days=365), BEFORE))
    answer = ask("kader-aktif", office)
    assert answer.rows[-1]["name"] == str(gone)
    assert (answer.rows[-1]["agreement"], answer.rows[-1]["status"]) == ("tanpa perjanjian", "tidak bertugas")
    assert ask("kader-aktif", office, "per=waktu").rows[-1]["agreements"] == 3


def test_month_that_was_not_computed_knows_agreements_only(office, closing, ask):
    Review.objects.all().delete()
    Closing.objects.filter(pk=closing.pk).delete()
    row = ask("kader-aktif", office, "per=waktu").rows[-1]
    assert (row["agreements"], row["active"], row["rate"]) == (3, None, None)
    assert {each["status"] for each in ask("kader-aktif", office).rows} == {"belum dihitung"}


def test_definition_names_the_shares_of_the_policy(office, ask):
    words = " ".join(str(each.meaning) for each in ask("kader-aktif", office).definitions)
    assert "dikontak paling sedikit 50,0 %, kehadiran paling sedikit 50,0 %" in words


# Rewards


def test_rewards_are_the_closings_in_every_table(office, closing, ask):
    whole = sum(line.reward for line in RewardLine.objects.filter(closing=closing))
    assert whole > 0
    for per in ("kader", "jenis"):
        assert sum(row["reward"] for row in ask("imbal-jasa", office, f"per={per}").rows) == whole
    months = ask("imbal-jasa", office, "per=waktu").rows
    assert months[-1]["reward"] == whole
    assert sum(row["reward"] for row in report_named("rewards").rows(office, MONTH)) == whole


def test_rewards_by_kind_and_cadre_counted_again(office, closing, ask):
    kinds, cadres = Counter(), Counter()
    for line in RewardLine.objects.filter(closing=closing).select_related("cadre"):
        kind = "Pendaftaran" if line.registration_id else "Penagihan susulan" if line.late_from else "Penagihan"
        kinds[kind] += line.reward
        cadres[str(line.cadre)] += line.reward
    assert {str(row["name"]): row["reward"] for row in ask("imbal-jasa", office, "per=jenis").rows} == dict(kinds)
    assert {row["name"]: row["reward"] for row in ask("imbal-jasa", office).rows} == dict(cadres)


def test_rewards_of_a_month_that_was_not_computed_are_unknown(office, closing, ask):
    Review.objects.all().delete()
    Closing.objects.filter(pk=closing.pk).delete()
    assert ask("imbal-jasa", office).rows == []
    assert [row["reward"] is None for row in ask("imbal-jasa", office, "per=waktu").rows] == [False, True]


# Reviews


def test_reviews_of_a_month_counted_again(office, ask):
    rows = ask("tinjauan", office).rows
    for row, month in zip(rows, (BEFORE, MONTH), strict=True):
        mine = Review.objects.filter(branch=office, opened_month=month).exclude(state="withdrawn")
        states = Counter(mine.values_list("state", flat=True))
        assert row["opened"] == sum(states.values())
        assert [row[name] for name in ("waiting", "void", "continue", "coaching", "end")] == [
            states[name] for name in ("open", "void", "continue", "coaching", "end")
        ]
        assert row["excused"] == (2 if month == BEFORE else 0)
        assert row["ended"] == (1 if month == MONTH else 0)


def test_time_to_decide_is_in_days_of_the_branch_and_its_median_is_a_real_one(office, ask):
    decided = Review.objects.filter(state__in=["continue", "coaching", "end"])
    zone = office.zone
    days = sorted(
        (each.decided_at.astimezone(zone).date() - each.opened_at.astimezone(zone).date()).days for each in decided
    )
    answer = ask("tinjauan", office)
    assert answer.total["days"] == days[1]
    single = {row["days"] for row in ask("tinjauan", office, "per=tinjauan").rows}
    assert single - {None} == set(days)


def test_warning_counts_once_its_month_is_closed(office, closing, ask):
    assert [row["warned"] for row in ask("tinjauan", office).rows] == [0, 0]


# Branches


def compare(region_user, query=""):
    return region_user.get(f"{reverse('collections:analysis', args=['perbandingan-cabang'])}?periode=2026-03&{query}")


@pytest.fixture
def page(office, other_branch, regional, client_of):
    return lambda query="": compare(client_of(regional), query)


def test_branches_show_what_their_own_reports_show(office, closing, page, ask):
    [mine] = [row for row in page().context["answer"].rows if "Jakarta Utara" in row["name"]]
    own = ask("kolektabilitas", office, "per=kelurahan").total
    assert [mine[name] for name in ("cases", "target", "collected", "rate")] == [
        own[name] for name in ("cases", "target", "collected", "rate")
    ]
    assert mine["reward"] == sum(row["reward"] for row in ask("imbal-jasa", office).rows)
    assert mine["active_rate"] == ask("kader-aktif", office, "per=waktu").rows[-1]["rate"]
    assert mine["registered_share"] == ask("cakupan", office).total["registered_share"]
    assert mine["reviews"] == ask("tinjauan", office).rows[-1]["opened"]
    assert mine["collected"] == sum(each.collected for each in AreaFigure.objects.filter(closing=closing))


def test_branch_that_was_not_computed_stands_there_without_figures(page, other_branch):
    for order in ("cabang", "kolektabilitas", "cakupan"):
        answer = page(f"urut={order}").context["answer"]
        [other] = [row for row in answer.rows if row["name"] == str(other_branch)]
        assert other["state"] == "belum dihitung"
        assert [other[name] for name in ("cases", "collected", "rate", "reward", "reviews")] == [None] * 5
        assert str(other_branch) in answer.notes[0]
    assert answer.rows[-1] == other


def test_comparison_names_nobody_and_no_other_region(page, office):
    strangers = BranchFactory(code="0801", region=RegionFactory(name="Kedeputian Wilayah II"))
    words = page().content.decode()
    assert strangers.name not in words
    assert not any(cadre.name in words for cadre in Cadre.objects.filter(branch=office))


@pytest.mark.parametrize("role", ["supervisor", "staff"])
def test_comparison_is_the_regions(client_of, office, role):
    assert compare(client_of(UserFactory(role=role, branch=office))).status_code == 403


@pytest.mark.parametrize("file_format", ["xlsx", "pdf"])
def test_comparison_goes_into_files(page, file_format):
    response = page(f"format={file_format}")
    assert response.status_code == 200
    assert f"perbandingan-cabang-cabang-2026-03.{file_format}" in response["Content-Disposition"]


def test_queries_do_not_grow_with_branches(page, regional):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page()
        return len(found)

    first = queries()
    for code in ("0906", "0907", "0908"):
        BranchFactory(code=code, region=regional.region)
    assert queries() == first <= 30
