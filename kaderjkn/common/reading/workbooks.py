"""What a workbook says about itself: its sheets, its shared strings, its date system."""

import posixpath
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from .archives import Archive, read_elements
from .errors import UnreadableFile

_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_OTHER_FORMATS = {
    "xl/workbook.bin": "XLSB",
    "content.xml": "OpenDocument",
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
}


class Sheet(NamedTuple):
    """A worksheet with the name of its part in the container."""

    name: str
    part: str
    is_visible: bool


@dataclass(slots=True)
class Workbook:
    """The workbook part and its relations, before any cell is read."""

    sheets: list[Sheet] = field(default_factory=list)
    shared_strings: str | None = None
    styles: str | None = None
    is_1904: bool = False

    def chosen(self, name: str | None) -> Sheet:
        """Return the sheet of that name (any case), or the first visible one."""
        if name is None:
            return self._first_visible()
        wanted = name.strip().casefold()
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == wanted:
                return sheet
        message = _("Lembar %(name)s tidak ada; pilih salah satu dari: %(sheets)s.")
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise UnreadableFile(message % {"name": name, "sheets": names})

    def _first_visible(self) -> Sheet:
        for sheet in self.sheets:
            if sheet.is_visible:
                return sheet
        raise UnreadableFile(_("Berkas ini tidak berisi lembar yang terlihat; tampilkan lembar datanya."))


def read_workbook(archive: Archive) -> Workbook:
    """Read the workbook part; `UnreadableFile` where the container is no XLSX."""
    _refuse_other_formats(archive)
    main = _main_part(archive)
    relations = _Relations(archive, main)
    workbook = Workbook(shared_strings=relations.by_kind("sharedStrings"), styles=relations.by_kind("styles"))

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            workbook.is_1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif tag == "sheet":
            target = relations.worksheet(_relation_id(attributes))
            if target:
                name, state = attributes.get("name", ""), attributes.get("state", "visible")
                workbook.sheets.append(Sheet(name, target, state == "visible"))

    read_elements(archive, main, start)
    return workbook


def _refuse_other_formats(archive: Archive) -> None:
    for part, name in _OTHER_FORMATS.items():
        if part in archive:
            message = _("Berkas ini berformat %(format)s; buka lalu simpan sebagai XLSX atau CSV.")
            raise UnreadableFile(message % {"format": name})


def _main_part(archive: Archive) -> str:
    main = _Relations(archive, "").by_kind("officeDocument") or "xl/workbook.xml"
    if main not in archive:
        raise UnreadableFile(_("Berkas ZIP ini bukan lembar kerja; kirim berkas XLSX atau CSV di dalamnya."))
    return main


def _relation_id(attributes: dict[str, str]) -> str:
    """Find `r:id`, whatever the prefix of the namespace is."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


class _Relations:
    """Targets of one part, by identifier and by kind, as full names in the container."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._folder, name = posixpath.split(part)
        self._targets: dict[str, tuple[str, str]] = {}
        source = posixpath.join(self._folder, "_rels", f"{name}.rels")
        if source in archive:
            read_elements(archive, source, self._add)

    def _add(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self._targets[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))

    def by_kind(self, wanted: str) -> str | None:
        return next((target for kind, target in self._targets.values() if kind == wanted), None)

    def worksheet(self, identifier: str) -> str | None:
        kind, target = self._targets.get(identifier, ("", None))
        return target if kind == "worksheet" else None


def date_styles(archive: Archive, part: str | None) -> frozenset[str]:
    """Return the style numbers that show a date; only workbooks of the 1904 system need them."""
    own_formats: dict[str, str] = {}
    found: list[str] = []
    state = {"inside": False, "count": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            own_formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyles"):
            state["inside"] = tag == "cellXfs"
        elif tag == "xf" and state["inside"]:
            if _shows_date(attributes.get("numFmtId", "0"), own_formats):
                found.append(str(state["count"]))
            state["count"] += 1

    if part is not None and part in archive:
        read_elements(archive, part, start)
    return frozenset(found)


def _shows_date(number: str, own_formats: dict[str, str]) -> bool:
    if number in own_formats:
        letters = _NOT_DATE_LETTERS.sub("", own_formats[number].partition(";")[0]).lower()
        return letters != "general" and any(letter in "dmyhs" for letter in letters)
    return number.isdigit() and int(number) in _DATE_FORMATS
