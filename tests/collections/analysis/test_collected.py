"""Collectability, the way to payment, its time, REHAB: single rows counted again, and the closing's own figures."""

from collections import Counter
from fractions import Fraction

import pytest

from cadres.models import Cadre
from kaderjkn.collections.models import AreaFigure, CadreFigure, Closing
from kaderjkn.collections.reports.registry import report_named
from tests.collections.analysis import recount
from tests.collections.analysis.chance_branch import MONTH

FIGURES = ("cases", "target", "collected", "paying", "settled")


@pytest.fixture
def closing(chance):
    return Closing.objects.current().get(branch=chance, month=MONTH)


def figures(row):
    return tuple(row[name] for name in FIGURES)


def test_cadres_are_those_of_the_closing(chance, closing, ask):
    answer = ask("kolektabilitas", chance)
    stored = CadreFigure.objects.filter(closing=closing).select_related("cadre")
    expected = {
        f"{each.cadre.code} {each.cadre.name}": tuple(getattr(each, name) for name in FIGURES) for each in stored
    }
    named = {row["cadre"]: figures(row) for row in answer.rows if not row["cadre"].startswith("(")}
    assert named == expected
    outside = {row["cadre"]: row["collected"] for row in report_named("collectability").rows(chance, MONTH)}
    assert {name.split()[0]: found[2] for name, found in named.items()} == outside


def test_total_is_the_closings_also_what_no_cadre_collected(chance, closing, ask):
    whole = {name: sum(getattr(each, name) for each in AreaFigure.objects.filter(closing=closing)) for name in FIGURES}
    for per in ("kader", "kelurahan", "kelas"):
        answer = ask("kolektabilitas", chance, f"per={per}")
        assert figures(answer.total) == tuple(whole.values())
        assert tuple(sum(row[name] for row in answer.rows) for name in FIGURES) == tuple(whole.values())
        assert answer.total["rate"] == Fraction(whole["collected"], whole["target"])
    channels = ask("kolektabilitas", chance, "per=kanal")
    assert sum(row["collected"] for row in channels.rows) == channels.total["collected"] == whole["collected"]
    assert sum(row["rate"] for row in channels.rows) == channels.total["rate"]


def test_kelurahan_are_those_of_the_closing(chance, closing, ask):
    stored = AreaFigure.objects.filter(closing=closing).select_related("area")
    expected = {each.area.name: tuple(getattr(each, name) for name in FIGURES) for each in stored}
    assert {row["place"]: figures(row) for row in ask("kolektabilitas", chance, "per=kelurahan").rows} == expected


def test_classes_and_channels_counted_again(chance, ask):
    by_class, by_channel, paid = Counter(), Counter(), recount.settlements(chance, MONTH)
    for case in recount.cases(chance, MONTH):
        for settled in paid[case.pk]:
            by_class[case.care_class] += settled.eligible
            by_channel[settled.payment.channel.upper()] += settled.eligible
    words = {None: "Kelas tidak diisi", 1: "Kelas 1", 2: "Kelas 2", 3: "Kelas 3"}
    found = {row["care_class"]: row["collected"] for row in ask("kolektabilitas", chance, "per=kelas").rows}
    assert {name: amount for name, amount in found.items() if amount} == {words[key]: by_class[key] for key in by_class}
    names = {"": "(tidak diisi)", "REHAB": "REHAB (cicilan)"}
    found = {row["channel"]: row["collected"] for row in ask("kolektabilitas", chance, "per=kanal").rows}
    assert found == {names.get(key, key): amount for key, amount in by_channel.items()}


def test_months_are_their_closings(chance, ask):
    rows = ask("kolektabilitas", chance, "per=waktu").rows
    closings = Closing.objects.current().filter(branch=chance).with_sums().order_by("month")
    assert [(row["target"], row["collected"]) for row in rows] == [(each.target, each.collected) for each in closings]


