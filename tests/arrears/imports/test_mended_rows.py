"""Rejected rows come again, mended: only they are taken in, and the rows taken before stay."""

import pytest

from arrears.models import ArrearsList, ListedHousehold, ListRow
from kaderjkn.common.errors import Refused
from kaderjkn.common.imports import applying
from kaderjkn.common.imports.undo import undo_import
from tests.arrears.imports.conftest import HEADINGS, person

MENDED = f"baris,{HEADINGS},alasan_ditolak"


def mended(row: str) -> str:
    return f"3,{row},bulan_menunggak: …"


def cards() -> list[int]:
    return [
        int(card)
        for card in ListRow.objects.filter(list__state="in_force").values_list("card", flat=True).order_by("card")
    ]


def test_mended_rows_join_the_list_in_force(take):
    first = take(person(1, kk=1), person(2, kk=1, head="T", months="enam"), person(3, kk=3))
    take(mended(person(2, kk=1, head="T")), mends=first.run, headings=MENDED)
    assert cards() == [1, 2, 3]
    family = ListedHousehold.objects.get(list__state="in_force", key=f"{1:016}")
    assert (family.members, family.amount, family.head_card) == (2, 420_000, f"{1:013}")


def test_warnings_about_rows_taken_before_are_not_said_again(take):
    first = take(person(1, kk=1, place="Antah"), person(2, kk=2, months="enam"))
    second = take(mended(person(2, kk=2)), mends=first.run, headings=MENDED)
    assert (first.run.warnings, second.run.warnings, second.run.summary["issues"]) == (1, 0, [])


def test_undo_of_mended_rows_leaves_the_list_as_it_was(take, staff):
    first = take(person(1, kk=1), person(2, kk=1, head="T", months="enam"))
    second = take(mended(person(2, kk=1, head="T")), mends=first.run, headings=MENDED)
    undo_import(run_id=second.run.pk, by=staff)
    assert cards() == [1]
    assert ArrearsList.objects.in_force().get().run == first.run


def test_mended_before_it_was_applied_both_parts_are_applied_at_once(check, take):
    first = check(person(1, kk=1), person(2, kk=1, head="T", months="enam"), person(3, kk=3))
    second = check(mended(person(2, kk=1, head="T")), mends=first.run, headings=MENDED)
    assert (second.run.rows_read, second.run.staged_rows) == (1, 3)
    applying.apply(second)
    first.run.refresh_from_db()
    assert cards() == [1, 2, 3]
    assert (first.run.state, ArrearsList.objects.count()) == ("discarded", 1)


def test_row_that_is_on_the_list_already_is_rejected_again(take):
    first = take(person(1, kk=1), person(1, kk=2), person(3, kk=3))
    with pytest.raises(Refused, match="sudah ada pada daftar yang diperbaiki"):
        take(mended(person(1, kk=2)), mended(person(1, kk=2)), mends=first.run, headings=MENDED)
    assert cards() == [1, 3]


def test_mended_rows_sent_as_a_whole_list_are_refused(take):
    take(person(1, kk=1), person(2, kk=1, months="enam"))
    with pytest.raises(Refused, match="Unggah perbaikan"):
        take(mended(person(2, kk=1)), headings=MENDED)
    assert cards() == [1]


def test_rows_for_a_list_that_was_replaced_are_refused(take):
    first = take(person(1, kk=1), person(2, kk=1, months="enam"))
    take(person(1, kk=1), person(7, kk=7))
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        take(mended(person(2, kk=1)), mends=first.run, headings=MENDED)
