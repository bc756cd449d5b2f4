"""Arrears by place and age: the rows of the list counted again, and what the outside reports say."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from kaderjkn.collections.analysis.sums.computing import summarise
from kaderjkn.collections.reports.registry import report_named
from tests.collections.analysis import recount
from tests.collections.analysis.chance_branch import BEFORE, MONTH
from tests.collections.builders import make_case, make_period

MEASURES = {"rupiah": "amount", "keluarga": None, "peserta": "members"}


def counted(branch, month, name_of, measure):
    """By the name of a place, of one month's list."""
    found = Counter()
    for row in recount.listed(branch, month):
        key = MEASURES[measure]
        found[name_of(row.area)] += getattr(row, key) if key else 1
    return found


def kelurahan(area):
    return area.name if area else "(belum ditempatkan)"


def kecamatan(area):
    return area.parent.name if area else "(belum ditempatkan)"


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("per", "name_of"), [("kelurahan", kelurahan), ("kecamatan", kecamatan)])
def test_places_are_the_lists_of_both_months(chance, ask, per, name_of, measure):
    answer = ask("tunggakan-wilayah", chance, f"per={per}&nilai={measure}&sebelum=3")
    before, now = (counted(chance, month, name_of, measure) for month in (BEFORE, MONTH))
    assert {row["place"]: (row["2026-02"], row["2026-03"]) for row in answer.rows} == {
        name: (before[name], now[name]) for name in before | now
    }
    for row in answer.rows:
        assert row["change"] == row["2026-03"] - row["2026-02"]
        assert row["change_rate"] == (Fraction(row["change"], row["2026-02"]) if row["2026-02"] else None)
    assert answer.total["2026-03"] == now.total()


def test_total_is_that_of_the_outside_report(chance, ask):
    outside = report_named("arrears-by-kecamatan").rows(chance, MONTH)[-1]
    totals = [ask("tunggakan-wilayah", chance, f"nilai={measure}").total["2026-03"] for measure in MEASURES]
    assert totals == [outside["amount"], outside["households"], outside["participants"]]


def test_kecamatan_narrows_to_its_kelurahan(chance, ask):
    answer = ask("tunggakan-wilayah", chance, "per=kelurahan&kecamatan=31.72.01&nilai=keluarga")
    inside = [row for row in recount.listed(chance, MONTH) if row.area and row.area.parent.code == "31.72.01"]
    assert sum(row["2026-03"] for row in answer.rows) == len(inside)


def test_month_without_a_list_is_unknown_and_not_zero(branch, cadre, ask):
    for month in (date(2026, 1, 1), MONTH):
        make_case(cadre, month=month, area=None)
        summarise(branch=branch, month=month)
    make_period(branch, BEFORE)
    summarise(branch=branch, month=BEFORE)
    total = ask("tunggakan-wilayah", branch, "sebelum=3&per=kelurahan").total
    assert (total["2026-01"], total["2026-02"], total["2026-03"]) == (600_000, None, 600_000)
    assert total["change"] is None


def test_buckets_are_the_list(chance, ask):
    now = recount.listed(chance, MONTH)
    households, rupiah = Counter(), Counter()
    for row in now:
        households[recount.bucket(row.months)] += 1
        rupiah[recount.bucket(row.months)] += row.amount
    answer = ask("tunggakan-umur", chance)
    leasts = sorted({0, 1, 2, 4, 7, 13, 19, 25} if 0 in households else {1, 2, 4, 7, 13, 19, 25})
    assert [(row["households"], row["amount"]) for row in answer.rows] == [(households[n], rupiah[n]) for n in leasts]
    assert [row["bucket"] for row in answer.rows][-7:] == [
        "1 bulan",
        "2–3 bulan",
        "4–6 bulan",
        "7–12 bulan",
        "13–18 bulan",
        "19–24 bulan",
        "Lebih dari 24 bulan",
    ]
    assert sum(row["amount_share"] for row in answer.rows) == 1


def test_classes_and_months_add_up_to_the_buckets(chance, ask):
    plain = [row["households"] for row in ask("tunggakan-umur", chance).rows]
    by_class = ask("tunggakan-umur", chance, "per=kelas&nilai=keluarga").rows
    columns = [key for key in by_class[0] if key.startswith("class_")]
    assert [row["all"] for row in by_class] == plain
    assert [sum(row[key] for key in columns) for row in by_class] == plain
    for key in columns:
        care_class = None if key == "class_None" else int(key[-1])
        of_class = [row for row in recount.listed(chance, MONTH) if row.care_class == care_class]
        assert sum(row[key] for row in by_class) == len(of_class)
    by_month = ask("tunggakan-umur", chance, "per=waktu&nilai=keluarga&sebelum=3").rows
    assert sum(row["2026-02"] for row in by_month) == len(recount.listed(chance, BEFORE))
