"""Hand-computed examples of the second calculation itself. No database."""

import pytest

from tests.second_calculation.branches import (
    KELURAHAN,
    area_rows,
    arrears_row,
    cadre_row,
    card,
    contact_row,
    kk,
    move_row,
    payment_row,
    policy_row,
    reversal_row,
    scheme_rows,
    territory_row,
)
from tests.second_calculation.ledger import Ledger
from tests.second_calculation.values import RefusedError

MARCH, APRIL, MAY, JUNE = "2026-03", "2026-04", "2026-05", "2026-06"
SHIPPED = "ILUSTRASI – bukan tarif resmi BPJS"
HERE = "31.72.01.1001"


def branch(policies=None, schemes=None, cadres=("K1", "K2")):
    """K1 cares for 31.72.01.1001, K2 for 31.72.06.1001."""
    ledger = Ledger()
    ledger.import_areas(area_rows(KELURAHAN))
    ledger.import_cadres([cadre_row(code) for code in cadres])
    ledger.import_territories([territory_row("K1", HERE), territory_row("K2", "31.72.06.1001")])
    if policies:
        ledger.import_policies([policies])
    if schemes:
        ledger.import_reward_schemes(schemes)
    return ledger


def start(ledger, period, *rows, day="01"):
    ledger.import_arrears(list(rows), period, f"{period}-{day}")
    ledger.assign_cases(period, f"{period}-01")


def test_month_with_partial_full_and_over_paid_cases():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1, 4, 100_000), arrears_row(2, 5, 51_000))
    ledger.import_payments(
        [
            payment_row("A", "2026-03-01", 30_001),
            payment_row("B", "2026-03-31", 90_000),
            payment_row("C", "2026-03-31", 10_000, 2),
            payment_row("D", "2026-04-01", 99, 2),
        ]
    )
    ledger.close_period(MARCH)
    # 30,001 x 25 % = 7,500.25; 69,999 x 25 % = 17,499.75
    assert ledger.report_rewards(MARCH) == [
        ("K1", "BRI", "A", "4", SHIPPED, "2500", "30001", "7500", ""),
        ("K1", "BRI", "B", "4", SHIPPED, "2500", "69999", "17500", ""),
        ("K1", "BRI", "C", "5", SHIPPED, "2500", "10000", "2500", ""),
    ]
    # 110,000 / 151,000 = 0.72847...
    assert ledger.report_collectability(MARCH) == [("K1", "2", "151000", "110000", "0.7285", "2", "1", "0")]
    assert ledger.report_collectability_by_kecamatan(MARCH) == [
        ("31.72.01", "Penjaringan", "2", "151000", "110000", "0.7285", "2", "1")
    ]


def test_reward_is_rounded_half_up_on_each_line():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1))
    ledger.import_payments([payment_row("A", "2026-03-02", 2), payment_row("B", "2026-03-03", 1)])
    ledger.close_period(MARCH)
    assert [row[7] for row in ledger.report_rewards(MARCH)] == ["1", "0"]


def test_unassigned_has_the_first_reason_that_applies():
    ledger = branch(policies=policy_row(cadre_min_months=4, cadre_max_months=12), cadres=("K1",))
    ledger.import_cadres([cadre_row("K3", end="2026-02-28")])
    ledger.import_territories([territory_row("K3", "31.72.01.1003")])
    ledger.import_arrears([arrears_row(9)], "2026-02", "2026-02-01")
    ledger.import_holds([{"no_kk": "", "noka": card(9), "alasan": "deceased", "mulai": "2026-03-01"}])
    start(
        ledger,
        MARCH,
        arrears_row(1, 1, place="", kelurahan="Entah", kecamatan="Penjaringan"),
        arrears_row(2, 3),
        arrears_row(3, 13),
        arrears_row(9, 4, place="31.72.01.1002"),
        arrears_row(4, place="31.72.01.1002"),
        arrears_row(5, place="31.72.01.1003"),
        arrears_row(6, place="", kelurahan="KEL. SUKA-MAJU"),
        arrears_row(7, place="", kelurahan="kel sukamaju", kecamatan="Kec. PENJARINGAN"),
    )
    assert {row[0]: row[6] for row in ledger.report_cases(MARCH)} == {
        kk(1): "no_kelurahan",
        kk(2): "below_band",
        kk(3): "above_band",
        kk(9): "on_hold",
        kk(4): "no_territory",
        kk(5): "no_agreement",
        kk(6): "no_kelurahan",
        kk(7): "assigned",
    }


