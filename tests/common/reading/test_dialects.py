"""Whatever table is written in whatever dialect of CSV comes back as it was, without being told the dialect."""

from dataclasses import dataclass

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

HEADINGS = ["kode", "nama", "alamat", "jumlah", "catatan"]
WORDS = st.sampled_from(
    [
        "Siti",
        "Jl. Melati, RT 1; RW 2",
        'Toko "Ibu"',
        "a\nb",
        "a\r\nb",
        "tab\ttab",
        "1.500.000,00",
        "'0001944358911",
        " x ",
    ]
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
WINDOWS = st.characters(codec="cp1252", exclude_categories=["Cc"])


@dataclass(frozen=True)
class Dialect:
    """How a program writes CSV. Excel tells the delimiter in a first line if it is asked to."""

    delimiter: str = ","
    line_break: str = "\n"
    encoding: str = "utf-8"
    quotes_all: bool = False
    tells_delimiter: bool = False
    ends_with_line_break: bool = True

    def write(self, rows):
        lines = [self.delimiter.join(map(self._quoted, row)) for row in rows]
        if self.tells_delimiter:
            lines.insert(0, f"sep={self.delimiter}")
        text = self.line_break.join(lines) + self.line_break * self.ends_with_line_break
        return text.encode(self.encoding)

    def _quoted(self, cell):
        if self.quotes_all or any(character in cell for character in f'"\r\n{self.delimiter}'):
            return '"' + cell.replace('"', '""') + '"'
        return cell


DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t"),
    line_break=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    quotes_all=st.booleans(),
    tells_delimiter=st.booleans(),
    ends_with_line_break=st.booleans(),
)


@st.composite
def tables(draw, dialect):
    width = draw(st.integers(2, len(HEADINGS)))
    letters = WINDOWS if dialect.encoding == "cp1252" else LETTERS
    rows = st.lists(st.lists(WORDS | st.text(letters, max_size=8), min_size=width, max_size=width), max_size=6)
    return [HEADINGS[:width], *draw(rows)]


SEMICOLONS = Dialect(delimiter=";", line_break="\r\n", encoding="cp1252")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DIALECTS.flatmap(lambda dialect: st.tuples(st.just(dialect), tables(dialect))))
@example((SEMICOLONS, [HEADINGS[:3], ["1", "José", "Jl. Melati, RT 1, RW 2"], ["2", "Siti", 'Gg. "A", 3']]))
@example((Dialect(), [HEADINGS[:2], ["a; b", "c; d"]]))
def test_table_comes_back_as_it_was_written(csv_file, read, written):
    dialect, table = written
    content = dialect.write(table)
    assume(dialect.encoding != "cp1252" or not is_utf_8(content) or content.isascii())
    expected = [row for row in table if any(row)]
    assert [row for _line, row in read(csv_file(content))] == expected


def is_utf_8(content):
    """Tell whether the bytes happen to be UTF-8 as well; then nobody can know better."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
