"""What the preview of a list says, and that applying then does just that."""

from datetime import date

import pytest

from arrears.actions.cases import assign_cases
from arrears.list_presenter import present_list
from arrears.models import ArrearsList, Case, CaseTouch
from kaderjkn.common.errors import OutOfDate
from kaderjkn.common.imports import applying
from tests.arrears.imports.conftest import MONTH, person
from tests.factories import TerritoryFactory


@pytest.fixture
def territory(cadre, koja):
    return TerritoryFactory(cadre=cadre, area=koja)


def test_first_list_tells_new_households_and_coming_cases(check, territory):
    intake = check(person(1, kk=1), person(2, kk=1, head="T"), person(3, kk=2, months=2, amount=70_000))
    preview = intake.run.summary["preview"]
    assert preview["act"] == "first"
    assert preview["compared"] is None
    assert preview["households"] == {"new": 2, "changed": 0, "unchanged": 0, "leaving": 0}
    assert preview["statuses"] == {"assigned": 1, "below_band": 1}
    assert [(row["code"], row["added"], row["amount"]) for row in preview["cadres"]] == [("0905-01", 1, 420_000)]
    assert [(row["name"], row["households"], row["participants"], row["amount"]) for row in preview["districts"]] == [
        ("Koja", 2, 3, 490_000)
    ]
    assert not ArrearsList.objects.exists()


def test_correction_tells_what_changes_and_which_cases_go(check, take, branch, territory):
    take(person(1, kk=1), person(2, kk=2), person(3, kk=3), person(4, kk=4))
    assign_cases(branch=branch, month=MONTH)
    touched = Case.objects.get(key=f"{4:016}")
    CaseTouch.objects.create(case=touched, kind="contact")
    intake = check(person(1, kk=1), person(2, kk=2, months=7, amount=245_000), person(5, kk=5))
    preview = intake.run.summary["preview"]
    assert preview["act"] == "correction"
    assert preview["households"] == {"new": 1, "changed": 1, "unchanged": 1, "leaving": 2}
    [cadre] = preview["cadres"]
    assert (cadre["added"], cadre["removed"], cadre["gone"]) == (1, 1, 1)
    foretold = intake.run.summary["counts"]
    applying.apply(intake)
    assert intake.run.summary["counts"] == foretold
    assert sorted(Case.objects.values_list("key", flat=True)) == [f"{kk:016}" for kk in (1, 2, 4)]


def test_list_that_most_have_left_raises_an_alarm(check, take):
    assert present_list(take(*(person(n, kk=n) for n in range(1, 6))).run)["alarm"] == ""
    part_of_it = check(person(1, kk=1), person(2, kk=2))
    assert present_list(part_of_it.run)["alarm"].startswith("3 keluarga keluar dari daftar")


def test_update_keeps_cases_and_marks_those_that_left(check, take, branch, territory):
    take(person(1, kk=1), person(2, kk=2))
    assign_cases(branch=branch, month=MONTH)
    intake = check(person(1, kk=1, months=7, amount=245_000), day=date(2026, 11, 9))
    preview = intake.run.summary["preview"]
    [cadre] = preview["cadres"]
    assert (preview["act"], cadre["removed"], cadre["gone"]) == ("update", 0, 1)
    applying.apply(intake)
    assert list(Case.objects.order_by("key").values_list("months", "left_list")) == [(6, False), (6, True)]


def test_preview_that_is_out_of_date_is_not_applied(check, take):
    first = check(person(1, kk=1))
    take(person(2, kk=2), day=date(2026, 11, 1))
    with pytest.raises(OutOfDate):
        applying.apply(first)
    assert ArrearsList.objects.count() == 1
    assert list(ArrearsList.objects.get().rows.values_list("card", flat=True)) == [f"{2:013}"]


def test_household_mended_after_the_check_is_placed(check, take, branch, koja):
    take(person(1, kk=1, place="Antah"), day=date(2026, 11, 1))
    intake = check(person(1, kk=1, place="Antah"), person(2, kk=2), day=date(2026, 11, 2))
    household = branch.households.get()
    household.mended_area = koja
    household.save()
    applying.apply(intake)
    assert household.listings.get(list__run=intake.run).area == koja