def test_rows_become_households_and_a_later_kk_raises_the_card_key():
    ledger = branch()
    alone = {"no_kk": "", "kepala": "T"}
    start(
        ledger,
        MARCH,
        arrears_row(2, 4, 10, **alone | {"noka_kepala": card(1)}),
        arrears_row(1, 6, 20, no_kk=""),
        arrears_row(3, 4, 7, **alone | {"noka_kepala": card(4)}),
        arrears_row(4, 5, 8),
        arrears_row(5, 4, 9, **alone | {"noka_kepala": ""}),
    )
    assert [row[:1] + row[4:6] for row in ledger.report_cases(MARCH)] == [
        (card(1), "6", "30"),
        (card(5), "4", "9"),
        (kk(4), "5", "15"),
    ]
    start(ledger, APRIL, arrears_row(1, 7, 22))
    assert [row[0] for row in ledger.report_cases(APRIL)] == [kk(1)]
    assert len(ledger.book.households) == 3


@pytest.mark.parametrize(("contact_day", "collector"), [("08", "K1"), ("07", None), ("15", "K1"), ("16", None)])
def test_contact_counts_for_eight_calendar_days_when_days_is_seven(contact_day, collector):
    ledger = branch(policies=policy_row(attribution="contact", attribution_days=7))
    start(ledger, MARCH, arrears_row(1))
    ledger.import_contacts([contact_row("u1", "K1", f"2026-03-{contact_day}T23:59:00")])
    ledger.import_payments([payment_row("A", "2026-03-15", 100)])
    ledger.close_period(MARCH)
    assert [row[0] for row in ledger.report_rewards(MARCH)] == ([collector] if collector else [])
    assert ledger.report_collectability_by_kecamatan(MARCH)[0][4] == "100"


def test_contact_that_arrives_after_the_payment_counts_only_within_seven_days():
    ledger = branch(policies=policy_row(attribution="contact", attribution_days=7))
    start(ledger, MARCH, arrears_row(1), arrears_row(2))
    payments = [payment_row("A", "2026-03-15", 100), payment_row("B", "2026-03-15", 100, 2)]
    ledger.import_payments(payments, imported="2026-03-16T00:00:00")
    contacts = [contact_row("u1", "K1", "2026-03-15T12:00:00"), contact_row("u2", "K1", "2026-03-15T11:59:59", 2)]
    ledger.import_contacts(contacts, arrived="2026-03-22T12:00:00")
    ledger.close_period(MARCH)
    assert [row[2] for row in ledger.report_rewards(MARCH)] == ["A"]


def test_contact_day_is_the_day_in_the_zone_of_the_branch():
    ledger = branch(policies=policy_row(attribution="contact", attribution_days=1))
    start(ledger, MARCH, arrears_row(1))
    ledger.import_contacts([contact_row("u1", "K1", "2026-03-10T01:30:00+09:00")])  # 9 March, 23:30 WIB
    ledger.import_payments([payment_row("A", "2026-03-10", 10), payment_row("B", "2026-03-11", 10)])
    ledger.close_period(MARCH)
    assert [row[2] for row in ledger.report_rewards(MARCH)] == ["A"]


def test_caps_per_case_and_per_month_are_used_up_by_rewards_as_cut():
    ledger = branch(schemes=scheme_rows([(1, 4, 1000), (5, "", 5000)], per_case=60, per_month=100))
    start(ledger, MARCH, arrears_row(1, 4, 1000), arrears_row(2, 5, 1000))
    ledger.import_payments(
        [
            payment_row("A", "2026-03-01", 500),
            payment_row("B", "2026-03-02", 500),
            payment_row("C", "2026-03-02", 100, 2),
            payment_row("D", "2026-03-03", 100, 2),
        ]
    )
    ledger.close_period(MARCH)
    # A 50; B 50 cut to 10 by the case; C 50 cut to 40 by the month; D nothing left
    assert [row[2:8:5] for row in ledger.report_rewards(MARCH)] == [
        ("A", "50"),
        ("B", "10"),
        ("C", "40"),
        ("D", "0"),
    ]


