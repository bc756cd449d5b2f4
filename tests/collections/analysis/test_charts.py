"""Charts: described in words, nothing that our pages forbid, bars as long as their values."""

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from kaderjkn.collections.analysis.answers import Chart, Series, ranked
from kaderjkn.collections.analysis.charts import NARROW, WIDE, draw, short_amount

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart, width=WIDE):
    return ET.fromstring(draw(chart, key="a", width=width))  # noqa: S314 (our own picture)


def bars(picture):
    return [float(box.get("width")) for box in picture.iter(f"{SVG}rect")]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_as_long_as_their_values(width):
    lengths = bars(drawn(Chart("Keluarga", ["Koja", "Cilincing", "Ancol"], [Series("Keluarga", [100, 50, 0])]), width))
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)
    assert lengths[2] == 1


def test_columns_are_as_high_as_their_values():
    picture = drawn(Chart("Bulan", ["Jan", "Feb"], [Series("Rp", [4_000_000, 1_000_000], "amount")], "columns"))
    heights = [float(box.get("height")) for box in picture.iter(f"{SVG}rect")]
    assert heights[0] == pytest.approx(heights[1] * 4)


def test_unknown_has_no_bar_and_is_written_as_unknown():
    picture = drawn(Chart("Langkah", ["Kontak", "Bayar"], [Series("Keluarga", [3, None])]))
    assert len(bars(picture)) == 1
    assert "–" in [word.text for word in picture.iter(f"{SVG}text")]


def test_picture_says_what_it_shows():
    picture = drawn(Chart("Kolektabilitas", ["A", "B"], [Series("Rata", [Fraction(1, 4), Fraction(1, 2)], "rate")]))
    assert picture.get("role") == "img"
    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "terbesar B (50,0 %), terkecil A (25,0 %)" in description.text


def test_names_cannot_become_markup_and_no_style_stands_in_the_picture():
    text = draw(Chart("<b>", ["<script>alert(1)</script>"], [Series("a & b", [1])]), key="a")
    assert "<script" not in text
    assert not re.search(r"\sstyle=", text)
    ET.fromstring(text)  # noqa: S314 (our own picture)


def test_words_stay_inside_the_picture():
    labels = [str(day) for day in range(31)]
    for shape in ("bars", "columns"):
        picture = drawn(Chart("Hari", labels, [Series("Keluarga", list(range(31)))], shape), NARROW)
        assert all(0 <= float(word.get("x")) <= NARROW for word in picture.iter(f"{SVG}text"))


def test_many_rows_show_the_largest():
    rows = [{"name": f"K{n}", "value": n} for n in range(30)]
    chart = ranked("Kader", rows, "name", "value", "number")
    assert chart.labels[0] == "K29"
    assert len(chart.labels) == 20
    assert "20 terbesar" in chart.title


@pytest.mark.parametrize(
    ("amount", "words"),
    [(950, "Rp 950"), (1_250_000, "Rp 1,3 juta"), (25_770_000_000, "Rp 25,8 miliar"), (-2_000_000, "Rp -2,0 juta")],
)
def test_large_amounts_are_short(amount, words):
    assert short_amount(amount) == words
