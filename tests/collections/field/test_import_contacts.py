"""The file of contacts: taken once, judged row by row, with holds and touches."""

from datetime import date

import pytest

from arrears.models import Hold
from kaderjkn.collections.field.imports.contacts import KIND
from kaderjkn.collections.models import Contact
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.take_in import take_in
from tests.collections import builders

HEADINGS = "kode_kader,noka,no_kk,cara,waktu,hasil,kanal,tgl_janji,jumlah_janji,catatan,uuid"
KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre, month=date(2026, 3, 1))


@pytest.fixture
def take(branch, tmp_path):
    def run(*rows):
        path = tmp_path / "kontak.csv"
        path.write_text("\n".join([HEADINGS, *rows]))
        return take_in(Intake(KIND, branch), path)

    return run


def row(case, *, cadre="0905-01", time="2026-03-10T10:00", outcome="met", rest=",,,,"):
    return f"{cadre},{case.head_card},,visit,{time},{outcome},{rest}"


def test_a_row_becomes_a_contact_of_its_household(take, case, cadre):
    intake = take(row(case, outcome="promised", rest=f"ATM,2026-03-20,150000,Di rumah,{KEY}"))
    contact = Contact.objects.get()
    assert intake.counts == {"baru": 1, "sudah ada": 0}
    assert (contact.cadre, contact.household, contact.channel.code) == (cadre, case.household, "ATM")
    assert (contact.promised_on, contact.promised_amount, contact.note) == (
        date(2026, 3, 20),
        150_000,
        "Di rumah",
    )
    assert str(contact.uuid) == KEY
    assert list(case.touches.values_list("kind", flat=True)) == ["contact"]


@pytest.mark.parametrize(
    ("time", "day"), [("2026-03-10T23:30", 10), ("2026-03-10T23:30:00Z", 11), ("10/03/2026 08.15", 10)]
)
def test_time_without_zone_is_the_branchs_own(take, case, time, day):
    take(row(case, time=time))
    assert Contact.objects.get().made_on == date(2026, 3, day)


def test_the_same_file_again_adds_nothing(take, case):
    rows = row(case), row(case, rest=f",,,,{KEY}")
    assert take(*rows).counts == {"baru": 2, "sudah ada": 0}
    assert take(*rows).counts == {"baru": 0, "sudah ada": 2}
    assert Contact.objects.count() == 2


def broken_rules(intake):
    return [group["rule"] for group in intake.run.summary["issues"] if group["severity"] == "error"]


def test_the_same_identifier_for_another_contact_is_an_error(take, case, cadre):
    other = builders.make_case(cadre, month=date(2026, 3, 1))
    intake = take(row(case, rest=f",,,,{KEY}"), row(other, rest=f",,,,{KEY}"))
    assert broken_rules(intake) == ["other_contact_with_key"]
    assert Contact.objects.get().household == case.household


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ({"cadre": "X"}, "unknown_cadre"),
        ({"rest": "TUNAI,,,,"}, "unknown_channel"),
        ({"rest": ",2026-03-09,,,"}, "promise_before_contact"),
        ({"rest": ",,5000,,"}, "amount_without_day"),
        ({"rest": ",,,,abc"}, "not_a_uuid"),
        ({"time": "2099-01-01T10:00"}, "in_future"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(take, case, bad, rule):
    intake = take(row(case), row(case, **bad))
    assert broken_rules(intake) == [rule]
    assert [row["line"] for row in intake.rejected] == [3]
    assert Contact.objects.count() == 1


def test_outcomes_that_hold_do_so_from_the_earliest_day(take, case):
    take(row(case, outcome="do_not_contact", time="2026-03-12 09:00"))
    take(row(case, outcome="do_not_contact", time="2026-03-05 09:00"))
    hold = Hold.objects.get()
    assert (hold.reason, hold.starts_on, hold.lifted_on) == ("do_not_contact", date(2026, 3, 5), None)
