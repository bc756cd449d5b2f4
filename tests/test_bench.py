"""The bench measures what it says: the same lists every time, the same rows on both sides, no miss hidden."""

import csv
from collections import Counter
from datetime import date
from itertools import groupby, islice

import openpyxl
import pytest
from django.db import transaction

from bench import faults, floor, lists
from bench.bank_files import payments, write_payments
from bench.database import MONTH, NEXT_MONTH, add_branch
from bench.files import write_list
from bench.lines import Line
from bench.pipeline import upload
from bench.table import BEGIN, END, as_report, as_table, verdict, write_into
from kaderjkn.common import jobs
from kaderjkn.common.imports.uploads import request_apply
from kaderjkn.common.models import ImportRun
from kaderjkn.common.sql_jobs import fetch_all

ROWS = 3_500  # enough for every kind of bad row
OF_THEIR_OWN = "'{id,household_id,list_id,run_id,reverses_id,nik_hash,imported_at}'::text[]"
TABLES = {
    "households": "SELECT key FROM arrears_household",
    "keys": "SELECT alias.key, household.key AS of FROM arrears_householdkey AS alias"
    " JOIN arrears_household AS household ON household.id = alias.household_id",
    "periods": "SELECT month, state FROM common_period",
    "lists": "SELECT month, data_date, state FROM arrears_arrearslist",
} | {
    table: f"SELECT household.key AS of, to_jsonb(each) - {OF_THEIR_OWN} AS row FROM {table} AS each"  # noqa: S608
    " LEFT JOIN arrears_household AS household ON household.id = each.household_id"
    for table in ("arrears_listedhousehold", "arrears_listrow", "arrears_participant", "arrears_payment")
}


# Lists


def test_lists_are_the_same_every_time_and_begin_alike():
    longer = list(lists.first_month(400))
    assert list(lists.first_month(400)) == longer
    assert list(lists.first_month(250)) == longer[:250]
    assert [len(row.cells) for row in longer] == [len(lists.COLUMNS)] * 400


def test_every_kind_of_bad_row_is_there_and_they_are_half_a_percent():
    found = Counter(row.fault for row in lists.first_month(ROWS))
    good = found.pop("")
    assert found.keys() == set(faults.KINDS)
    assert 0.004 < 1 - good / ROWS < 0.006


def test_good_cards_and_family_cards_are_used_once():
    rows = [row.cells for row in lists.first_month(20_000) if not row.fault]
    cards = Counter(cells[1] for cells in rows)
    families = Counter(key for key, _rows in groupby(rows, key=lambda cells: cells[0] or cells[1]))
    assert (max(cards.values()), max(families.values())) == (1, 1)
    assert {len(card) for card in cards} == {13}


def by_family(rows):
    """What the list says of each household, by KK or the card of somebody who is alone."""
    families = {}
    for row in rows:
        families.setdefault(row.cells[0] or row.cells[1], []).append(row)
    return families


def test_next_month_changes_a_twentieth_of_the_households_and_few_come_or_go():
    before, after = by_family(lists.first_month(20_000)), by_family(lists.next_month(20_000))
    both = before.keys() & after.keys()
    changed = sum(before[key] != after[key] for key in both)
    assert changed / len(both) == pytest.approx(0.05, abs=0.002)
    assert len(before.keys() - both) / len(before) == pytest.approx(0.004, abs=0.001)
    assert len(after.keys() - both) == pytest.approx(len(before.keys() - both), abs=1)


def test_amounts_fit_class_and_months():
    rates = {1: 150_000, 2: 100_000, 3: 35_000}
    rows = [row.cells for row in lists.first_month(1_000) if not row.fault]
    assert all(cells[13] == rates[cells[6]] * min(cells[12], 24) for cells in rows)