def test_each_step_counts_who_passed_all_steps_before(chance, ask):
    steps = recount.steps(chance, MONTH)
    answer = ask("corong", chance)
    through, before = steps["cases"], None
    for name, row in zip(("cases", "delivered", "contacted", "promised", "paying"), answer.rows, strict=True):
        through &= steps[name]
        assert (row["through"], row["any_way"]) == (len(through), len(steps[name]))
        assert row["of_before"] == (Fraction(len(through), before) if before else None)
        before = len(through)


@pytest.mark.parametrize("per", ["kader", "kelurahan"])
def test_steps_by_cadre_and_kelurahan(chance, ask, per):
    steps = recount.steps(chance, MONTH)
    expected = Counter()
    for case in recount.cases(chance, MONTH):
        cadre = Cadre.objects.filter(pk=recount.last_holder(case)).first()
        name = f"{cadre.code} {cadre.name}" if per == "kader" else case.area.name
        expected[name, "contacted"] += case.pk in steps["delivered"] & steps["contacted"]
        expected[name, "paying"] += case.pk in steps["paying"]
    answer = ask("corong", chance, f"per={per}")
    assert {(row["name"], "contacted"): row["delivered_contacted"] for row in answer.rows} | {
        (row["name"], "paying"): row["paying"] for row in answer.rows
    } == dict(expected)


def test_one_cadre_has_the_steps_of_the_own_cases(chance, ask):
    cadre = Cadre.objects.filter(branch=chance).first()
    mine = {case.pk for case in recount.cases(chance, MONTH) if recount.last_holder(case) == cadre.pk}
    steps = recount.steps(chance, MONTH)
    rows = ask("corong", chance, f"kader={cadre.code}").rows
    assert rows[0]["any_way"] == len(mine)
    assert rows[-1]["any_way"] == len(mine & steps["paying"])


def nearest_rank(days, part):
    """The value below or at which that part of the sorted values lies."""
    days = sorted(days)
    return days[-(-len(days) * part.numerator // part.denominator) - 1] if days else None


def test_days_from_contact_to_payment(chance, ask):
    days = recount.delays(chance, MONTH)
    timed = [day for day in days if day is not None]
    by_day = ask("waktu-bayar", chance)
    shown = {row["days"]: row["households"] for row in by_day.rows}
    assert shown.pop("(tanpa kontak dalam tenggang)", 0) == days.count(None)
    assert shown == {"hari yang sama" if day == 0 else f"{day} hari": timed.count(day) for day in timed}
    total = ask("waktu-bayar", chance, "per=kelurahan").total
    quarters = [nearest_rank(timed, part) for part in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))]
    assert [total["first"], total["median"], total["third"]] == quarters
    assert (total["households"], total["timed"]) == (len(days), len(timed))


def test_rehab_from_offer_to_payment(chance, ask):
    listed, joined = recount.listed(chance, MONTH), recount.enrolled(chance, MONTH)
    band = {row.household_id for row in listed if 4 <= row.months <= 24}
    talked, paid = recount.contacts(chance), recount.settlements(chance, MONTH)
    told = {
        case.pk
        for case in recount.cases(chance, MONTH)
        for each in talked[case.household_id]
        if each.made_on.replace(day=1) == MONTH and each.channel and each.channel.code == "REHAB"
    }
    through = [each for found in paid.values() for each in found if each.payment.channel == "REHAB"]
    for per in ("kecamatan", "kelurahan"):
        total = ask("rehab", chance, f"per={per}").total
        assert total["rehab_band"] == len(band)
        assert (total["rehab_band_enrolled"], total["rehab_enrolled"]) == (len(band & joined), len(joined))
        assert total["rate"] == Fraction(len(band & joined), len(band))
        assert total["rehab_told"] == len(told)
        assert total["rehab_paying"] == len({each.case_id for each in through})
        assert total["collected"] == sum(each.eligible for each in through)
        for key in ("rehab_band", "rehab_told", "rehab_enrolled", "collected"):
            assert sum(row[key] for row in ask("rehab", chance, f"per={per}").rows) == total[key]
