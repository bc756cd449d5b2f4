"""Letters and labels as PDF: what stands on them, how they are laid out, and what their codes lead to."""

from io import BytesIO

import pytest
import typst
import zxingcpp
from django.utils import translation
from PIL import Image
from pypdf import PdfReader

from arrears.models import ListedHousehold
from kaderjkn.common.documents.pdf import FOLDER, json
from kaderjkn.common.formatting import long_date, month_name
from meetings.addresses import envelope_address
from meetings.letter_files import labels_pdf, letters_pdf, paper_data
from meetings.letters import letters_for, printable
from meetings.models import Envelope
from tests.meetings.builders import make_case, make_envelope


def data_of(branch, layout="labels"):
    ready = list(printable(Envelope.objects.all(), branch))
    return paper_data(letters_for(ready), branch=branch, layout=layout, today=branch.today())


def pages(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def pictures(template, data):
    inputs = {"data": json.dumps(data)}
    facts = {"root": str(FOLDER), "ignore_system_fonts": True, "sys_inputs": inputs, "format": "png", "ppi": 150}
    shown = typst.compile(str(FOLDER / f"{template}.typ"), **facts)
    return [Image.open(BytesIO(page)).convert("L") for page in (shown if isinstance(shown, list) else [shown])]


def codes_on(picture):
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


def printed(branch, cadre, count=1, **facts):
    return [make_envelope(make_case(branch, cadre, **facts)) for _each in range(count)]


def grouped(account):
    return " ".join(account[start : start + 4] for start in range(0, 16, 4))


def test_a_letter_says_months_amount_accounts_channels_and_how_to_check(branch, cadre):
    (envelope,) = printed(branch, cadre, target=1_950_000, months=6)
    (text,) = pages(letters_pdf(data_of(branch)))
    case = envelope.case
    for words in (
        "Siti Aminah", "Jalan Ancol", "RT 003 / RW 05", "Pademangan Timur", "Rp 1.950.000", "selama 6 bulan",
        month_name(case.month), long_date(branch.today()), grouped("88888" + case.head_card[-11:]), "Minimarket",
        "(REHAB)", "Kader tidak menerima uang.", "Cara memeriksa", "Ibu K01", "kode K01", "Care Center 165",
        envelope.number, envelope_address("0905", envelope.number),
    ):  # fmt: skip
        assert words in text


def test_letters_speak_indonesian_whatever_the_screen_speaks(branch, cadre):
    printed(branch, cadre)
    with translation.override("en"):
        data = data_of(branch)
    assert data["date"] == long_date(branch.today())
    assert data["letters"][0]["month"] == month_name(first_case().month)


def first_case():
    return Envelope.objects.select_related("case").first().case


def test_a_name_is_never_markup(branch, cadre):
    printed(branch, cadre)
    ListedHousehold.objects.update(head_name='#strong[Siti] $x$ "Ayu" \\ *', address="= Judul #pagebreak()")
    for render in (letters_pdf, labels_pdf):
        (text,) = pages(render(data_of(branch)))
        assert '#strong[Siti] $x$ "Ayu"' in text
        assert "= Judul #pagebreak()" in text


def test_each_letter_has_a_page_of_its_own_however_long_its_address(branch, cadre):
    printed(branch, cadre, 3)
    ListedHousehold.objects.update(head_name="Nama Panjang " * 11, address="Perumahan Sekali Panjang " * 12)
    for layout in ("labels", "window"):
        found = pages(letters_pdf(data_of(branch, layout)))
        assert len(found) == 3
        assert all(text.count("Perumahan Sekali Panjang") == 12 for text in found)
    (sheet,) = pages(labels_pdf(data_of(branch)))
    assert sheet.count("Perumahan Sekali Panjang") == 36


@pytest.mark.parametrize(("count", "per_sheet"), [(12, [12]), (13, [12, 1])])
def test_labels_are_twelve_to_a_sheet(branch, cadre, count, per_sheet):
    envelopes = printed(branch, cadre, count)
    sheets = pages(labels_pdf(data_of(branch)))
    assert [sheet.count("Kepada Yth.") for sheet in sheets] == per_sheet
    for words in ("Siti Aminah", "Jalan Ancol", "RT 003 / RW 05", "Pademangan Timur", envelopes[0].number):
        assert words in sheets[0]


def test_labels_lie_where_the_sheet_has_them(branch, cadre):
    """Two across, six down, of 105 by 48 mm on A4: one code in each."""
    printed(branch, cadre, 12)
    (sheet,) = pictures("envelope_labels", data_of(branch))
    corners = [code.position.top_left for code in zxingcpp.read_barcodes(sheet)]
    millimetre = 150 / 25.4
    places = sorted((round(one.y / millimetre), round(one.x / millimetre)) for one in corners)
    top, left = places[0]
    assert top > 4.5
    assert left < 105
    expected = [(top + 48 * row, left + 105 * column) for row in range(6) for column in range(2)]
    assert all(max(abs(a - b), abs(c - d)) <= 1 for (a, c), (b, d) in zip(places, expected, strict=True))


def test_codes_on_paper_lead_to_the_envelopes(branch, cadre):
    numbers = [row.number for row in printed(branch, cadre, 3)]
    addresses = sorted(envelope_address("0905", number) for number in numbers)
    data = data_of(branch)
    assert codes_on(pictures("envelope_labels", data)[0]) == addresses
    assert [codes_on(page) for page in pictures("envelope_letter", data)] == [[address] for address in addresses]


def test_the_code_is_seen_through_the_window_of_a_folded_letter(branch, cadre):
    (envelope,) = printed(branch, cadre)
    (page,) = pictures("envelope_letter", data_of(branch, "window"))
    millimetre = 150 / 25.4
    window = page.crop([int(side * millimetre) for side in (20, 45, 105, 90)])
    assert codes_on(window) == [envelope_address("0905", envelope.number)]
    plain = pictures("envelope_letter", data_of(branch))[0]
    assert codes_on(plain.crop([int(side * millimetre) for side in (20, 45, 105, 90)])) == []


@pytest.mark.parametrize("template", ["envelope_letter", "envelope_labels"])
@pytest.mark.parametrize("layout", ["labels", "window"])
def test_the_files_are_accessible(branch, cadre, template, layout):
    """They fulfil PDF/UA-1: tagged, with title and language, pictures described."""
    printed(branch, cadre, 2)
    inputs = {"data": json.dumps(data_of(branch, layout))}
    facts = {"root": str(FOLDER), "ignore_system_fonts": True, "sys_inputs": inputs, "pdf_standards": ["ua-1"]}
    reader = PdfReader(BytesIO(typst.compile(str(FOLDER / f"{template}.typ"), **facts)))
    assert reader.metadata.title == "Pemberitahuan iuran JKN"
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