def test_workbook_holds_the_cells_of_the_csv(tmp_path):
    files = write_list(lists.first_month(600), tmp_path, "list", workbook=True)
    sheet = openpyxl.load_workbook(files.xlsx).active
    with files.csv.open(encoding="utf-8", newline="") as stream:
        expected = list(csv.reader(stream))
    assert [
        ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
    ] == expected
    assert {type(cell) for cell in next(islice(sheet.iter_rows(min_row=2, values_only=True), 1))} == {str, int}


def test_payments_take_some_back_and_half_a_percent_is_bad():
    rows = list(payments(20_000, NEXT_MONTH))
    assert len(rows) == 6_000
    assert sum(is_bad for _cells, is_bad in rows) == 30
    assert sum(cells[8] != "" for cells, _is_bad in rows) == 12


# Floor and program


def take_in(kind, path, month):
    """The program's way, in this process."""
    job = upload(kind, path, month)
    jobs.execute_job(job.pk)
    run = ImportRun.objects.get(pk=job.subject)
    jobs.execute_job(request_apply(run=run, by=run.by).pk)
    run.refresh_from_db()
    return run


def contents():
    return {name: sorted(map(str, fetch_all(query))) for name, query in TABLES.items()}


@pytest.mark.django_db
def test_floor_and_program_write_the_same_rows(tmp_path):
    add_branch()
    first = write_list(lists.first_month(ROWS), tmp_path, "first")
    later = write_list(lists.next_month(ROWS), tmp_path, "next")
    bank = write_payments(ROWS, NEXT_MONTH, tmp_path)
    with transaction.atomic():
        floor.write("first", first.floor, MONTH)
        floor.write("next", later.floor, NEXT_MONTH)
        floor.write("payments", bank.floor, NEXT_MONTH)
        expected = contents()
        transaction.set_rollback(True)
    runs = [take_in("arrears", first.csv, MONTH), take_in("arrears", later.csv, NEXT_MONTH)]
    runs.append(take_in("payments", bank.csv, NEXT_MONTH))
    assert [(run.state, run.rows_read, run.rows_accepted) for run in runs] == [
        ("applied", files.rows, files.good) for files in (first, later, bank)
    ]
    written = contents()
    assert len(expected["arrears_listrow"]) == first.good + later.good
    assert len(expected["arrears_payment"]) == bank.good
    for name in TABLES:
        assert written[name] == expected[name], name


# The table


def test_table_marks_a_miss_and_says_by_how_much():
    met = Line("first list", 10.0, 19.0, 1.9, rows=1000, limit=2.0)
    missed = Line("next month", 10.0, 23.0, 2.3, rows=1000, limit=2.0)
    slower = Line("other tool", 27.0, 10.0, 2.7, limit=3.0, at_least=True)
    memory = Line("memory", peak_mb=330, limit=300, judged="peak_mb")
    table = as_table([met, missed, slower, memory])
    assert [verdict(line) for line in (met, missed, slower, memory)] == [
        "met",
        "MISS by 15 %",
        "MISS by 10 %",
        "MISS by 10 %",
    ]
    assert len({len(row) for row in table.splitlines()}) == 1
    assert "≥ 3" in table


def test_a_miss_by_a_hair_is_a_miss():
    assert verdict(Line("x", ratio=2.0001, limit=2.0)) == "MISS by 1 %"


def test_report_goes_between_the_marks(tmp_path):
    document = tmp_path / "benchmarks.md"
    document.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n", encoding="utf-8")
    write_into(document, "new")
    write_into(document, "newer")
    assert document.read_text(encoding="utf-8") == f"Before.\n{BEGIN}\nnewer\n{END}\nAfter.\n"


def test_the_report_says_whether_the_best_or_the_middle_of_the_runs_counts():
    day = date(2026, 11, 27)
    heads = [as_report("x", {}, [], 3, day, is_best=is_best).splitlines()[0] for is_best in (False, True)]
    assert [head.split(", ")[-1] for head in heads] == ["median of 3 runs of every act", "best of 3 runs of every act"]
