"""The files of the demo: right figures, plausible people, the same for the same seed. No database."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from kaderjkn.collections.demo import write_files
from kaderjkn.collections.demo.amounts import RATES, tune_to
from kaderjkn.collections.demo.cadres import Story, cadres_of
from kaderjkn.collections.demo.families import FamilyMaker
from kaderjkn.collections.demo.identity import Issuer
from kaderjkn.collections.demo.periods import add_months, first_of_month
from kaderjkn.collections.demo.places import PUBLISHED, kelurahan_under
from kaderjkn.collections.demo.tables import text_table

TODAY = date(2026, 11, 23)
SEED = 905


def read(path, delimiter=",", encoding="utf-8"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def kecamatan_of(row):
    """The kecamatan of a row by code, else by its name without prefix."""
    if row["kode_wilayah"]:
        return row["kode_wilayah"][:8]
    names = {place.kecamatan.upper(): place.kecamatan_code for place in kelurahan_under("31.72")}
    return names[row["kecamatan"].upper().removeprefix("KEC. ")]


def totals_by_kecamatan(rows):
    people, amounts = Counter(), Counter()
    for row in rows:
        kecamatan = kecamatan_of(row)
        people[kecamatan] += 1
        amounts[kecamatan] += int(row["jml_tunggakan"])
    return {code: (people[code], amounts[code]) for code in people}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, write_files(folder, TODAY)


@pytest.fixture(scope="module")
def current_list(demo):
    return read(demo[0] / "tunggakan_0905_2026-11.csv")


@pytest.fixture(scope="module")
def north_payments(demo):
    months = ("2026-08", "2026-09", "2026-10", "2026-11")
    return [read(demo[0] / f"pembayaran_0905_{month}.csv") for month in months]


def test_current_list_has_the_published_figures(current_list):
    assert totals_by_kecamatan(current_list) == PUBLISHED
    assert len(current_list) == 37_063
    assert sum(int(row["jml_tunggakan"]) for row in current_list) == 25_770_000_000


def test_every_amount_fits_class_and_months(current_list):
    for row in current_list:
        assert int(row["jml_tunggakan"]) == RATES[int(row["kelas"])] * min(24, int(row["bulan_menunggak"]))


def test_cards_stand_once_and_are_13_digits(current_list):
    cards = [row["noka"] for row in current_list]
    assert len(set(cards)) == len(cards)
    assert all(len(card) == 13 and card.isdigit() and card.startswith("000") for card in cards)


def test_family_shares_place_class_and_months(current_list):
    families = defaultdict(set)
    for row in current_list:
        place = (row["kode_wilayah"], row["kelurahan"], row["kecamatan"], row["rt"], row["rw"])
        families[row["noka_kepala"]].add((*place, row["no_kk"], row["kelas"], row["bulan_menunggak"]))
    assert all(len(kinds) == 1 for kinds in families.values())
    with_kk = [next(iter(kinds))[5] for kinds in families.values() if next(iter(kinds))[5]]
    assert len(set(with_kk)) == len(with_kk)
    assert all(len(kk) == 16 and kk.startswith("3172") for kk in with_kk)
    assert 0 < len(families) - len(with_kk) < len(families) / 20


def test_family_has_one_head_and_at_most_six_members(current_list):
    members = Counter(row["noka_kepala"] for row in current_list)
    heads = Counter(row["noka_kepala"] for row in current_list if row["kepala"] == "Y")
    assert max(members.values()) == 6
    assert heads == Counter(dict.fromkeys(members, 1))


def test_nik_fits_birthday_and_sex(current_list):
    for row in current_list:
        birth = date.fromisoformat(row["tgl_lahir"])
        day = birth.day + (40 if row["jk"] == "P" else 0)
        assert row["nik"][6:12] == f"{day:02d}{birth:%m%y}"
        assert len(row["nik"]) == 16
    assert len({row["nik"] for row in current_list}) == len(current_list)


def test_ages_are_plausible(current_list):
    for row in current_list:
        age = (TODAY - date.fromisoformat(row["tgl_lahir"])).days / 365.25
        assert 4.9 < age < 80
        assert row["kepala"] == "T" or age > 25


@pytest.mark.parametrize(("branch", "city", "cadres", "covered", "all_places"), [
    ("0905", "31.72", 13, 31, 31),
    ("0904", "31.73", 23, 37, 56),
])  # fmt: skip
def test_cadres_cover_their_kelurahan_inside_one_kecamatan(branch, city, cadres, covered, all_places):
    team = cadres_of(branch, TODAY, SEED)
    places = [place for cadre in team for place in cadre.places]
    assert (len(team), len(places), len(set(places))) == (cadres, covered, covered)
    assert len(kelurahan_under(city)) == all_places
    assert all(len({place.kecamatan_code for place in cadre.places}) == 1 for cadre in team)
    assert len({cadre.phone for cadre in team}) == cadres


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 3, 1), date(2024, 2, 29), date(2026, 1, 31)])
def test_agreements_follow_the_stories(today):
    month = first_of_month(today)
    for cadre in cadres_of("0905", today, SEED):
        earlier, running = cadre.agreements
        assert earlier.starts < earlier.ends < running.starts == earlier.ends + timedelta(days=1)
        assert running.starts <= add_months(month, -3) or cadre.story is Story.EXPIRING
        assert earlier.starts <= add_months(month, -3)
        assert (running.ends < today) == (cadre.story is Story.LAPSED)


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2024, 2, 29), date(2026, 1, 31), date(2026, 5, 2)])
def test_every_day_gives_a_whole_demo(tmp_path, today):
    steps = write_files(tmp_path, today)
    current = tmp_path / f"tunggakan_0905_{today:%Y-%m}.csv"
    assert totals_by_kecamatan(read(current)) == PUBLISHED
    assert [step.command for step in steps].count("close_period") == 4
    for path in tmp_path.glob("pembayaran_*.csv"):
        rows = read(path)
        assert rows
        assert all(date.fromisoformat(row["tgl_bayar"]) < today for row in rows)
    assert all(row["waktu"][:10] < today.isoformat() for path in tmp_path.glob("kontak_*") for row in read(path))


def test_same_seed_gives_same_bytes(demo, tmp_path):
    write_files(tmp_path, TODAY)
    for path in demo[0].iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_files_of_the_steps_exist(demo):
    _, steps = demo
    for step in steps:
        if step.command.startswith(("import_", "move_")):
            assert Path(step.arguments[0]).is_file()


def test_steps_come_in_the_order_of_a_month(demo):
    _, steps = demo
    of_north = [
        step.command
        for step in steps
        if "0905" in step.arguments and step.command in {"import_arrears", "assign_cases", "close_period"}
    ]
    assert of_north == ["import_arrears", "assign_cases", "close_period"] * 3 + [
        "import_arrears",
        "assign_cases",
    ]


def test_silent_and_warned_cadres_collect_nothing(demo, north_payments):
    homes = homes_of_payers(demo[0])
    for cadre in cadres_of("0905", TODAY, SEED):
        paid_in = {
            number
            for number, rows in enumerate(north_payments)
            for row in rows
            if homes.get(payer(row)) in {place.code for place in cadre.places}
        }
        if cadre.story is Story.SILENT:
            assert paid_in == set()
        if cadre.story is Story.WARNED:
            assert {0} <= paid_in <= {0, 1, 3}
            assert not any(
                row["tgl_bayar"] >= "2026-09-01"
                for number in (1, 2)
                for row in north_payments[number]
                if homes.get(payer(row)) in {place.code for place in cadre.places}
            )


def homes_of_payers(folder):
    """Kelurahan code by card (last eleven digits) and by KK, from the lists that give a code."""
    homes = {}
    for month, delimiter in (("2026-08", ";"), ("2026-10", "\t"), ("2026-11", ",")):
        for row in read(folder / f"tunggakan_0905_{month}.csv", delimiter, "utf-8-sig"):
            homes[row["noka"].lstrip("'")[-11:]] = homes[row["no_kk"].lstrip("'")] = row["kode_wilayah"]
    return homes


def payer(row):
    return row["no_kk"] or (row["noka"] or row["no_va"])[-11:]


def test_payments_name_one_payer_and_unique_references(north_payments):
    seen = {}
    for rows in north_payments:
        for row in rows:
            assert sum(bool(row[key]) for key in ("noka", "no_kk", "no_va")) == 1
            assert seen.setdefault((row["sumber"], row["referensi"]), row) == row


def test_payments_come_late_twice_for_nobody_and_are_taken_back(north_payments):
    august, september = ({row["referensi"] for row in rows} for rows in north_payments[:2])
    late = [row for row in north_payments[1] if row["tgl_bayar"] < "2026-09-01"]
    assert any(row["referensi"] not in august for row in late)
    assert len(august & september) == 15
    assert [sum(bool(row["membatalkan"]) for row in rows) for rows in north_payments] == [1, 0, 1, 0]
    assert any(row["noka"].startswith("0005") for row in north_payments[0])
    assert all(450 <= len(rows) <= 900 for rows in north_payments[:3])


def test_reversal_names_a_payment_already_in_a_file(north_payments):
    known = set()
    for rows in north_payments:
        known |= {row["referensi"] for row in rows}
        assert all(row["membatalkan"] in known for row in rows if row["membatalkan"])


def test_contacts_are_made_by_the_cadre_of_the_kelurahan(demo):
    homes = homes_of_payers(demo[0])
    cadres = {place.code: cadre.code for cadre in cadres_of("0905", TODAY, SEED) for place in cadre.places}
    rows = read(demo[0] / "kontak_0905_2026-10.csv")
    assert 1_500 <= len(rows) <= 2_500
    assert len({row["uuid"] for row in rows}) == len(rows)
    assert all(cadres[home] == row["kode_kader"] for row in rows if (home := homes.get(row["noka"][-11:])))
    assert all("2026-10-02" <= row["waktu"][:10] <= "2026-10-31" for row in rows)
    assert all("07:00" < row["waktu"][11:16] < "20:00" for row in rows)


def test_an_earlier_list_has_faults_and_another_has_rows_to_mend(demo):
    text = (demo[0] / "tunggakan_0905_2026-09.csv").read_text(encoding="utf-8")
    assert text.startswith("DAFTAR TUNGGAKAN")
    assert '"1,94436E+12"' in text
    known = {place.name.upper() for place in kelurahan_under("31.72")}
    rows = read(demo[0] / "tunggakan_0905_2026-10.csv", "\t")
    lost = {row["noka_kepala"] for row in rows if row["kelurahan"].upper().removeprefix("KEL. ") not in known}
    assert len(lost) == 6


def test_past_lists_are_of_real_size_and_most_families_stay(demo, current_list):
    earlier = read(demo[0] / "tunggakan_0905_2026-08.csv", ";", "utf-8-sig")
    assert 35_000 < len(earlier) < 41_000
    cards = {row["noka"].lstrip("'") for row in earlier}
    stayed = sum(row["noka"] in cards for row in current_list)
    assert 0.85 < stayed / len(current_list) < 0.98


def test_newest_list_of_the_west_is_xlsx(demo):
    assert (demo[0] / "tunggakan_0904_2026-11.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("gap", [0, 5_000, -5_000, 35_000, 1_234_565_000, -700_000_000])
def test_tune_to_meets_every_multiple_of_5000(gap):
    rng = Random(1)
    maker = FamilyMaker(rng, Issuer(rng, "0001"), TODAY)
    families = maker.settle(kelurahan_under("31.72")[:3], 5_000)
    total = sum(one.size * RATES[one.klass] * min(24, one.months) for one in families) + gap
    tune_to(total, families, rng)
    assert sum(one.size * RATES[one.klass] * min(24, one.months) for one in families) == total


def test_tune_to_refuses_what_the_rates_cannot_give():
    with pytest.raises(ValueError, match="multiple"):
        tune_to(1, [], Random(1))


@pytest.mark.parametrize(("month", "count", "expected"), [
    (date(2026, 1, 1), -3, date(2025, 10, 1)),
    (date(2026, 11, 1), 2, date(2027, 1, 1)),
    (date(2026, 12, 1), 0, date(2026, 12, 1)),
])  # fmt: skip
def test_add_months(month, count, expected):
    assert add_months(month, count) == expected


def test_text_table_aligns_figures_right_and_rules_the_sum():
    table = text_table(("Nama", "Rp"), [("A", "1.000"), ("Jumlah", "1.000")], sums=True)
    assert table.splitlines() == ["Nama       Rp", "─" * 13, "A       1.000", "─" * 13, "Jumlah  1.000"]


def test_coverage_files_hold_what_the_import_takes(demo):
    kecamatan = {place.kecamatan_code for place in kelurahan_under("31.72")}
    for month in ("2026-08", "2026-09", "2026-10"):
        rows = read(demo[0] / f"cakupan_0905_{month}.csv")
        assert {row["kode_wilayah"] for row in rows} == kecamatan
        assert {row["bulan"] for row in rows} == {month}
        for row in rows:
            counts = [int(row[name]) for name in ("peserta_aktif", "peserta_terdaftar", "peserta_menunggak")]
            assert counts[0] + counts[2] <= counts[1]
    assert any(int(row["peserta_terdaftar"]) > int(row["penduduk"]) for row in rows)
    assert not (demo[0] / "cakupan_0905_2026-11.csv").exists()
