"""Charts as SVG, drawn here: the same picture on the page, in print and in the PDF.

Colours stand in attributes, since a PDF knows no style sheet and our pages allow no inline style. They differ in
lightness, so that they can be told apart in grey and by people who see colours differently; values stand beside
their bars. The picture is described in words and the table under it says everything, so nothing is lost without it.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import number, percent

from .answers import Chart, Series

COLOURS = ("#0a4640", "#d98e04", "#7fb8d6", "#8f5a8a")
WIDE, NARROW = 720, 328
LETTER = 7.8  # width of a letter, about, at 13 px
BAR, GAP = 18, 12
COLUMNS_HEIGHT, EDGE = 190, 6


def draw(chart: Chart, *, key: str, width: int = WIDE) -> SafeString:
    """The picture; `key` makes the ids of its description differ from those of others on the page."""
    shape = columns if chart.shape == "columns" else bars
    facts = {"key": key, "title": chart.title, "description": description(chart), "width": width}
    return render_to_string("collections/analysis/chart.svg", facts | shape(chart, width))


def description(chart: Chart) -> str:
    """The largest and the smallest bar of each series, in words."""
    sentences = [described(chart, series) for series in chart.series]
    return " ".join([*filter(None, sentences), _("Semua angka ada pada tabel di bawah.")])


def described(chart: Chart, series: Series) -> str:
    known = [(value, label) for value, label in zip(series.values, chart.labels, strict=True) if value is not None]
    if not known:
        return ""
    most, least = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    return _("%(series)s: terbesar %(most)s (%(most_value)s), terkecil %(least)s (%(least_value)s).") % {
        "series": series.label,
        "most": most[1],
        "most_value": written(most[0], series.kind),
        "least": least[1],
        "least_value": written(least[0], series.kind),
    }


def written(value: int | Fraction | None, kind: str) -> str:
    """A value beside its bar; large amounts in millions or billions."""
    if kind == "rate":
        return percent(value)
    if kind == "amount" and value is not None:
        return short_amount(value)
    return number(value)


def short_amount(value: int) -> str:
    """`Rp 25,8 miliar`, `Rp 340,0 juta`; small amounts whole."""
    for size, word in ((10**12, _("triliun")), (10**9, _("miliar")), (10**6, _("juta"))):
        if abs(value) >= size:
            one_decimal = percent(Fraction(value, size * 100)).rstrip(" %")
            return f"Rp {one_decimal} {word}"
    return f"Rp {number(value)}"


@dataclass(frozen=True, slots=True)
class Word:
    x: float
    y: float
    text: str
    anchor: str = "start"
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    colour: str


def legend(chart: Chart, width: int) -> tuple[list[Box], list[Word], float]:
    """Which colour is what, above the bars; nothing for one series."""
    boxes, words, x, y = [], [], 0.0, 0.0
    if len(chart.series) == 1:
        return boxes, words, 4
    for place, series in enumerate(chart.series):
        needed = 20 + len(series.label) * LETTER + 16
        if x and x + needed > width:
            x, y = 0.0, y + 20
        boxes.append(Box(x, y + 2, 12, 12, colour(place)))
        words.append(Word(x + 18, y + 13, series.label))
        x += needed
    return boxes, words, y + 30


def cut(text: str, room: float) -> str:
    letters = max(4, int(room / LETTER))
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def largest(chart: Chart) -> int | Fraction:
    return max((value for series in chart.series for value in series.values if value), default=0) or 1


def bars(chart: Chart, width: int) -> dict:
    """Lying bars: the name above its bars where the picture is narrow, else to their left."""
    boxes, words, y = legend(chart, width)
    is_narrow = width < 500
    left = 0 if is_narrow else min(200, max((len(label) for label in chart.labels), default=0) * LETTER + 16)
    top, room = largest(chart), width - left - 112
    for place, label in enumerate(chart.labels):
        if is_narrow:
            words.append(Word(0, y + 12, cut(label, width), weight=600))
            y += 18
        else:
            middle = y + len(chart.series) * (BAR + 2) / 2 + 4
            words.append(Word(left - 8, middle, cut(label, left - 8), "end"))
        for turn, series in enumerate(chart.series):
            value = series.values[place]
            length = round(max(float(max(value or 0, 0) * Fraction(int(room)) / top), 1), 1)
            if value is not None:
                boxes.append(Box(left, y, length, BAR, colour(turn)))
            words.append(Word(round(left + length + 6, 1), y + 13, written(value, series.kind)))
            y += BAR + 2
        y += GAP
    return {"boxes": boxes, "words": words, "height": max(y, 20), "axis": None}


def columns(chart: Chart, width: int) -> dict:
    """Standing columns on a line, for months and days; values above them where they fit."""
    boxes, words, y = legend(chart, width)
    base = y + 18 + COLUMNS_HEIGHT
    slot = (width - 2 * EDGE) / max(len(chart.labels), 1)
    thick = min(56.0, slot * 0.8 / len(chart.series))
    top, step = largest(chart), stride(chart, slot)
    for place, label in enumerate(chart.labels):
        start = EDGE + place * slot + (slot - thick * len(chart.series)) / 2
        for turn, series in enumerate(chart.series):
            value = series.values[place]
            height = float(max(value or 0, 0) * COLUMNS_HEIGHT / top)
            x = start + turn * thick
            boxes.append(Box(round(x, 1), round(base - height, 1), round(thick - 2, 1), round(height, 1), colour(turn)))
            said = written(value, series.kind)
            if value and len(said) * LETTER <= slot / len(chart.series) + 2:
                words.append(Word(round(x + thick / 2 - 1, 1), round(base - height - 5, 1), said, "middle"))
        if place % step == 0:
            middle = round(EDGE + place * slot + slot / 2, 1)
            words.append(Word(middle, base + 17, cut(label, slot * step), "middle"))
    return {"boxes": boxes, "words": words, "height": base + 26, "axis": base}


def stride(chart: Chart, slot: float) -> int:
    """Every how many columns there is room for a label."""
    longest = max((len(label) for label in chart.labels), default=1)
    return max(1, ceil((longest + 0.5) * LETTER / slot))


def colour(turn: int) -> str:
    return COLOURS[turn % len(COLOURS)]
