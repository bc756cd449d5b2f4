"""Every named rule of an arrears list: what breaks it, and whether the row is taken nevertheless."""

from datetime import date

import pytest

from arrears.imports.list_rows import contradicts
from arrears.models import ListRow
from tests.arrears.imports.conftest import person
from tests.factories import AreaFactory


def rules(intake) -> dict:
    """Broken rules with their severity and count."""
    return {group["rule"]: (group["severity"], group["count"]) for group in intake.run.summary["issues"]}


def test_good_list_breaks_no_rule(check):
    assert rules(check(person(1, kk=1), person(2, kk=1, head="T"))) == {}


def test_card_twice_rejects_the_later_row(check):
    intake = check(person(1, kk=1), person(1, kk=1))
    assert rules(intake) == {"duplicate_card": ("error", 1)}
    assert intake.rejected == [{"line": 3, "reason": "noka: Nomor kartu ini sudah ada di baris 2."}]


def test_card_in_two_families_rejects_the_later_row(check):
    intake = check(person(1, kk=1), person(1, kk=2))
    assert rules(intake) == {"card_in_two_families": ("error", 1)}
    assert "pada KK lain" in intake.rejected[0]["reason"]


def test_unknown_place_is_taken_and_the_nearest_names_are_told(check, branch, koja):
    AreaFactory(branch=branch, name="Kojang", code="31.72.03.1002", parent=koja.parent)
    intake = check(person(1, kk=1, place="Kojaa"))
    assert rules(intake) == {"unknown_place": ("warning", 1)}
    [[_line, message]] = intake.run.summary["issues"][0]["examples"]
    assert "Kojaa" in message
    assert "Paling mirip: Koja (Koja)" in message
    assert intake.run.rows_accepted == 1


def test_missing_place_is_taken(check):
    assert rules(check(person(1, kk=1, place=""))) == {"no_place": ("warning", 1)}


@pytest.mark.parametrize(
    ("care_class", "months", "amount", "rule"),
    [
        (3, 6, 210_000, None),
        (3, 6, 210_001, "amount_above_rate"),
        (3, 6, 209_999, "amount_below_rate"),
        (3, 30, 840_000, None),  # at most 24 months are billed
        (3, 30, 840_001, "amount_above_rate"),
        (3, 0, 35_000, "months_and_amount"),
        (3, 6, 0, "months_and_amount"),
        ("", 6, 1, None),  # without a class nothing can be said
    ],
)
def test_amount_is_held_against_class_and_months(check, care_class, months, amount, rule):
    found = rules(check(person(1, kk=1, care_class=care_class, months=months, amount=amount)))
    assert found == ({rule: ("warning", 1)} if rule else {})


def test_family_in_two_places_is_told_once(check, branch):
    AreaFactory(branch=branch, name="Lagoa", code="31.72.03.1003")
    intake = check(
        person(1, kk=1), person(2, kk=1, head="T", place="Lagoa"), person(3, kk=1, head="T", place="KEL. KOJA")
    )
    assert rules(intake) == {"family_in_two_places": ("warning", 1)}


def test_one_kelurahan_in_two_spellings_is_one_place(check):
    assert rules(check(person(1, kk=1), person(2, kk=1, head="T", place="Kel. KOJA"))) == {}


def test_card_of_another_branch_is_told(take, check, branch, other_branch):
    take(person(1, kk=1))
    ListRow.objects.all().delete()
    branch.households.update(branch=other_branch)
    for household in other_branch.households.all():
        household.participants.update(branch=other_branch)
    found = rules(check(person(1, kk=1), person(2, kk=1, head="T"), day=date(2026, 11, 2)))
    assert found == {"other_branch": ("warning", 1)}


@pytest.mark.parametrize(
    ("nik", "birth", "sex", "answer"),
    [
        ("3172030502010001", "2001-02-05", "L", False),
        ("3172034502010001", "2001-02-05", "P", False),
        ("3172034502010001", "2001-02-05", "L", True),
        ("3172030602010001", "2001-02-05", "L", True),
        ("3172030602010001", "\\N", "\\N", False),
        ("\\N", "2001-02-05", "L", False),
    ],
)
def test_nik_tells_birth_date_and_sex(nik, birth, sex, answer):
    assert contradicts(nik, birth, sex) is answer


def test_nik_that_contradicts_its_row_is_a_warning(check):
    intake = check(person(1, kk=1, rest="3172030602010001,2001-02-05,L"))
    assert rules(intake) == {"nik_contradicts": ("warning", 1)}


def test_minor_as_head_is_a_warning(check):
    day_before_17th_birthday = "2009-11-02"
    assert rules(check(person(1, kk=1, rest=f",{day_before_17th_birthday},"))) == {"minor_head": ("warning", 1)}
    assert rules(check(person(1, kk=1, rest=",2009-11-01,"))) == {}


def test_cells_break_rules_of_their_own(check):
    intake = check(
        person(1, kk=1), person(2, months="enam"), person(3, months=1000), ",0000000000004,,Y,3,Koja,6,210000,,,"
    )
    assert rules(intake) == {"format": ("error", 1), "range": ("error", 1), "required": ("error", 1)}
    assert (intake.run.rows_read, intake.run.rows_accepted, intake.run.rows_rejected) == (4, 1, 3)


def test_sentences_about_cells_quote_no_number_and_no_name(check):
    intake = check(person(1, kk=1), person(2).replace(f"{2:013}", "000194435891"), person(3, months="Budi Santoso"))
    said = str(intake.run.summary)
    assert "********5891" in said
    assert "000194435891" not in said
    assert "Santoso" not in said