def test_late_payment_is_paid_in_the_open_period_by_the_rules_of_its_own():
    ledger = branch(
        schemes=scheme_rows([(1, "", 1000)], name="Lama") + scheme_rows([(1, "", 2000)], APRIL + "-01", "Baru")
    )
    start(ledger, MARCH, arrears_row(1, 4, 1000))
    ledger.import_payments([payment_row("A", "2026-03-05", 700)])
    ledger.close_period(MARCH)
    start(ledger, APRIL, arrears_row(1, 5, 400))
    ledger.import_payments([payment_row("B", "2026-03-31", 500), payment_row("C", "2026-04-01", 100)])
    ledger.close_period(APRIL)
    assert ledger.report_rewards(APRIL) == [
        ("K1", "BRI", "B", "4", "Lama", "1000", "300", "30", MARCH),
        ("K1", "BRI", "C", "5", "Baru", "2000", "100", "20", ""),
    ]
    assert ledger.report_collectability(APRIL) == [("K1", "1", "400", "100", "0.2500", "1", "0", "300")]
    assert ledger.report_collectability(MARCH) == [("K1", "1", "1000", "700", "0.7000", "1", "0", "0")]


def test_reversal_before_closing_leaves_no_trace_and_after_it_a_negative_line():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1, 4, 1000))
    ledger.import_payments([payment_row("A", "2026-03-05", 600), payment_row("B", "2026-03-06", 1000)])
    ledger.import_payments([reversal_row("RA", "2026-04-02", 600, "A")])
    ledger.close_period(MARCH)
    assert [row[2:8:5] for row in ledger.report_rewards(MARCH)] == [("B", "250")]
    ledger.import_payments(
        [
            reversal_row("RB", "2026-03-20", 1000, "B"),
            payment_row("C", "2026-03-10", 1),
            payment_row("D", "2026-03-25", 400),
        ]
    )
    ledger.close_period(APRIL)
    # C comes before the reversal in the sequence and finds no target left; D comes after it
    assert ledger.report_rewards(APRIL) == [
        ("K1", "BRI", "RB", "4", SHIPPED, "2500", "-1000", "-250", MARCH),
        ("K1", "BRI", "D", "4", SHIPPED, "2500", "400", "100", MARCH),
    ]
    assert ledger.report_collectability(APRIL) == [("K1", "0", "0", "0", "", "0", "0", "-600")]


def test_moved_case_counts_for_the_last_holder_and_the_money_for_the_holder_of_the_day():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1, 4, 1000))
    ledger.move_cases([move_row("K2", "2026-03-20"), move_row("K2", "2026-03-10")], MARCH)
    ledger.import_payments([payment_row("A", "2026-03-09", 1), payment_row("B", "2026-03-10", 2)])
    ledger.close_period(MARCH)
    assert ledger.report_collectability(MARCH) == [
        ("K1", "0", "0", "1", "", "0", "0", "0"),
        ("K2", "1", "1000", "2", "0.0020", "1", "0", "0"),
    ]


def test_lapsed_agreement_still_collects_and_earns_nothing():
    ledger = Ledger()
    ledger.import_areas(area_rows(KELURAHAN))
    ledger.import_cadres([cadre_row("K1", end="2026-03-15")])
    ledger.import_territories([territory_row("K1", HERE)])
    start(ledger, MARCH, arrears_row(1, 4, 1000))
    ledger.import_payments([payment_row("A", "2026-03-15", 1), payment_row("B", "2026-03-16", 2)])
    ledger.close_period(MARCH)
    assert [row[2] for row in ledger.report_rewards(MARCH)] == ["A"]
    assert ledger.report_collectability(MARCH)[0][3] == "3"


def test_correction_drops_untouched_cases_and_update_keeps_them():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1), arrears_row(2), arrears_row(3))
    ledger.import_contacts([contact_row("u1", "K1", "2026-03-02T10:00:00", 2)])
    start(ledger, MARCH, arrears_row(1, 6, 50))
    assert [row[:1] + row[4:6] for row in ledger.report_cases(MARCH)] == [
        (kk(1), "6", "50"),
        (kk(2), "4", "100000"),
    ]
    start(ledger, MARCH, arrears_row(4), arrears_row(2, 9, 9), day="15")
    assert [row[:1] + row[4:6] for row in ledger.report_cases(MARCH)] == [
        (kk(1), "6", "50"),
        (kk(2), "4", "100000"),
        (kk(4), "4", "100000"),
    ]
    with pytest.raises(RefusedError):
        ledger.import_arrears([arrears_row(4)], MARCH, "2026-03-14")
    ledger.undo_last_list(MARCH)
    assert [row[0] for row in ledger.report_cases(MARCH)] == [kk(1), kk(2)]


