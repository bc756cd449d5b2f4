"""Rows of a worksheet out of the elements that expat meets, without building a tree."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from django.utils.translation import gettext as _

from .cells import Row, boolean_text, excel_column
from .errors import UnreadableFile
from .limits import Limits
from .xlsx_text import unescaped

type Numeric = Callable[[str, str], str]

_LAST_COLUMN = 16_383  # XFD
_DIGITS = "0123456789"


class Elements:
    """The handlers of expat; `finished` collects the rows that a piece of XML completed.

    Empty cells that formatting leaves behind cost nothing; only text beyond the widest allowed
    column is refused. A formula that was never calculated is kept as its formula (`=A1*3`), so that
    it fails as a value instead of vanishing. Written for speed: two calls per element, no tree.
    """

    def __init__(
        self, parser: expat.XMLParserType, strings: Mapping[int, str], numeric: Numeric, limits: Limits
    ) -> None:
        self.finished: list[Row] = []
        self.hidden_columns: set[int] = set()
        self.is_over = False
        self.row_number = 0
        self.text: list[str] = []
        self.inline: list[str] = []
        self._strings, self._numeric, self._max_columns = strings, numeric, limits.max_columns
        self._cells, self._column = [], -1
        self._columns: dict[str, int] = {}
        self._kind = self._style = ""
        self._formula: str | None = None
        self._is_phonetic = False
        self._parser = parser
        parser.StartElementHandler = self._start_root

    def _start_root(self, tag: str, _attributes: dict[str, str]) -> None:
        """Learn the namespace prefix from the first element; few writers use one."""
        prefix = tag[: tag.rfind(":") + 1]
        self._c, self._v, self._row, self._t = prefix + "c", prefix + "v", prefix + "row", prefix + "t"
        self._is, self._f, self._rph, self._col = prefix + "is", prefix + "f", prefix + "rPh", prefix + "col"
        self._data, self._with_text = prefix + "sheetData", (self._v, self._t, self._f)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.text.append

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._c:
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            else:
                letters = reference.rstrip(_DIGITS)
                column = self._columns.get(letters)
                self._column = self._learn_column(letters) if column is None else column
            self._kind = attributes.get("t", "")
            self._style = attributes.get("s", "")
        elif tag in self._with_text:
            self.text.clear()
        elif tag == self._row:
            number = attributes.get("r")
            self.row_number = self.row_number + 1 if number is None else int(number)
            self._cells, self._column = [], -1
        elif tag == self._is:
            self.inline.clear()
        else:
            self._start_rare(tag, attributes)

    def _start_rare(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._rph:
            self._is_phonetic = True
        elif tag == self._col and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "0"))
            self.hidden_columns.update(range(max(first, 1) - 1, min(last, self._max_columns)))

    def _end(self, tag: str) -> None:
        if tag == self._c:
            if self._formula is not None:
                self._place("=" + self._formula)
                self._formula = None
        elif tag == self._v:
            self._end_value()
        elif tag == self._t:
            if not self._is_phonetic:
                self.inline.extend(self.text)
        elif tag == self._row:
            if self._cells:
                self.finished.append((self.row_number, self._cells))
            self.text.clear()
        else:
            self._end_rare(tag)

    def _end_rare(self, tag: str) -> None:
        if tag == self._is:
            self._place(unescaped("".join(self.inline)))
        elif tag == self._f:
            self._formula = "".join(self.text)
        elif tag == self._rph:
            self._is_phonetic = False
        elif tag == self._data:
            self._ignore_the_rest()

    def _end_value(self) -> None:
        text = self.text
        raw = text[0] if len(text) == 1 else "".join(text)
        kind = self._kind
        if not raw and kind != "str":
            return  # some programs write an empty value beside a formula that they did not calculate
        self._formula = None
        if kind == "s":
            self._place(self._strings[int(raw)])
        elif not kind or kind == "n":
            self._place(self._numeric(raw, self._style))
        elif kind == "b":
            self._place(boolean_text(raw))
        else:
            self._place(unescaped(raw))

    def _place(self, value: str) -> None:
        """Put the value into its column; the cells between that and the last one are empty."""
        if not value:
            return
        cells, column = self._cells, self._column
        missing = column - len(cells)
        if column >= self._max_columns:
            self._refuse_width()
        if missing:
            if missing < 0:
                cells[column] = value
                return
            cells.extend([""] * missing)
        cells.append(value)

    def _learn_column(self, letters: str) -> int:
        column = 0
        for letter in letters:
            if not "A" <= letter <= "Z":
                raise ValueError(letters)
            column = column * 26 + ord(letter) - ord("A") + 1
        if not 1 <= column <= _LAST_COLUMN + 1:
            raise ValueError(letters)
        self._columns[letters] = column - 1
        return column - 1

    def _refuse_width(self) -> None:
        message = _("Sel %(cell)s terletak di luar %(limit)s kolom pertama; hapus kolom yang tidak perlu.")
        cell = f"{excel_column(self._column)}{self.row_number}"
        raise UnreadableFile(message % {"cell": cell, "limit": self._max_columns})

    def _ignore_the_rest(self) -> None:
        """Let everything behind the data pass, still parsed and so still checked for damage."""
        parser = self._parser
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        self.is_over = True
        self.text.clear()
