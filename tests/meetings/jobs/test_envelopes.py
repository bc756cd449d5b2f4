"""The report `envelopes`: a row balances, belongs to the month of the case, and misses nobody."""

from datetime import date

from meetings.jobs.envelopes import envelope_rows
from tests.meetings.builders import make_cadre, make_case, make_envelope

MONTH = date(2026, 3, 1)


def row(cadre, *counts):
    names = ("handed_over", "delivered", "returned", "lost", "outstanding")
    return {"cadre": cadre, **dict(zip(names, counts, strict=True))}


def test_envelopes_by_hand(branch, cadre):
    for state in ("printed", "handed_over", "delivered", "delivered", "returned", "lost"):
        make_envelope(make_case(branch, cadre, MONTH), cadre, state)
    make_envelope(make_case(branch, cadre, date(2026, 4, 1)), cadre, "delivered")
    gone = make_cadre(branch, "K02", date(2025, 1, 1), date(2026, 3, 1))
    make_envelope(make_case(branch, gone, MONTH), gone, "handed_over")
    make_cadre(branch, "K03"), make_cadre(branch, "K04", date(2026, 4, 1))
    assert envelope_rows(branch, MONTH) == [
        row("K01", 5, 2, 1, 1, 1),
        row("K02", 1, 0, 0, 0, 1),
        row("K03", 0, 0, 0, 0, 0),
    ]


def test_another_branch_has_no_rows(branch, other_branch, cadre):
    make_envelope(make_case(branch, cadre, MONTH), cadre, "delivered")
    assert envelope_rows(other_branch, MONTH) == []