def three_empty_months(*periods):
    """K1 collects nothing; a payment of somebody unknown shows that payments are imported."""
    ledger = branch()
    for period in periods:
        start(ledger, period, arrears_row(1, 4, 1000))
        ledger.import_payments([payment_row(f"X{period}", f"{period}-20", 5, 77)])
    return ledger


def test_three_months_of_nothing_open_a_review_which_late_money_voids():
    ledger = three_empty_months(MARCH, APRIL, MAY, JUNE)
    for period in (MARCH, APRIL, MAY):
        ledger.close_period(period)
    assert ledger.report_reviews(APRIL) == []
    assert ledger.report_reviews(MAY) == [("K1", MAY, "2026-03+2026-04+2026-05", "open")]
    ledger.import_payments([payment_row("L", "2026-04-30", 1)])
    ledger.close_period(JUNE)
    assert ledger.report_reviews(JUNE) == [("K1", MAY, "2026-03+2026-04+2026-05", "void")]


def test_excused_month_and_month_without_payments_are_passed_over():
    ledger = three_empty_months(MARCH, APRIL, "2026-06", "2026-07")
    ledger.excuse_month("K1", APRIL)
    start(ledger, MAY, arrears_row(1, 4, 1000))
    for period in (MARCH, APRIL, MAY, "2026-06", "2026-07"):
        ledger.close_period(period)
    assert ledger.report_reviews("2026-07") == [("K1", "2026-07", "2026-03+2026-06+2026-07", "open")]


def test_decided_review_keeps_its_months_from_opening_another():
    ledger = three_empty_months(MARCH, APRIL, MAY, JUNE)
    for period in (MARCH, APRIL, MAY):
        ledger.close_period(period)
    ledger.decide_review("K1", "continue")
    ledger.close_period(JUNE)
    assert [row[3] for row in ledger.report_reviews(JUNE)] == ["continue"]


def test_reopened_period_takes_its_late_payments_as_ordinary_ones():
    ledger = branch()
    start(ledger, MARCH, arrears_row(1, 4, 1000))
    with pytest.raises(RefusedError):
        ledger.close_period(APRIL)
    ledger.close_period(MARCH)
    ledger.import_payments([payment_row("A", "2026-03-05", 600)])
    assert [row[8] for row in ledger.report_rewards(APRIL)] == [MARCH]
    ledger.reopen_period(MARCH)
    ledger.close_period(MARCH)
    assert [row[8] for row in ledger.report_rewards(MARCH)] == [""]
    assert ledger.report_rewards(APRIL) == []


def test_virtual_account_and_same_payment_twice():
    ledger = branch()
    start(
        ledger,
        MARCH,
        arrears_row(1),
        arrears_row(2),
        arrears_row(3, noka=card(2, "01"), noka_kepala=card(2, "01")),
    )
    by_account = {"noka": "", "no_va": "88888" + card(1)[-11:]}
    assert (
        ledger.import_payments(
            [
                payment_row("A", "2026-03-05", 600, **by_account),
                payment_row("A", "2026-03-05", 600, **by_account),
                payment_row("A", "2026-03-05", 601, **by_account),
                payment_row("A", "2026-03-05", 600),
                payment_row("B", "2026-03-05", 600, 0, no_va="89888" + card(2)[-11:]),
            ]
        )
        == 4
    )
    ledger.close_period(MARCH)
    assert [row[2:7:4] for row in ledger.report_rewards(MARCH)] == [("A", "600")]
    assert [row[1] for row in ledger.report_unmatched_payments(MARCH)] == ["B"]


def test_fee_line_stands_beside_the_payments():
    ledger = branch(schemes=scheme_rows([(1, "", 1000)], fee="25.000", per_month=1))
    start(ledger, MARCH, arrears_row(1))
    ledger.import_registrations([{"kode_kader": "K1", "noka": card(50), "tanggal": "2026-03-31"}])
    ledger.close_period(MARCH)
    assert ledger.report_rewards(MARCH) == [("K1", "PENDAFTARAN", card(50), "", "Skema uji", "", "0", "25000", "")]
