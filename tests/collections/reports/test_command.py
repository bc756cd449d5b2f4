"""`report NAME`: to the screen, to a file, refused with a sentence."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests.collections import builders

MONTH = date(2026, 3, 1)


@pytest.fixture
def report(cadre):
    builders.make_figure(builders.make_closing(cadre.branch, MONTH, state="closed"), cadre)

    def run(*options, name="collectability", branch="0905", period="2026-03"):
        out, err = io.StringIO(), io.StringIO()
        call_command("report", name, "--branch", branch, "--period", period, *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def test_table_is_what_a_person_gets(report, cadre):
    assert cadre.code in report()[0]


def test_csv_and_json_on_the_screen(report, cadre):
    rows = list(csv.DictReader(io.StringIO(report("--format", "csv")[0])))
    assert [(row["cadre"], row["rate"]) for row in rows] == [(cadre.code, "0.5000")]
    assert json.loads(report("--format", "json")[0])[0]["collected"] == 600_000


@pytest.mark.parametrize("file_format", ["table", "csv", "json", "xlsx"])
def test_every_format_to_a_file(report, tmp_path, file_format):
    path = tmp_path / f"laporan.{file_format}"
    assert "1 baris" in report("--format", file_format, "--output", str(path))[0]
    assert path.stat().st_size
    if file_format == "xlsx":
        assert load_workbook(path).active["D2"].value == 600_000


def test_what_cannot_be_written_is_refused(report, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        report("--output", str(tmp_path / "tidak" / "ada.csv"))
    with pytest.raises(CommandError, match="--output"):
        report("--format", "xlsx")


def test_unknown_month_is_said_and_is_no_error(report):
    assert "belum ada periode 2020-01" in report(period="2020-01")[1]


@pytest.mark.parametrize("wrong", [{"branch": "9999"}, {"period": "2026"}])
def test_unknown_branch_and_bad_month_are_refused(report, wrong):
    with pytest.raises(CommandError):
        report(**wrong)
