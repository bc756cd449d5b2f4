"""Say which messages have no English, and whether the compiled catalogues (pages, phone) are those of the source.

Reads the .po and .mo files itself, so that it needs no gettext and no package. `make messages` mends both.
"""

import ast
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUES = [PROJECT / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po" for domain in ("django", "djangojs")]
CONTEXT_END = "\x04"
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


@dataclass
class Message:
    """One entry of a .po file; `forms` are its translations, more than one for plurals."""

    fuzzy: bool = False
    context: str | None = None
    id: str = ""
    plural: str | None = None
    forms: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return the message as a .mo file names it."""
        context = "" if self.context is None else self.context + CONTEXT_END
        return context + self.id + ("" if self.plural is None else "\0" + self.plural)

    @property
    def is_done(self) -> bool:
        return not self.fuzzy and bool(self.forms) and all(self.forms)

    def add(self, part: str, text: str) -> None:
        """Append a line's text to the part that it belongs to."""
        if part == "msgstr":
            self.forms[-1] += text
        elif part == "msgid":
            self.id += text
        elif part == "msgid_plural":
            self.plural = (self.plural or "") + text
        else:
            self.context = (self.context or "") + text


def read_po(text: str) -> list[Message]:
    """Read the living entries, the header among them; obsolete ones (#~) are left out."""
    messages, message, part = [], Message(), ""
    for line in [*text.splitlines(), ""]:
        if not line.strip():
            if part:
                messages.append(message)
            message, part = Message(), ""
        elif line.startswith("#,"):
            message.fuzzy = "fuzzy" in line
        elif not line.startswith("#"):
            word, _, quoted = line.partition(" ") if not line.startswith('"') else ("", "", line)
            if word:
                part = next(known for known in KEYWORDS if word.startswith(known))
                if part == "msgstr":
                    message.forms.append("")
            message.add(part, ast.literal_eval(quoted.strip()))
    return messages


def read_mo(content: bytes) -> dict[str, str]:
    """Read the compiled catalogue as {message: translations joined by NUL}."""
    order = "<" if content[:4] == b"\xde\x12\x04\x95" else ">"
    _, count, ids, texts = struct.unpack(f"{order}4I", content[4:20])

    def entry(table: int, number: int) -> str:
        length, start = struct.unpack_from(f"{order}2I", content, table + 8 * number)
        return content[start : start + length].decode()

    return {entry(ids, number): entry(texts, number) for number in range(count)}


def complaints(catalogue: Path) -> list[str]:
    """Return what is wrong, one sentence each."""
    messages = read_po(catalogue.read_text())
    found = [f"no translation: {message.id!r}" for message in messages if message.id and not message.is_done]
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists():
        return [*found, f"{compiled.name} is missing"]
    expected = {message.key: "\0".join(message.forms) for message in messages if message.is_done}
    got = read_mo(compiled.read_bytes())
    if {key: text for key, text in got.items() if key} != {key: text for key, text in expected.items() if key}:
        found.append(f"{compiled.name} is older than {catalogue.name}: run `make messages`")
    return found


def main() -> int:
    found = []
    for catalogue in CATALOGUES:
        name = catalogue.relative_to(PROJECT)
        wrong = complaints(catalogue) if catalogue.exists() else ["is missing"]
        found += [f"{name}: {complaint}" for complaint in wrong]
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
