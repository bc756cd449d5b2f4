"""Shared strings: read only as far as needed, held in little memory, damage noticed all the same."""

import pytest

from kaderjkn.common.reading.archives import Archive
from kaderjkn.common.reading.errors import UnreadableFile
from kaderjkn.common.reading.limits import DEFAULT_LIMITS
from kaderjkn.common.reading.shared_strings import read_shared_strings
from kaderjkn.common.reading.tables import open_table

BROKEN = "Berkas XLSX ini rusak atau terpotong; buka di Excel, simpan ulang, lalu kirim lagi."
NAMES = [f"Nama {number} – é" for number in range(20_000)]


@pytest.fixture
def strings(book):
    """Look-up of `NAMES` that holds few of them in memory."""
    archive = Archive(book({"Data": [[name] for name in [*NAMES, NAMES[0]]]}), DEFAULT_LIMITS)
    found = read_shared_strings(archive, "xl/sharedStrings.xml", spill_characters=100_000)
    yield found
    found.close()
    archive.close()


@pytest.mark.parametrize("step", [1, -1, 7_919])
def test_strings_are_found_in_whatever_order_they_are_asked_for(strings, step):
    order = [number * step % len(NAMES) for number in range(len(NAMES))]
    assert [strings[number] for number in order] == [NAMES[number] for number in order]
    assert len(strings) < 3_000


@pytest.mark.parametrize("number", [-1, 20_000])
def test_number_that_no_string_has_is_an_index_error(strings, number):
    strings.finish()
    with pytest.raises(IndexError):
        strings[number]


def test_string_that_is_asked_for_again_comes_back_from_the_file(strings):
    assert [strings[0], strings[19_999], strings[0], strings[1], strings[19_998]] == [
        NAMES[0],
        NAMES[19_999],
        NAMES[0],
        NAMES[1],
        NAMES[19_998],
    ]


def test_first_rows_do_not_wait_for_all_strings(xlsx):
    """The part is damaged far behind the strings of the first row: only who reads to the end meets that."""
    strings = "".join(f"<si><t>{name}</t></si>" for name in NAMES)
    path = xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', xl__sharedStrings=f"<sst>{strings}<si>")
    with open_table(path) as table:
        rows = iter(table)
        assert next(rows) == (1, ["Nama 7 – é"])
        with pytest.raises(UnreadableFile) as caught:
            next(rows)
    assert str(caught.value) == BROKEN


@pytest.mark.parametrize("number", ["-1", "2", "x", "99999999999999999999"])
def test_cell_with_a_number_that_no_string_has_is_damage(xlsx, read, number):
    row = f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>'
    with pytest.raises(UnreadableFile) as caught:
        read(xlsx(row, xl__sharedStrings="<sst><si><t>a</t></si><si><t>b</t></si></sst>"))
    assert str(caught.value) == BROKEN


@pytest.mark.parametrize(
    ("written", "read_back"),
    [
        ("<si><t>Siti</t></si>", "Siti"),
        ('<si><t xml:space="preserve"> Siti </t></si>', " Siti "),
        ("<si><t>Toko A &amp; B &lt;3 &quot;x&quot; &apos;y&apos; &amp;lt;</t></si>", "Toko A & B <3 \"x\" 'y' &lt;"),
        ("<si><t>a&#233;b</t></si>", "aéb"),
        ("<si><t>a\r\nb_x000D_</t></si>", "a\nb\r"),
        ("<si><t><![CDATA[<si>&amp;]]></t></si>", "<si>&amp;"),
        ("<si><!-- </si> --><t>x</t></si>", "x"),
        ("<si>\n <t>x</t>\n</si>\n", "x"),
        ("<si><r><t>Ibu </t></r><r><rPr><b/></rPr><t>Ani</t></r><rPh><t>x</t></rPh></si>", "Ibu Ani"),
    ],
)
def test_string_is_read_however_it_is_written(xlsx, read, written, read_back):
    strings = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sst count="3"><si><t>a</t></si>{written}<si><t>z</t></si></sst>'
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    assert read(xlsx(f"<row>{cells}</row>", xl__sharedStrings=strings)) == [(1, ["a", read_back, "z"])]


def test_strings_in_another_encoding_are_read(xlsx, read):
    strings = '<?xml version="1.0" encoding="ISO-8859-1"?><sst><si><t>José</t></si></sst>'.encode("latin-1")
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert read(xlsx(row, xl__sharedStrings=strings)) == [(1, ["José"])]
