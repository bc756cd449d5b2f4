"""The coverage file: what it brings, what it refuses, what it only points out; replaced and taken back."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from kaderjkn.collections.coverage.imports.coverage import KIND
from kaderjkn.collections.models import CoverageFigure
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.take_in import take_in
from kaderjkn.common.imports.undo import undo_import
from kaderjkn.common.models import Area
from tests.collections.coverage.conftest import HEADINGS
from tests.factories import AreaFactory, UserFactory

FIGURES = ("population", "registered", "active", "in_arrears")


def stored(**which):
    rows = CoverageFigure.objects.filter(**which).order_by("month", "area__code")
    return [(f"{row.month:%Y-%m}", row.area.code, *(getattr(row, name) for name in FIGURES)) for row in rows]


def reasons(intake):
    return [(row["line"], row["reason"]) for row in intake.rejected]


def test_a_row_is_an_area_in_a_month(take):
    intake = take("2026-02,31.72.03,1000,970,737,200", '03/2026,317204,"5.500.000",5300000,4028000,')
    assert intake.counts == {"baru": 2, "diganti": 0}
    assert stored() == [
        ("2026-02", "31.72.03", 1000, 970, 737, 200),
        ("2026-03", "31.72.04", 5_500_000, 5_300_000, 4_028_000, None),
    ]
    assert set(CoverageFigure.objects.values_list("run", "level")) == {(intake.run.pk, "kecamatan")}


@pytest.mark.parametrize("code", ["31.72", "31.72.04", "31.72.04.1001"])
def test_city_kecamatan_and_kelurahan_are_taken(take, code):
    assert take(f"2026-03,{code},10,9,8,1").run.rows_accepted == 1


def test_wrong_rows_are_refused_each_with_its_reason_and_the_others_taken(take, other_branch):
    AreaFactory(code="31.73.01", name="Kembangan", level="kecamatan", branch=other_branch)
    intake = take(
        "2026-03,31.72.03,1000,900,800,50",
        "2026-03,31.72.03,1000,900,800,50",
        "2026-03,31.73.01,1000,900,800,50",
        "2026-03,31.72.04,1000,900,901,50",
        "2026-02,31.72.04,1000,900,800,901",
        "2026-05,31.72.04,1000,900,800,1",
        "2026-03,31.72.04,1000,,800,1",
        "2026-03,31.72.04,1000,-5,0,0",
    )
    assert stored() == [("2026-03", "31.72.03", 1000, 900, 800, 50)]
    found = dict(reasons(intake))
    assert list(found) == [3, 4, 5, 6, 7, 8, 9]
    assert "sudah ada di baris 2" in found[3]
    assert "bukan kabupaten/kota, kecamatan, atau kelurahan cabang ini" in found[4]
    assert "aktif lebih banyak" in found[5]
    assert "menunggak lebih banyak" in found[6]
    assert "belum mulai" in found[7]


def test_city_without_a_kecamatan_of_the_branch_is_refused(take):
    AreaFactory(code="31.74", name="Jakarta Selatan", level="kota", branch=None)
    assert take("2026-03,31.72.03,10,9,8,", "2026-03,31.74,10,9,8,").run.rows_rejected == 1


def test_more_registered_than_people_is_taken_and_pointed_out(take):
    intake = take("2026-03,31.72.03,1000,1100,800,50", "2026-03,31.72.04,1000,900,800,150")
    assert (intake.run.rows_accepted, intake.run.warnings) == (2, 2)
    assert len(stored()) == 2


def test_running_month_is_taken_with_a_warning(take):
    intake = take("2026-04,31.72.03,1000,900,800,50")
    assert (intake.run.rows_accepted, intake.run.warnings) == (1, 1)


def test_levels_are_not_mixed_in_a_month(take):
    intake = take(
        "2026-03,31.72.03,1000,900,800,", "2026-03,31.72.04.1001,1000,900,800,", "2026-02,31.72.04.1001,10,9,8,"
    )
    [(line, reason)] = reasons(intake)
    assert line == 3
    assert "harus setingkat" in reason
    later = take("2026-03,31.72.03.1001,1000,900,800,", "2026-01,31.72.03.1001,1000,900,800,", name="lain.csv")
    [(line, reason)] = reasons(later)
    assert line == 2
    assert f"batalkan impor nomor {intake.run.pk} dulu" in reason


def test_a_second_file_takes_the_place_of_its_rows_and_the_trail_keeps_the_earlier(take):
    first = take("2026-03,31.72.03,1000,900,800,50", "2026-03,31.72.04,500,400,300,20")
    second = take("2026-03,31.72.03,1000,910,820,40", name="perbaikan.csv")
    assert second.counts == {"baru": 0, "diganti": 1}
    assert stored() == [("2026-03", "31.72.03", 1000, 910, 820, 40), ("2026-03", "31.72.04", 500, 400, 300, 20)]
    trail = CoverageFigure.pgh_event_models["insert"].objects.filter(area__code="31.72.03").order_by("pgh_id")
    assert [(each.registered, each.run_id) for each in trail] == [(900, first.run.pk), (910, second.run.pk)]


def test_a_file_is_taken_back_to_what_stood_before(take, supervisor):
    first = take("2026-03,31.72.03,1000,900,800,50")
    second = take("2026-03,31.72.03,1000,910,820,40", "2026-03,31.72.04,500,400,300,20", name="kedua.csv")
    assert undo_import(run_id=second.run.pk, by=supervisor) == {"restored": 1, "removed": 1}
    assert stored(run=first.run) == stored() == [("2026-03", "31.72.03", 1000, 900, 800, 50)]
    undo_import(run_id=first.run.pk, by=supervisor)
    assert stored() == []


def test_what_was_itself_taken_back_does_not_return(take, supervisor):
    first = take("2026-03,31.72.03,1000,900,800,50")
    second = take("2026-03,31.72.03,1000,910,820,40", name="kedua.csv")
    third = take("2026-03,31.72.03,1000,920,830,30", name="ketiga.csv")
    undo_import(run_id=second.run.pk, by=supervisor)
    assert stored() == [("2026-03", "31.72.03", 1000, 920, 830, 30)]
    undo_import(run_id=third.run.pk, by=supervisor)
    assert stored(run=first.run) == [("2026-03", "31.72.03", 1000, 900, 800, 50)]


def test_command_reports_what_it_took(branch, places, tmp_path, capsys):
    path = tmp_path / "cakupan.csv"
    path.write_text("Bulan;Kode Wilayah;Jumlah Penduduk;Jumlah Peserta;Aktif\n2026-03;31.72.03;1000;970;737\n")
    call_command("import_coverage", str(path), "--branch", "0905")
    assert "1 baris diterima, 0 ditolak" in capsys.readouterr().out
    assert stored() == [("2026-03", "31.72.03", 1000, 970, 737, None)]


def test_template_names_the_branchs_kecamatan_and_is_itself_understood(branch, places, staff, client_of, tmp_path):
    response = client_of(staff).get(reverse("import-template", args=["coverage"]))
    assert "contoh-coverage.xlsx" in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    lines = list(book.active.iter_rows(values_only=True))
    assert list(lines[0]) == HEADINGS.split(",")
    assert [line[1] for line in lines[1:]] == ["31.72.03", "31.72.04"]
    for line in (2, 3):
        for column, value in ((3, 1000), (4, 900), (5, 800)):
            book.active.cell(line, column).value = value
    book.save(tmp_path / "terisi.xlsx")
    assert take_in(Intake(KIND, branch), tmp_path / "terisi.xlsx").run.rows_accepted == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"registered": 700},
        {"in_arrears": 901},
        {"population": -1},
        {"month": date(2026, 3, 2)},
        {"level": "provinsi"},
        {"area": "31.72.03"},
        {"area": "31.72.04.1001", "level": "kelurahan"},
    ],
)
def test_database_refuses_what_cannot_be(take, branch, wrong):
    run = take("2026-03,31.72.03,1000,900,800,50").run
    values = {"month": date(2026, 3, 1), "area": "31.72.04", "level": "kecamatan", "in_arrears": 50}
    values |= {"population": 1000, "registered": 900, "active": 800} | wrong
    values["area"] = Area.objects.get(code=values["area"])
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageFigure.objects.create(branch=branch, run=run, **values)


def test_office_and_region_see_figures_of_their_own_branches(take, branch, regional, other_branch, supervisor):
    take("2026-03,31.72.03,1000,900,800,50")
    stranger = UserFactory(role="supervisor", branch=other_branch)
    assert CoverageFigure.objects.visible_to(supervisor).count() == 1
    assert CoverageFigure.objects.visible_to(regional).count() == 1
    assert CoverageFigure.objects.visible_to(stranger).count() == 0
